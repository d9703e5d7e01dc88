using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a zero-intelligence trader with induced values does.</summary>
public sealed record RandomShoutOptions
{
    /// <summary>Who it is.</summary>
    public AuctionTraderOptions Trader { get; init; } = new();

    /// <summary>The lowest price that is called out, in price units.</summary>
    public long FloorTicks { get; init; } = 1;

    /// <summary>Whether only what betters the market is called out.</summary>
    public bool Improves { get; init; } = true;

    /// <summary>Whether a trade takes all shouts from the market, its own among them.</summary>
    public bool Clears { get; init; } = true;

    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        .. AuctionTraderOptions.Specs,
        StrategyOption.Ticks("floor-ticks", "1", "The lowest price that is called out.", from: 1),
        StrategyOption.Flag("improves", true, "Whether only what betters the market is called out."),
        StrategyOption.Flag("clears", true, "Whether its shout is withdrawn whenever somebody trades."),
    ];

    internal static RandomShoutOptions Of(OptionSet options) => new()
    {
        Trader = AuctionTraderOptions.Of(options), FloorTicks = options.Integer("floor-ticks"),
        Improves = options.Flag("improves"), Clears = options.Flag("clears"),
    };
}

/// <summary>Calls out prices at random.</summary>
/// <remarks>Source: Gode and Sunder (1993), "Allocative efficiency of markets with zero-intelligence traders", section II: bids and
/// offers are uniform, a shout must better the one that stands, and a trade takes all of them from the market.</remarks>
public abstract class RandomShouter(StrategySetting setting, RandomShoutOptions options) : AuctionTrader(setting, options.Trader)
{
    /// <inheritdoc/>
    public override FeedKind Feed => options.Clears ? FeedKind.Trades : FeedKind.None;

    /// <inheritdoc/>
    public override void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (options.Clears)
        {
            orders.CancelAll(Instrument);
        }
    }

    /// <inheritdoc/>
    protected override Price? Choose(Price limit, Quote? quote, MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (low, high) = Range(limit, options.FloorTicks);
        var price = new Price(view.Random.Between(Math.Min(low, high), Math.Max(low, high)));
        return options.Improves && Best(quote, Role) is { } best && !Betters(price, best) ? null : price;
    }

    /// <summary>Between which prices it calls out, in price units.</summary>
    protected abstract (long Low, long High) Range(Price limit, long floor);

    private bool Betters(Price price, Price best) => Role == Side.Buy ? price > best : price < best;
}

/// <summary>The budget-constrained one (ZI-C): never at a loss.</summary>
/// <remarks>Source: Gode and Sunder (1993), section II: buyers bid between the lowest price and their value, sellers offer between their
/// cost and the highest price. The market alone, without any reason of theirs, makes nearly all gains from trade.</remarks>
public sealed class ZeroIntelligenceConstrained(StrategySetting setting, RandomShoutOptions options) : RandomShouter(setting, options)
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        RandomShoutOptions.Specs, (setting, options) => new ZeroIntelligenceConstrained(setting, RandomShoutOptions.Of(options)));

    /// <inheritdoc/>
    protected override (long Low, long High) Range(Price limit, long floor)
        => Role == Side.Buy ? (Math.Min(floor, limit.Ticks), limit.Ticks) : (limit.Ticks, Math.Max(limit.Ticks, Ceiling.Ticks));
}
