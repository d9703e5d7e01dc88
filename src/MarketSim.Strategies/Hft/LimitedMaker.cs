using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a maker with an inventory limit does.</summary>
public sealed record LimitedMakerOptions
{
    /// <summary>Mean time between requotes.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Price levels quoted on each side.</summary>
    public int Levels { get; init; } = 5;

    /// <summary>Distance of the first level from its own middle, and between levels, in price units.</summary>
    public long LevelTicks { get; init; } = 1;

    /// <summary>Lots at each level.</summary>
    public long LotsPerLevel { get; init; } = 10;

    /// <summary>The position that counts as none, in lots.</summary>
    public long TargetLots { get; init; }

    /// <summary>The largest position on either side of it: what it holds beyond, it gets rid of at once.</summary>
    public long LimitLots { get; init; } = 50;

    /// <summary>How far it moves its middle against an inventory at the limit, in price units.</summary>
    public long LeanTicks { get; init; } = 2;

    /// <summary>How far beyond the touch it then trades, in price units.</summary>
    public long ReachTicks { get; init; } = 4;

    /// <summary>A move of the middle, in price units within <see cref="StressWindow"/>, after which it withdraws; zero for never.</summary>
    public long StressTicks { get; init; } = 40;

    /// <summary>Over how long it looks back.</summary>
    public SimDuration StressWindow { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>What it still shows of its usual size when it has withdrawn: one part in so many.</summary>
    public long StressShare { get; init; } = 10;
}

/// <summary>Quotes a ladder for as long as its inventory is small: beyond a limit it takes from other makers what rids it of half, and when
/// the price runs it shows a fraction of its size.</summary>
/// <remarks>Source: Kirilenko, Kyle, Samadi and Tuzun (2017), "The Flash Crash: High-Frequency Trading in an Electronic Market": makers
/// whose holdings never exceed a few thousand contracts, and who passed them between each other like a hot potato while net they
/// bought next to nothing; the withdrawal from CFTC and SEC (2010), section II.1.</remarks>
public sealed class LimitedMaker(InstrumentId instrument, Price reference, LimitedMakerOptions options) : IStrategy
{
    private readonly Queue<(SimTime Time, Price Middle)> _seen = new();
    private readonly List<OwnOrder> _stale = [];

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "1s", "Mean time between requotes."),
        StrategyOption.Count("levels", "5", "Price levels quoted on each side.", to: 200),
        StrategyOption.Ticks("level-ticks", "1", "Distance of the first level from its own middle, and between levels.", from: 1),
        StrategyOption.Lots("lots-per-level", "10", "Lots at each level."),
        StrategyOption.Lots("target-lots", "0", "The position that counts as none.", from: 0),
        StrategyOption.Lots("limit-lots", "50", "The largest position on either side of it; what it holds beyond, it gets rid of."),
        StrategyOption.Ticks("lean-ticks", "2", "How far it moves its middle against an inventory at the limit."),
        StrategyOption.Ticks("reach-ticks", "4", "How far beyond the touch it then trades."),
        StrategyOption.Ticks("stress-ticks", "40", "A move of the middle after which it withdraws; zero for never."),
        StrategyOption.Duration("stress-window", "30s", "Over how long it looks back for such a move."),
        StrategyOption.Count("stress-share", "10", "Withdrawn, it shows one part of its size in so many."),
    ],
    (setting, values) => new LimitedMaker(setting.Instrument, setting.Reference, new LimitedMakerOptions
    {
        MeanInterval = values.Duration("mean-interval"), Levels = values.Count("levels"), LevelTicks = values.Integer("level-ticks"),
        LotsPerLevel = values.Integer("lots-per-level"), TargetLots = values.Integer("target-lots"),
        LimitLots = values.Integer("limit-lots"), LeanTicks = values.Integer("lean-ticks"), ReachTicks = values.Integer("reach-ticks"),
        StressTicks = values.Integer("stress-ticks"), StressWindow = values.Duration("stress-window"),
        StressShare = values.Integer("stress-share"),
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var quote = view.QuoteOf(instrument);
        var middle = quote is not null && Quotes.TryMiddle(quote, out var seen) ? seen : reference;
        var held = view.Position(instrument).Lots - options.TargetLots;
        var isStressed = IsStressed(view.Now, middle);
        if (quote is not null && Math.Abs(held) > options.LimitLots)
        {
            Shed(view, orders, quote, held);
        }

        var lean = held * options.LeanTicks / options.LimitLots;
        var lots = isStressed ? Math.Max(1, options.LotsPerLevel / options.StressShare) : options.LotsPerLevel;
        Requote(view, orders, quote, middle - lean, lots, held);
    }

    private bool IsStressed(SimTime now, Price middle)
    {
        _seen.Enqueue((now, middle));
        while (_seen.Peek().Time + options.StressWindow < now)
        {
            _seen.Dequeue();
        }

        return options.StressTicks > 0 && _seen.Any(s => Math.Abs(s.Middle - middle) >= options.StressTicks);
    }

    private void Shed(MarketView view, OrderPad orders, Quote quote, long held)
    {
        var side = held > 0 ? Side.Sell : Side.Buy;
        var (touch, there) = side == Side.Buy ? (quote.Ask, quote.AskQuantity) : (quote.Bid, quote.BidQuantity);
        var limit = Quotes.OnTick(view.Instruments[instrument.Value], side, touch + (side.Sign() * options.ReachTicks));
        var lots = Sizes.Affordable(view, instrument, side, limit, new Quantity(Math.Abs(held) - (options.LimitLots / 2)));
        if (!there.IsZero && !lots.IsZero)
        {
            orders.Limit(instrument, side, limit, lots, TimeInForce.Ioc);
        }
    }

    private void Requote(MarketView view, OrderPad orders, Quote? quote, Price middle, long lots, long held)
    {
        _stale.Clear();
        foreach (var order in view.OpenOrders)
        {
            var level = (order.Price - middle) * -order.Side.Sign();
            if (order.Instrument == instrument && (level < options.LevelTicks || level > options.Levels * options.LevelTicks
                || order.Open.Lots > lots || level % options.LevelTicks != 0))
            {
                _stale.Add(order);
            }
        }

        foreach (var order in _stale)
        {
            orders.Cancel(order);
        }

        for (var level = 1; level <= options.Levels; level++)
        {
            Quote(view, orders, quote, Side.Buy, middle - (level * options.LevelTicks), held < options.LimitLots ? lots : 0);
            Quote(view, orders, quote, Side.Sell, middle + (level * options.LevelTicks), -held < options.LimitLots ? lots : 0);
        }
    }

    private void Quote(MarketView view, OrderPad orders, Quote? quote, Side side, Price wanted, long lots)
    {
        var price = Quotes.OnTick(view.Instruments[instrument.Value], side, wanted);
        var crosses = side == Side.Buy
            ? quote is { AskQuantity.IsZero: false } && price >= quote.Ask : quote is { BidQuantity.IsZero: false } && price <= quote.Bid;
        if (crosses)
        {
            return;
        }

        foreach (var order in view.OpenOrders)
        {
            if (order.Instrument == instrument && order.Side == side && order.Price == price && !_stale.Contains(order))
            {
                return;
            }
        }

        var size = Sizes.Affordable(view, instrument, side, price, new Quantity(lots));
        if (!size.IsZero)
        {
            orders.Place(Commands.Limit(default, instrument, default, side, price, size) with { PostOnly = PostOnly.Reject });
        }
    }
}
