using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Index, premium and funding.</content>
public sealed partial class PerpetualFutures
{
    private const decimal PartsPerBillion = 1_000_000_000;

    // Of the average basis, in samples.
    private const int BasisSamples = 30;

    private readonly SortedDictionary<int, Queue<decimal>> _bases = [];
    private SimTime _nextSample = SimTime.Never;
    private SimTime _nextFunding = SimTime.Never;

    /// <inheritdoc/>
    public override SimTime NextDeadline => _nextSample < _nextFunding ? _nextSample : _nextFunding;

    /// <summary>The premium of an interval so far, as a fraction of the index.</summary>
    public decimal Premium(InstrumentId instrument) => _premiums[instrument.Value].Average;

    /// <summary>The funding rate that a premium leads to: F = P + clamp(interest - P, -clamp, +clamp), within the cap. All are fractions
    /// an interval.</summary>
    public decimal RateOf(decimal premium)
        => PerpetualMath.FundingRate(premium, Percent("interest"), Percent("clamp"), Percent("funding-cap"));

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        if (_nextSample <= now)
        {
            _nextSample = Next(now, _options.Duration("sample-interval"));
            foreach (var perpetual in Perpetuals)
            {
                Sample(perpetual);
            }
        }

        if (_nextFunding <= now)
        {
            _nextFunding = Next(now, _options.Duration("funding-interval"));
            foreach (var perpetual in Perpetuals)
            {
                Fund(perpetual);
            }
        }
    }

    private decimal Percent(string option) => (decimal)_options.Number(option) / 100;

    private void BeginFunding()
    {
        if (_premiums.Count > 0 && _index is not null)
        {
            _nextSample = Next(SimTime.Zero, _options.Duration("sample-interval"));
            _nextFunding = Next(SimTime.Zero, _options.Duration("funding-interval"));
        }
    }

    // The next multiple of an interval, counted from midnight.
    private SimTime Next(SimTime now, SimDuration interval)
        => now + new SimDuration(interval.Nanoseconds - (Desk.Calendar.TimeOfDay(now).Nanoseconds % interval.Nanoseconds));

    private void Sample(Perpetual perpetual)
    {
        if (IndexPrice is not { } index || index <= 0)
        {
            return;
        }

        var book = Desk.Model(perpetual.Id).Book;
        _premiums[perpetual.Id.Value].Take(book, perpetual, index);
        if (book.TryBestDisplayed(Side.Buy, out var bid) && book.TryBestDisplayed(Side.Sell, out var ask))
        {
            if (!_bases.TryGetValue(perpetual.Id.Value, out var basis))
            {
                _bases.Add(perpetual.Id.Value, basis = new Queue<decimal>());
            }

            basis.Enqueue(((perpetual.ToDecimal(bid.Price) + perpetual.ToDecimal(ask.Price)) / 2) - index);
            if (basis.Count > BasisSamples)
            {
                basis.Dequeue();
            }
        }
    }

    private void Fund(Perpetual perpetual)
    {
        if (IndexPrice is null || Mark(perpetual.Id) is not { } mark)
        {
            return;
        }

        var samples = _premiums[perpetual.Id.Value];
        var rate = _rates[perpetual.Id.Value] = RateOf(samples.Average);
        samples.Clear();
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.FundingRate, Instrument = perpetual.Id, Price = mark,
            Amount = (long)decimal.Round(rate * PartsPerBillion, MidpointRounding.AwayFromZero),
        });
        Pay(perpetual, mark, rate);
    }

    // Who pays, pays what he owes to the minor unit; who receives, gets his share of exactly that, so that nothing is left over.
    private void Pay(Perpetual perpetual, Price mark, decimal rate)
    {
        var positions = PositionsIn(perpetual.Id);
        var payingSide = Math.Sign(rate);
        var paid = 0L;
        foreach (var (account, position) in positions.Where(p => Math.Sign(p.Position.Lots) == payingSide))
        {
            var value = (Int128)mark.Ticks * Math.Abs(position.Lots) * perpetual.TickValueNumerator;
            var owed = (long)decimal.Round(
                (decimal)value * Math.Abs(rate) / perpetual.TickValueDenominator, MidpointRounding.AwayFromZero);
            paid = checked(paid + owed);
            Desk.Post(Posting.Funding, account, HouseAccounts.Ccp, perpetual.Quote, owed, About(perpetual, mark, position));
        }

        var receivers = positions.Where(p => Math.Sign(p.Position.Lots) == -payingSide).ToList();
        var all = receivers.Aggregate((Int128)0, (sum, p) => sum + Math.Abs(p.Position.Lots));
        var (lots, given) = ((Int128)0, 0L);
        foreach (var (account, position) in receivers)
        {
            lots += Math.Abs(position.Lots);
            var due = (long)Rounding.HalfUp.Divide(paid * lots, all);
            Desk.Post(Posting.Funding, HouseAccounts.Ccp, account, perpetual.Quote, due - given, About(perpetual, mark, position));
            given = due;
        }
    }

    private static MarketEvent About(Perpetual perpetual, Price mark, PerpetualPosition position) => new()
    {
        Instrument = perpetual.Id, Price = mark, Quantity = new Quantity(Math.Abs(position.Lots)),
        Side = position.Lots < 0 ? Side.Sell : Side.Buy,
    };

    private decimal? IndexPrice => _index is { } index && Desk.Prices.Mark(index.Id) is { } price ? index.ToDecimal(price) : null;

    // The index in price units of a perpetual, whose units may be other ones.
    private Price? IndexIn(InstrumentId perpetual)
        => IndexPrice is { } index ? InUnits(perpetual, index) : null;

    private Price InUnits(InstrumentId perpetual, decimal price)
        => new((long)decimal.Round(price / Desk.Instruments[perpetual.Value].PriceUnit, MidpointRounding.AwayFromZero));

    // Price 1 = index x (1 + last rate x part of the interval that is left).
    private Price? WithFunding(InstrumentId perpetual, Price? index)
    {
        if (index is null || _nextFunding == SimTime.Never)
        {
            return index;
        }

        var left = (decimal)(_nextFunding - Desk.Now).Nanoseconds / _options.Duration("funding-interval").Nanoseconds;
        return InUnits(perpetual, IndexPrice!.Value * (1 + (_rates.GetValueOrDefault(perpetual.Value) * left)));
    }

    // Price 2 = index + moving average of the basis.
    private Price? WithBasis(InstrumentId perpetual, Price? index)
        => index is not null && _bases.TryGetValue(perpetual.Value, out var basis)
            ? InUnits(perpetual, IndexPrice!.Value + basis.Average())
            : index;

    private void AddFundingTo(ref StateHash hash)
    {
        foreach (var samples in _premiums.Values)
        {
            samples.AddTo(ref hash);
        }

        foreach (var rate in _rates.Values.Concat(_bases.Values.SelectMany(basis => basis)))
        {
            foreach (var part in decimal.GetBits(rate))
            {
                hash.Add((long)part);
            }
        }

        hash.Add(_nextSample.Nanoseconds);
        hash.Add(_nextFunding.Nanoseconds);
    }
}
