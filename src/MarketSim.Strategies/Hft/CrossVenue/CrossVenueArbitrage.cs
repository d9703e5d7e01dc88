using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an arbitrageur between exchanges does.</summary>
public sealed record CrossVenueOptions
{
    /// <summary>All listings of the asset, its own among them.</summary>
    public IReadOnlyList<InstrumentId> Listings { get; init; } = [];

    /// <summary>What a taker pays on both exchanges together, as a part of the price.</summary>
    public double Cost { get; init; } = 0.0001;

    /// <summary>The most lots in a trade.</summary>
    public long MostLots { get; init; } = 500;

    /// <summary>How long it waits for its answers before it looks again.</summary>
    public SimDuration Pause { get; init; } = SimDuration.FromMilliseconds(5);
}

/// <summary>Buys an asset where it is cheap and sells as much of it where it is dear, whenever exchanges quote through each other by
/// more than the fees.</summary>
/// <remarks>Source: Foucault, Kozhan and Tham (2017), "Toxic arbitrage"; Budish, Cramton and Shim (2015), section II. Both orders are
/// immediate-or-cancel at the prices seen, so what has gone meanwhile is not bought; a leg that fails leaves a position, which the next
/// opportunity the other way takes back.</remarks>
public sealed class CrossVenueArbitrage(CrossVenueOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("listings", "The other listings of the asset."),
        StrategyOption.Number("cost", "0.01", 0, 100, "What a taker pays on both exchanges together.", "% of the price"),
        StrategyOption.Lots("most-lots", "500", "The most lots in a trade."),
        StrategyOption.Duration("pause", "5ms", "How long it waits for its answers before it looks again."),
    ],
    (setting, values) => new CrossVenueArbitrage(new CrossVenueOptions
    {
        Listings = [setting.Instrument, .. setting.FindAll(values.Text("listings"))], Cost = values.Number("cost") / 100,
        MostLots = values.Integer("most-lots"), Pause = values.Duration("pause"),
    }))
    {
        Others = ["listings"],
    };

    private SimTime _pausedUntil;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => SimTime.Never;

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
    }

    /// <inheritdoc/>
    public void OnQuote(Quote quote, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var best = ConsolidatedQuote.Of(view, options.Listings);
        if (view.Now < _pausedUntil || !best.IsCrossed || best.Bid.Ticks - best.Ask.Ticks <= options.Cost * best.Ask.Ticks)
        {
            return;
        }

        var lots = Quantity.Min(Quantity.Min(best.BidQuantity, best.AskQuantity), new Quantity(options.MostLots));
        lots = Sizes.Affordable(view, best.AskAt!.Value, Side.Buy, best.Ask, lots);
        lots = Sizes.Affordable(view, best.BidAt!.Value, Side.Sell, best.Bid, lots);
        if (lots.IsZero)
        {
            return;
        }

        orders.Limit(best.AskAt.Value, Side.Buy, best.Ask, lots, TimeInForce.Ioc);
        orders.Limit(best.BidAt.Value, Side.Sell, best.Bid, lots, TimeInForce.Ioc);
        _pausedUntil = view.Now + options.Pause;
    }
}
