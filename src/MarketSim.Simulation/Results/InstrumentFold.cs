using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Folds the events of one instrument into its summary.</summary>
internal sealed class InstrumentFold : IEventFold
{
    private const double TradingSecondsPerYear = 252 * 23_400;

    private readonly Instrument _instrument;
    private readonly UnitScale _prices;
    private readonly UnitScale _currency;
    private readonly SimDuration _returnInterval;
    private readonly SimTime _start;
    private long _trades;
    private long _lots;
    private Int128 _turnover;
    private Int128 _priceTimesLots;
    private (Price Open, Price High, Price Low, Price Close) _range;
    private SimTime _quotedSince;
    private double _weightedSpread;
    private double _weightedRelative;
    private long _twoSided;
    private SimTime _nextReturn;
    private double _lastLogMid = double.NaN;
    private double _sumOfSquares;
    private int _returns;
    private SimTime _end;

    public InstrumentFold(Instrument instrument, int currencyDecimals, SimTime start, SimDuration returnInterval)
    {
        _instrument = instrument;
        _prices = UnitScale.OfPrices(instrument);
        _currency = UnitScale.OfDecimals(currencyDecimals);
        (_start, _end, _quotedSince, _returnInterval) = (start, start, start, returnInterval);
        _nextReturn = start + returnInterval;
    }

    /// <summary>The displayed touch.</summary>
    public QuoteState Quote { get; private set; }

    public InstrumentSummary Summary => new()
    {
        Symbol = _instrument.Symbol,
        Trades = _trades,
        Volume = _lots,
        Turnover = _currency.Whole((double)_turnover),
        Vwap = _lots == 0 ? null : _prices.Whole((double)_priceTimesLots / _lots),
        Open = Money(_range.Open),
        High = Money(_range.High),
        Low = Money(_range.Low),
        Close = Money(_range.Close),
        TimeWeightedSpread = _twoSided == 0 ? null : _prices.Whole(_weightedSpread / _twoSided),
        TimeWeightedSpreadBasisPoints = _twoSided == 0 ? null : 10_000 * _weightedRelative / _twoSided,
        TwoSidedShare = _end == _start ? 0 : (double)_twoSided / (_end - _start).Nanoseconds,
        RealisedVolatility = _returns == 0 ? null : Math.Sqrt(_sumOfSquares),
        AnnualisedVolatility = _returns == 0
            ? null
            : Math.Sqrt(_sumOfSquares / _returns * TradingSecondsPerYear / _returnInterval.ToSeconds()),
    };

    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != _instrument.Id)
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.Traded:
                Trade(item);
                break;
            case EventKind.Quoted:
                Weigh(item.Time);
                Quote = Quote.After(item);
                break;
        }
    }

    public void Complete(SimTime end)
    {
        _end = end;
        Weigh(end);
    }

    private void Trade(in MarketEvent item)
    {
        _range = _trades == 0
            ? (item.Price, item.Price, item.Price, item.Price)
            : (_range.Open, item.Price > _range.High ? item.Price : _range.High,
                item.Price < _range.Low ? item.Price : _range.Low,
                item.Price);
        _trades++;
        _lots += item.Quantity.Lots;
        _turnover += item.Amount;
        _priceTimesLots += (Int128)item.Price.Ticks * item.Quantity.Lots;
    }

    // Counts the quote in force for the time since it began to stand, and takes the returns that fell due meanwhile.
    private void Weigh(SimTime now)
    {
        while (_nextReturn <= now)
        {
            TakeReturn();
            _nextReturn += _returnInterval;
        }

        if (Quote.IsTwoSided)
        {
            var stood = (now - _quotedSince).Nanoseconds;
            _twoSided += stood;
            _weightedSpread += (double)(Quote.Ask - Quote.Bid) * stood;
            _weightedRelative += Quote.Mid == 0 ? 0 : (Quote.Ask - Quote.Bid) / Quote.Mid * stood;
        }

        _quotedSince = now;
    }

    private void TakeReturn()
    {
        if (!Quote.IsTwoSided || Quote.Mid <= 0)
        {
            return;
        }

        var logMid = PortableMath.Log(Quote.Mid);
        if (!double.IsNaN(_lastLogMid))
        {
            var step = logMid - _lastLogMid;
            _sumOfSquares += step * step;
            _returns++;
        }

        _lastLogMid = logMid;
    }

    private double? Money(Price price) => _trades == 0 ? null : _prices.Whole(price.Ticks);
}

/// <summary>The displayed best prices of an instrument, as its quotes tell; a side without lots is empty.</summary>
internal readonly record struct QuoteState(Price Bid, Quantity BidLots, Price Ask, Quantity AskLots)
{
    public bool IsTwoSided => !BidLots.IsZero && !AskLots.IsZero;

    /// <summary>In price units.</summary>
    public double Mid => (Bid.Ticks + (double)Ask.Ticks) / 2;

    public QuoteState After(in MarketEvent quoted) => quoted.Side == Side.Buy
        ? this with { Bid = quoted.Price, BidLots = quoted.Quantity }
        : this with { Ask = quoted.Price, AskLots = quoted.Quantity };
}

/// <summary>Smallest units turned into whole ones: by dividing, which is exact to the last digit where it can
/// be.</summary>
/// <param name="Steps">How many of the last decimal one unit is.</param>
/// <param name="Divisor">Ten to the number of decimals.</param>
internal readonly record struct UnitScale(double Steps, double Divisor)
{
    public static UnitScale OfDecimals(int decimals, int steps = 1)
    {
        var divisor = 1.0;
        for (var i = 0; i < decimals; i++)
        {
            divisor *= 10;
        }

        return new UnitScale(steps, divisor);
    }

    public static UnitScale OfPrices(Instrument instrument)
        => OfDecimals(instrument.PriceDecimals, instrument.PriceUnitSteps);

    public double Whole(double units) => units * Steps / Divisor;
}
