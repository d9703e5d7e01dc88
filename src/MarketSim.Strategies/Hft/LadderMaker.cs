using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a ladder market maker does.</summary>
public sealed record LadderMakerOptions
{
    /// <summary>Mean time between requotes.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(2);

    /// <summary>Price levels quoted on each side.</summary>
    public int Levels { get; init; } = 6;

    /// <summary>Distance of the first level from its own middle, in price units.</summary>
    public long HalfSpreadTicks { get; init; } = 2;

    /// <summary>Distance between levels, in price units.</summary>
    public long LevelTicks { get; init; } = 2;

    /// <summary>Lots at the first level; each further level shows as much again.</summary>
    public long LotsPerLevel { get; init; } = 200;

    /// <summary>The position at which it stops leaning, in lots.</summary>
    public long TargetLots { get; init; } = 20_000;

    /// <summary>How far it moves its middle, in price units, for each <see cref="LotsPerSkewTick"/> lots away from its target.</summary>
    public long LotsPerSkewTick { get; init; } = 1_000;
}

/// <summary>Quotes both sides in a ladder around the market and leans against its own inventory.</summary>
/// <remarks>Source: Chakraborty and Kearns (2011), "Market making and mean reversion": a ladder of limit orders on both sides. The lean
/// is linear in the distance from the target position, as in the reservation price of Avellaneda and Stoikov (2008). Orders
/// that already stand at a wanted price keep their place in the queue; only the others are moved. It provides and does not take: where its lean
/// would bring it through the other side's touch it does not quote, and what it owns it offers once. In a call, seen by a quote that is
/// empty on both sides, its orders may meet others in the auction.</remarks>
public sealed class LadderMaker(InstrumentId instrument, Price reference, LadderMakerOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "2s", "Mean time between requotes."),
        StrategyOption.Count("levels", "6", "Price levels quoted on each side.", to: 200),
        StrategyOption.Ticks("half-spread-ticks", "2", "Distance of the first level from its own middle."),
        StrategyOption.Ticks("level-ticks", "2", "Distance between levels.", from: 1),
        StrategyOption.Lots("lots-per-level", "200", "Lots at the first level; each further level shows as many more."),
        StrategyOption.Lots("target-lots", "20000", "The position at which it stops leaning.", from: 0),
        StrategyOption.Lots("lots-per-skew-tick", "1000", "Lots away from its target for which it moves its middle by a price unit."),
    ],
    (setting, options) => new LadderMaker(setting.Instrument, setting.Reference, new LadderMakerOptions
    {
        MeanInterval = options.Duration("mean-interval"), Levels = options.Count("levels"),
        HalfSpreadTicks = options.Integer("half-spread-ticks"), LevelTicks = options.Integer("level-ticks"),
        LotsPerLevel = options.Integer("lots-per-level"), TargetLots = options.Integer("target-lots"),
        LotsPerSkewTick = options.Integer("lots-per-skew-tick"),
    }));

    private readonly List<OwnOrder> _stale = [];
    private long _bidLots;
    private long _offeredLots;
    private Price _highestBid;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => view.Now + Intervals.Exponential(view.Random, options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var quote = view.QuoteOf(instrument);
        var middle = quote is not null && Quotes.TryMiddle(quote, out var seen) ? seen : reference;
        var lean = (options.TargetLots - view.Position(instrument).Lots) / options.LotsPerSkewTick;
        middle += Math.Clamp(lean, -4 * options.HalfSpreadTicks, 4 * options.HalfSpreadTicks);
        CancelStale(view, orders, middle);
        for (var level = 0; level < options.Levels; level++)
        {
            Quote(view, orders, quote, Side.Buy, middle, level);
            Quote(view, orders, quote, Side.Sell, middle, level);
        }
    }

    private void CancelStale(MarketView view, OrderPad orders, Price middle)
    {
        _stale.Clear();
        (_bidLots, _offeredLots, _highestBid) = (0, 0, default);
        foreach (var order in view.OpenOrders)
        {
            if (order.Instrument == instrument && !IsWanted(view, order, middle))
            {
                _stale.Add(order);
            }
            else if (order.Instrument == instrument)
            {
                Count(order.Side, order.Price, order.Open.Lots);
            }
        }

        foreach (var order in _stale)
        {
            orders.Cancel(order);
        }
    }

    private bool IsWanted(MarketView view, in OwnOrder order, Price middle)
    {
        for (var level = 0; level < options.Levels; level++)
        {
            if (order.Price == PriceOf(view, order.Side, middle, level))
            {
                return true;
            }
        }

        return false;
    }

    private void Quote(MarketView view, OrderPad orders, Quote? quote, Side side, Price middle, int level)
    {
        var price = PriceOf(view, side, middle, level);
        if (side == Side.Buy
            ? quote is { AskQuantity.IsZero: false } && price >= quote.Ask
            : quote is { BidQuantity.IsZero: false } && price <= quote.Bid)
        {
            return;
        }

        foreach (var order in view.OpenOrders)
        {
            if (order.Instrument == instrument && order.Side == side && order.Price == price)
            {
                return;
            }
        }

        var lots = Affordable(view, side, price, options.LotsPerLevel * (level + 1));
        if (lots.IsZero)
        {
            return;
        }

        // A call takes no post-only orders, and before anybody has quoted there may be one.
        var isBookOpen = quote is not null && !(quote.BidQuantity.IsZero && quote.AskQuantity.IsZero);
        orders.Place(Commands.Limit(default, instrument, default, side, price, lots) with
        {
            PostOnly = isBookOpen ? PostOnly.Reject : PostOnly.Off,
        });
        Count(side, price, lots.Lots);
    }

    // What its other orders have not reserved yet, reckoned at the highest of its bids.
    private Quantity Affordable(MarketView view, Side side, Price price, long wish)
    {
        var used = side == Side.Buy ? _bidLots : _offeredLots;
        var worst = side == Side.Buy && _highestBid > price ? _highestBid : price;
        return new Quantity(Math.Max(0, Sizes.Affordable(view, instrument, side, worst, new Quantity(wish + used)).Lots - used));
    }

    private void Count(Side side, Price price, long lots)
    {
        if (side == Side.Buy)
        {
            (_bidLots, _highestBid) = (_bidLots + lots, price > _highestBid ? price : _highestBid);
        }
        else
        {
            _offeredLots += lots;
        }
    }

    private Price PriceOf(MarketView view, Side side, Price middle, int level)
        => Quotes.OnTick(
            view.Instruments[instrument.Value], side,
            middle - (side.Sign() * (options.HalfSpreadTicks + (level * options.LevelTicks))));
}
