using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Buys at the end of the first bar and keeps what it has: what every other strategy is measured against.</summary>
/// <remarks>Without a number of shares it puts a part of its money into them at the last price; what a higher price takes is left
/// over as a margin, one percent by default.</remarks>
public sealed class BuyAndHold(InstrumentId instrument, long shares, double fraction) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Lots("shares", "0", "Lots that it buys; 0 for as many as its money pays.", from: 0),
        StrategyOption.Number("fraction", "0.99", 0, 1, "The part of its money that it spends where the number is left open."),
        StrategyOption.Duration("bar", "1min", "How long its bars are, where they are made from trades."),
    ],
    (setting, options) => new BuyAndHold(setting.Instrument, options.Integer("shares"), options.Number("fraction") / setting.Members)
    {
        BarLength = options.Duration("bar"),
    });

    private bool _isDone;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Bars;

    /// <inheritdoc/>
    public SimDuration BarLength { get; init; } = SimDuration.FromMinutes(1);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, MarketView view, OrderPad orders)
    {
        if (_isDone || bar.Instrument != instrument)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        _isDone = true;
        var lots = shares > 0 ? new Quantity(shares) : Sizes.PaidWith(view, instrument, bar.Close, fraction);
        if (!lots.IsZero)
        {
            orders.Market(instrument, Side.Buy, lots);
        }
    }
}
