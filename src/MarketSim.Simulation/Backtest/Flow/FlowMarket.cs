using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What a market of a back-test says of its fills and trades.</summary>
internal interface IFlowMarketOwner
{
    /// <summary>Carries out a fill.</summary>
    /// <returns>False if the account cannot pay for it: then the order is gone.</returns>
    bool Fill(FlowOrder order, long price, long lots, bool isMaker);

    /// <summary>Something traded in the recording.</summary>
    void OnTrade(InstrumentId instrument, Side aggressor, long price, long lots);
}

/// <summary>One instrument: the recorded book, and the strategy's orders in it.</summary>
/// <remarks>
/// A recorded trade at a price meets, as far as its size goes, first our orders at better prices, then ours at its price that have
/// nothing left before them. A recorded order that comes to rest at our price or beyond would have met ours. What our own orders have
/// taken from a price counts as gone for as long as the recording shows it, so that no quote fills two orders.
/// </remarks>
/// <param name="id">Which instrument.</param>
/// <param name="book">Its recorded book.</param>
/// <param name="queue">How our orders move forward.</param>
/// <param name="taking">At which prices those trade that take.</param>
/// <param name="owner">Hears of fills and trades.</param>
internal sealed class FlowMarket(InstrumentId id, FlowBook book, IQueueModel queue, FlowTaking taking, IFlowMarketOwner owner) : IFlowListener
{
    // Ours that wait, best price first and of one price the oldest first.
    private readonly List<FlowOrder>[] _resting = [[], []];

    // Market orders that wait for the next quote, where the data show no more than the best one.
    private readonly List<FlowOrder> _eager = [];

    // Looked up by key only.
    private readonly Dictionary<(Side, long), long> _taken = [];

    /// <summary>Price of the last recorded trade; zero before the first.</summary>
    public long LastTrade { get; private set; }

    /// <summary>The recorded book.</summary>
    public FlowBook Book => book;

    /// <summary>Our orders that wait.</summary>
    public IEnumerable<FlowOrder> Waiting => _resting[0].Concat(_resting[1]).Concat(_eager);

    /// <summary>What it is worth to hold: the middle of the book, or the last trade where a side is empty; zero before all.</summary>
    public long Mark
    {
        get
        {
            var (bid, ask) = (book.Best(Side.Buy), book.Best(Side.Sell));
            return bid.Quantity > 0 && ask.Quantity > 0 ? (bid.Price + ask.Price) / 2 : LastTrade;
        }
    }

    /// <summary>Takes in a recorded message.</summary>
    public void Apply(in RecordedMessage message)
    {
        book.Apply(message, this);
        if (message.Kind == RecordedKind.Clear)
        {
            _taken.Clear();
        }

        _resting[0].RemoveAll(static order => order.Open == 0);
        _resting[1].RemoveAll(static order => order.Open == 0);
        _eager.RemoveAll(static order => order.Open == 0);
    }

    /// <summary>Whether an order would trade at once.</summary>
    public bool Crosses(FlowOrder order) => book.Best(order.Side.Opposite()) is { Quantity: > 0 } best && order.Accepts(best.Price);

    /// <summary>How much an order could take at once.</summary>
    public long Takeable(FlowOrder order)
    {
        if (taking != FlowTaking.Walk)
        {
            return Crosses(order) ? order.Open : 0;
        }

        var (found, opposite) = (0L, order.Side.Opposite());
        for (var rank = 0; found < order.Open && IsSeen(rank) && book.Level(opposite, rank) is { Quantity: > 0 } level && order.Accepts(level.Price); rank++)
        {
            found += Left(opposite, level);
        }

        return Math.Min(found, order.Open);
    }

    /// <summary>Lets an order that has arrived take what it can.</summary>
    public void Take(FlowOrder order)
    {
        var opposite = order.Side.Opposite();
        if (taking != FlowTaking.Walk)
        {
            if (Crosses(order))
            {
                owner.Fill(order, taking == FlowTaking.Touch ? book.Best(opposite).Price : Middle(order.Side), order.Open, isMaker: false);
            }

            return;
        }

        for (var rank = 0; order.Open > 0 && IsSeen(rank) && book.Level(opposite, rank) is { Quantity: > 0 } level && order.Accepts(level.Price); rank++)
        {
            TakeFrom(opposite, level, order, level.Price, isMaker: false);
        }
    }

    /// <summary>Lets an order wait at its price, behind what stands there.</summary>
    public void Rest(FlowOrder order)
    {
        order.Entered = book.Entries;
        order.Traded = 0;
        order.Front = order.FirstFront = queue.HasQueue ? FrontAt(order) : 0;
        var orders = _resting[(int)order.Side];
        var at = orders.FindIndex(other => (other.Limit - order.Limit) * order.Side.Sign() < 0);
        orders.Insert(at < 0 ? orders.Count : at, order);
    }

    /// <summary>Whether a market order may wait for what is not shown: where the data tell no more than the best quote.</summary>
    public bool Waits(FlowOrder order)
    {
        if (book.Depth > FlowDepth.Quotes || order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            return false;
        }

        _eager.Add(order);
        return true;
    }

    /// <summary>An order of ours by its id; null if none waits.</summary>
    public FlowOrder? Find(OrderId order)
        => _resting[0].Find(each => each.Id == order && each.Open > 0) ?? _resting[1].Find(each => each.Id == order && each.Open > 0)
            ?? _eager.Find(each => each.Id == order && each.Open > 0);

    /// <summary>Takes an order away.</summary>
    public void Remove(FlowOrder order)
    {
        _resting[(int)order.Side].Remove(order);
        _eager.Remove(order);
    }

    void IFlowListener.OnTrade(Side aggressor, long price, long lots)
    {
        LastTrade = price;
        owner.OnTrade(id, aggressor, price, lots);
    }

    void IFlowListener.OnHit(Side resting, long price, long lots, long entered)
    {
        var left = lots;
        foreach (var order in _resting[(int)resting])
        {
            var better = (order.Limit - price) * resting.Sign();
            if (better < 0 || left == 0)
            {
                break;
            }

            if (order.Open == 0)
            {
                continue;
            }

            var part = better > 0 ? order.Open : Reached(order, left, entered);
            part = Math.Min(part, Math.Min(left, order.Open));
            if (part > 0 && owner.Fill(order, order.Limit, part, isMaker: true))
            {
                left -= part;
            }
        }
    }

    void IFlowListener.OnLevel(Side side, long price, long before, long after)
    {
        if (_taken.TryGetValue((side, price), out var taken) && taken > after)
        {
            Note(side, price, after);
        }

        foreach (var order in _resting[(int)side])
        {
            if (order.Limit == price && !queue.CountsOrders)
            {
                order.Front = queue.Change(order.Front, before - order.Traded, after);
                order.Traded = 0;
            }
        }

        if (after > 0)
        {
            Meet(side, new PriceLevel(price, after));
        }
    }

    // How much of a trade at an order's price gets as far as the order.
    private long Reached(FlowOrder order, long lots, long entered)
    {
        if (queue.CountsOrders)
        {
            order.Front = book.Ahead(order.Side, order.Limit, order.Entered);
            return order.Front > 0 || (entered > 0 && entered <= order.Entered) ? 0 : lots;
        }

        var front = order.Front;
        order.Front = Math.Max(0, front - lots);
        order.Traded += lots;
        return front < lots ? (long)(lots - front) : 0;
    }

    // What now stands on the other side at our price or beyond would have met ours.
    private void Meet(Side side, PriceLevel level)
    {
        foreach (var order in _resting[(int)side.Opposite()])
        {
            if ((order.Limit - level.Price) * order.Side.Sign() < 0)
            {
                break;
            }

            TakeFrom(side, level, order, order.Limit, isMaker: true);
        }

        foreach (var order in _eager)
        {
            if (order.Side != side && order.Accepts(level.Price) && level.Price == book.Best(side).Price)
            {
                TakeFrom(side, level, order, level.Price, isMaker: false);
            }
        }
    }

    private void TakeFrom(Side side, PriceLevel level, FlowOrder order, long price, bool isMaker)
    {
        var part = Math.Min(order.Open, Left(side, level));
        if (part > 0 && owner.Fill(order, price, part, isMaker))
        {
            Note(side, level.Price, _taken.GetValueOrDefault((side, level.Price)) + part);
        }
    }

    private long Left(Side side, PriceLevel level) => level.Quantity - _taken.GetValueOrDefault((side, level.Price));

    private void Note(Side side, long price, long taken)
    {
        if (taken == 0)
        {
            _taken.Remove((side, price));
        }
        else
        {
            _taken[(side, price)] = taken;
        }
    }

    // Of quotes nobody knows what stands behind the best one.
    private bool IsSeen(int rank) => rank == 0 || book.Depth >= FlowDepth.Levels;

    private double FrontAt(FlowOrder order)
    {
        if (queue.CountsOrders)
        {
            return book.Ahead(order.Side, order.Limit, order.Entered);
        }

        var best = book.Best(order.Side);
        var behindTheBest = best.Quantity > 0 && (best.Price - order.Limit) * order.Side.Sign() > 0;
        return book.Depth == FlowDepth.Trades || (book.Depth == FlowDepth.Quotes && behindTheBest)
            ? double.PositiveInfinity : book.At(order.Side, order.Limit);
    }

    // Half a tick is against us.
    private long Middle(Side side)
    {
        var both = book.Best(Side.Buy).Price + book.Best(Side.Sell).Price;
        return book.Best(side).Quantity == 0 ? book.Best(side.Opposite()).Price : side == Side.Buy ? (both + 1) / 2 : both / 2;
    }
}
