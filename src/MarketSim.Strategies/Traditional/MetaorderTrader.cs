using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader of metaorders does.</summary>
public sealed record MetaorderOptions
{
    /// <summary>Mean time between the end of a metaorder and the next.</summary>
    public SimDuration MeanPause { get; init; } = SimDuration.FromMinutes(5);

    /// <summary>Mean time between two runs of trades of a metaorder.</summary>
    public SimDuration MeanGap { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>Mean time between two trades of a run.</summary>
    public SimDuration MeanStep { get; init; } = SimDuration.FromMilliseconds(100);

    /// <summary>Chance that a trade is followed by another in the same run.</summary>
    public double RunChance { get; init; } = 0.8;

    /// <summary>α of the number of trades in a metaorder: the chance of more than n falls as n^-α. Signs are then correlated over a lag
    /// of τ trades as τ^(1-α).</summary>
    public double LengthExponent { get; init; } = 1.5;

    /// <summary>The smallest number of trades in a metaorder.</summary>
    public int LeastTrades { get; init; } = 5;

    /// <summary>Where the number of trades is cut off.</summary>
    public int MostTrades { get; init; } = 150;

    /// <summary>Smallest trade in lots.</summary>
    public long LeastLots { get; init; } = 20;

    /// <summary>Tail exponent of the size of a trade.</summary>
    public double SizeExponent { get; init; } = 2.2;

    /// <summary>The largest trade, as a multiple of the smallest.</summary>
    public long MostTimesLeast { get; init; } = 50;

    /// <summary>How far through the best price a trade goes that is larger than what is shown there, in price units.</summary>
    public long WalkTicks { get; init; } = 3;
}

/// <summary>Decides on something large, and carries it out in many small trades on one side: runs of them, with pauses between.</summary>
/// <remarks>Source: Lillo, Mike and Farmer (2005), "Theory for long memory in supply and demand": sizes of decisions have a power-law
/// tail, and their splitting makes the signs of trades persistent for hours. Trades are limited to what the touch shows, as in
/// Farmer et al. (2004), "What really causes large price changes?". A decision that was carried out is undone by a later one:
/// whoever has bought sells again.</remarks>
public sealed class MetaorderTrader(InstrumentId instrument, MetaorderOptions options, InformationFlow? flow = null) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-pause", "5min", "Mean time between the end of a metaorder and the next."),
        StrategyOption.Duration("mean-gap", "30s", "Mean time between two runs of trades of a metaorder."),
        StrategyOption.Duration("mean-step", "100ms", "Mean time between two trades of a run."),
        StrategyOption.Number("run-chance", "0.8", 0, 0.999, "Chance that a trade is followed by another in the same run."),
        StrategyOption.Number("length-exponent", "1.5", 0.1, 10, "Tail exponent of the number of trades in a metaorder."),
        StrategyOption.Count("least-trades", "5", "Smallest number of trades in a metaorder."),
        StrategyOption.Count("most-trades", "150", "Where the number of trades is cut off.", to: 1_000_000),
        StrategyOption.Lots("least-lots", "20", "Smallest trade."),
        StrategyOption.Number("size-exponent", "2.2", 0.1, 10, "Tail exponent of the size of a trade."),
        StrategyOption.Count("most-times-least", "50", "The largest trade, as a multiple of the smallest.", to: 1_000_000),
        StrategyOption.Ticks("walk-ticks", "3", "How far through the best price a trade goes that is larger than what is shown there."),
    ],
    (setting, options) => new MetaorderTrader(setting.Instrument, new MetaorderOptions
    {
        MeanPause = options.Duration("mean-pause"), MeanGap = options.Duration("mean-gap"), MeanStep = options.Duration("mean-step"),
        RunChance = options.Number("run-chance"), LengthExponent = options.Number("length-exponent"),
        LeastTrades = options.Count("least-trades"), MostTrades = options.Count("most-trades"),
        LeastLots = options.Integer("least-lots"), SizeExponent = options.Number("size-exponent"),
        MostTimesLeast = options.Integer("most-times-least"), WalkTicks = options.Integer("walk-ticks"),
    }, setting.Flow));

    private long? _home;
    private long _length;
    private long _tradesLeft;
    private Side _side;
    private bool _isReturning;
    private bool _isRunning;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        var mean = _tradesLeft == 0 ? options.MeanPause : _isRunning ? options.MeanStep : options.MeanGap;
        return view.Now + Intervals.Exponential(view.Random, mean, _isRunning ? null : flow, view.Now);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        if (_tradesLeft == 0)
        {
            Begin(view);
        }

        var terms = view.Instruments[instrument.Value];
        var most = options.LeastLots * options.MostTimesLeast;
        var size = Sizes.DrawPareto(view.Random, options.SizeExponent, options.LeastLots, most, terms.LotStep);
        _isRunning = view.Random.Chance(options.RunChance);
        _tradesLeft--;
        if (_isReturning)
        {
            // As many trades as there were; the last of them brings it home.
            var away = Math.Abs(view.Position(instrument).Lots - _home!.Value);
            size = _tradesLeft == 0 ? new Quantity(away) : Quantity.Min(size, new Quantity(away));
        }

        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        var limit = Quotes.Through(terms, quote, _side, size, options.WalkTicks);
        var lots = Sizes.Affordable(view, instrument, _side, limit, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, _side, limit, lots, TimeInForce.Ioc);
        }
    }

    // A way there, drawn at random, and a way back of as many trades, in turn: what is drawn does not depend on what was filled.
    private void Begin(MarketView view)
    {
        var position = view.Position(instrument).Lots;
        _home ??= position;
        _isReturning = !_isReturning && _length > 0;
        if (_isReturning)
        {
            _side = position > _home.Value ? Side.Sell : Side.Buy;
        }
        else
        {
            _side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
            _length = (long)Math.Min(view.Random.NextPareto(options.LengthExponent, options.LeastTrades), options.MostTrades);
        }

        _tradesLeft = _length;
    }
}
