using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>Measures Kyle's auctions from their trades: impact, profits, and what prices reveal.</summary>
/// <remarks>Source: Kyle (1985), section 2 and theorem 2. Positions are valued at their round's value.</remarks>
/// <param name="rounds">The order of events.</param>
/// <param name="fundamental">The value, for those who know.</param>
/// <param name="reference">Where a round's value is expected.</param>
/// <param name="roles">By account: <c>kyle-insider</c>, <c>kyle-noise</c>, <c>kyle-maker</c>.</param>
/// <param name="priceUnit">Size of a price unit in currency.</param>
public sealed class KyleMeasurement(
    KyleRounds rounds, FundamentalValue fundamental, Price reference, IReadOnlyDictionary<AccountId, string> roles, double priceUnit) : IMeasurement
{
    private const string Insider = "kyle-insider";
    private const string Noise = "kyle-noise";
    private const string Maker = "kyle-maker";

    private readonly KyleEquilibrium _theory = new(rounds.Auctions, rounds.ValueDeviation, rounds.NoiseDeviation);
    private readonly Slope[] _impacts = [.. Enumerable.Range(0, rounds.Auctions).Select(_ => new Slope())];
    private readonly Slope _values = new();
    private RunningMoments _errors;
    private readonly Dictionary<string, double> _profits = new(StringComparer.Ordinal) { [Insider] = 0, [Noise] = 0, [Maker] = 0 };
    private long _auction = -1;
    private double _last;
    private double _price;
    private long _demand;
    private long _rounds;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            End();
            _auction = -1;
            var theory = _theory.InsiderProfit * priceUnit;
            return
            [
                new("rounds", _rounds),
                .. _impacts.Select((slope, n) => new Finding(
                    rounds.Auctions == 1 ? "lambda" : string.Create(CultureInfo.InvariantCulture, $"lambda-{n + 1}"),
                    slope.Value * priceUnit, "currency a lot", _theory.Auctions[n].Impact * priceUnit)),
                new("insider-profit", _profits[Insider] * priceUnit / _rounds, "a round", theory),
                new("noise-profit", _profits[Noise] * priceUnit / _rounds, "a round", -theory),
                new("maker-profit", _profits[Maker] * priceUnit / _rounds, "a round", 0),
                new("value-on-demand", rounds.Auctions == 1 ? _values.Value * priceUnit : null, "currency a lot",
                    rounds.Auctions == 1 ? _theory.Auctions[0].Impact * priceUnit : null),
                new("variance-left", _errors.Variance / (rounds.ValueDeviation * rounds.ValueDeviation), "fraction of the value's",
                    _theory.Auctions[^1].VarianceLeft / (rounds.ValueDeviation * rounds.ValueDeviation)),
            ];
        }
    }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Traded)
        {
            return;
        }

        // What trades at the very end of an interval is that interval's auction.
        var auction = rounds.AuctionAt(new SimTime(item.Time.Nanoseconds - 1));
        if (auction != _auction)
        {
            End();
            Begin(auction);
        }

        _price = item.Price.Ticks;
        Add(item.Account, item.Side, item);
        Add(item.CounterAccount, item.Side.Opposite(), item);
    }

    private void Add(AccountId account, Side side, in MarketEvent item)
    {
        var role = roles[account];
        var lots = side.Sign() * item.Quantity.Lots;
        _profits[role] += lots * (rounds.ValueOf(_auction, fundamental) - _price);
        _demand -= role == Maker ? lots : 0;
    }

    private void Begin(long auction)
    {
        if (_auction < 0 || rounds.FirstOf(auction) != rounds.FirstOf(_auction))
        {
            _last = rounds.PriorOf(auction, fundamental, reference);
        }

        (_auction, _demand) = (auction, 0);
    }

    private void End()
    {
        if (_auction < 0)
        {
            return;
        }

        var place = rounds.PlaceOf(_auction);
        _impacts[place].Add(_demand, _price - _last);
        _last = _price;
        if (place == rounds.Auctions - 1)
        {
            var value = rounds.ValueOf(_auction, fundamental);
            _rounds++;
            _errors.Add(value - _price);
            _values.Add(_demand, value - rounds.PriorOf(_auction, fundamental, reference));
        }
    }

    // Least squares through the origin: neither demand nor surprise has a mean.
    private sealed class Slope
    {
        private double _products;
        private double _squares;

        public double Value => _products / _squares;

        public void Add(double x, double y)
        {
            _products += x * y;
            _squares += x * x;
        }
    }
}
