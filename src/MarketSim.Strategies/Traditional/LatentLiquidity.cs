using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a patient trader does.</summary>
public sealed record LatentLiquidityOptions
{
    /// <summary>Mean time between looks at the market.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>How far the price must lie from the value before it is interested, in price units.</summary>
    public double ThresholdTicks { get; init; } = 10;

    /// <summary>Lots that it takes on for each price unit beyond.</summary>
    public double LotsPerTick { get; init; } = 400;

    /// <summary>Differences smaller than this, in lots, are not worth a trade.</summary>
    public long LeastLots { get; init; } = 50;

    /// <summary>Largest trade in lots.</summary>
    public long MostLots { get; init; } = 1_000;
}

/// <summary>Waits out of sight until the price has left the value by more than its own threshold, and then trades against the move: the
/// further, the more. When the price returns, so does its position.</summary>
/// <remarks>Source: Tóth, Lempérière, Deremble, de Lataillade, Kockelkoren and Bouchaud (2011), "Anomalous price impact and the critical
/// nature of liquidity in financial markets": liquidity near the price is scarce and grows linearly with the distance, and is mostly
/// not in the book. Many such traders with evenly spread thresholds hold N·s·d²/(2·θmax) lots against a price that is d away: what
/// pushes the price by d has to trade d², so that impact is the square root of volume.</remarks>
public sealed class LatentLiquidity(InstrumentId instrument, FundamentalValue value, LatentLiquidityOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "10s", "Mean time between looks at the market."),
        StrategyOption.Number("threshold-ticks", "10", 0, 1e9, "Distance of price and value at which it becomes interested.", "price units"),
        StrategyOption.Number("lots-per-tick", "400", 0, 1e9, "What it takes on for each price unit beyond.", "lots"),
        StrategyOption.Lots("least-lots", "50", "Smaller differences are not worth a trade."),
        StrategyOption.Lots("most-lots", "1000", "Largest trade."),
    ],
    (setting, options) => new LatentLiquidity(setting.Instrument, setting.Fundamental, new LatentLiquidityOptions
    {
        MeanInterval = options.Duration("mean-interval"), ThresholdTicks = options.Number("threshold-ticks"),
        LotsPerTick = options.Number("lots-per-tick"), LeastLots = options.Integer("least-lots"),
        MostLots = options.Integer("most-lots"),
    }));

    private long? _home;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => view.Now + Intervals.Exponential(view.Random, options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var position = view.Position(instrument).Lots;
        _home ??= position;
        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        var worth = value.At(view.Now);
        var held = position - _home.Value;
        var surplus = held - Wanted(quote.Bid.Ticks - worth);
        var lack = Wanted(quote.Ask.Ticks - worth) - held;
        if (surplus >= options.LeastLots)
        {
            Trade(view, orders, Side.Sell, quote.Bid, surplus);
        }
        else if (lack >= options.LeastLots)
        {
            Trade(view, orders, Side.Buy, quote.Ask, lack);
        }
    }

    // The position, beside what it always holds, at a price that lies so far above the value.
    private double Wanted(double ticksAbove)
    {
        var beyond = Math.Abs(ticksAbove) - options.ThresholdTicks;
        return beyond <= 0 ? 0 : -Math.Sign(ticksAbove) * beyond * options.LotsPerTick;
    }

    private void Trade(MarketView view, OrderPad orders, Side side, Price touch, double wish)
    {
        var step = view.Instruments[instrument.Value].LotStep;
        var lots = (long)Math.Min(wish, options.MostLots) / (20 * step) * (20 * step);
        var affordable = Sizes.Affordable(view, instrument, side, touch, new Quantity(lots));
        if (!affordable.IsZero)
        {
            orders.Limit(instrument, side, touch, affordable, TimeInForce.Ioc);
        }
    }
}
