using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a zero-intelligence trader does.</summary>
public sealed record ZeroIntelligenceOptions
{
    /// <summary>Mean time between decisions.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(20);

    /// <summary>Typical order size in lots.</summary>
    public long TypicalLots { get; init; } = 100;

    /// <summary>How far from the middle its limit may lie, in price units.</summary>
    public long WidthTicks { get; init; } = 60;

    /// <summary>How many orders it leaves open at most; then the oldest is cancelled first.</summary>
    public int MaxOpenOrders { get; init; } = 3;
}

/// <summary>Places limit orders of random side and random price around the market, and cancels its oldest ones.</summary>
/// <remarks>Source: Daniels, Farmer, Gillemot, Iori and Smith (2003), "Quantitative model of price diffusion and market friction
/// based on trading as a mechanistic random process": order flow without intention, whose prices come from the book alone. The limit
/// is uniform within a width of the middle, so some orders cross and trade.</remarks>
public sealed class ZeroIntelligence(InstrumentId instrument, ZeroIntelligenceOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "20s", "Mean time between decisions."),
        StrategyOption.Lots("typical-lots", "100", "Typical order size."),
        StrategyOption.Ticks("width-ticks", "60", "How far from the middle its limit may lie.", from: 1),
        StrategyOption.Count("max-open-orders", "3", "How many orders it leaves open at most."),
    ],
    (setting, options) => new ZeroIntelligence(setting.Instrument, new ZeroIntelligenceOptions
    {
        MeanInterval = options.Duration("mean-interval"), TypicalLots = options.Integer("typical-lots"),
        WidthTicks = options.Integer("width-ticks"), MaxOpenOrders = options.Count("max-open-orders"),
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => view.Now + Intervals.Exponential(view.Random, options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(instrument) is not { } quote || !Quotes.TryMiddle(quote, out var middle))
        {
            return;
        }

        if (view.OpenOrders.Count >= options.MaxOpenOrders)
        {
            orders.Cancel(view.OpenOrders[0]);
        }

        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var distance = view.Random.Between(-options.WidthTicks / 20, options.WidthTicks);
        var terms = view.Instruments[instrument.Value];
        var price = Quotes.OnTick(terms, side, middle - (side.Sign() * distance));
        var size = Sizes.Draw(view.Random, options.TypicalLots, terms.LotStep);
        var lots = Sizes.Affordable(view, instrument, side, price, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, price, lots);
        }
    }
}
