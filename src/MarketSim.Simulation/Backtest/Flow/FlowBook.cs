using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Hears of what recorded messages mean for a book.</summary>
internal interface IFlowListener
{
    /// <summary>Everybody sees that something traded.</summary>
    void OnTrade(Side aggressor, long price, long lots);

    /// <summary>Something at a price, or better, was taken.</summary>
    /// <param name="resting">The side that stood there.</param>
    /// <param name="entered">When the recorded order came to its place, if it is known; zero where it is not, or was hidden.</param>
    void OnHit(Side resting, long price, long lots, long entered);

    /// <summary>What stands at a price changed.</summary>
    void OnLevel(Side side, long price, long before, long after);
}

/// <summary>The recorded book of one instrument, in ticks, at whatever depth the data tell, message by message.</summary>
/// <param name="depth">What the data tell.</param>
/// <param name="step">Price units of the recording in a tick.</param>
/// <param name="halfSpread">Where only trades are told: how far bid and ask are from the last one, in ticks.</param>
internal sealed class FlowBook(FlowDepth depth, long step, long halfSpread)
{
    private readonly RecordedBook _orders = new();
    private readonly LevelBook _levels = new();

    /// <summary>What the data tell.</summary>
    public FlowDepth Depth => depth;

    /// <summary>How many orders came to a place so far; see <see cref="RecordedOrder.Entered"/>.</summary>
    public long Entries => _orders.Entries;

    /// <summary>What stands at a price.</summary>
    public long At(Side side, long price) => depth == FlowDepth.Orders
        ? (long)(_orders.Of(side).Find(price)?.Quantity ?? 0) : _levels.Quantity(side, price);

    /// <summary>The level of a side by rank, 0 the best; all zeros beyond the last.</summary>
    public PriceLevel Level(Side side, int rank)
    {
        if (depth != FlowDepth.Orders)
        {
            return _levels.At(side, rank);
        }

        var levels = _orders.Of(side);
        return rank >= levels.Count ? default : new PriceLevel(levels.At(rank).Price, (long)levels.At(rank).Quantity);
    }

    /// <summary>The best level of a side.</summary>
    public PriceLevel Best(Side side) => Level(side, 0);

    /// <summary>What came to a price before an order did and is still there.</summary>
    public long Ahead(Side side, long price, long entered)
    {
        if (_orders.Of(side).Find(price) is not { } level)
        {
            return 0;
        }

        var ahead = level.Older;
        for (var order = level.First; order is not null && order.Entered <= entered; order = order.Next)
        {
            ahead += Math.Max(0, order.Quantity - order.Filled);
        }

        return ahead;
    }

    /// <summary>Takes in a message.</summary>
    /// <param name="recorded">As recorded.</param>
    /// <param name="listener">Hears what it means.</param>
    public void Apply(in RecordedMessage recorded, IFlowListener listener)
    {
        var price = recorded.Price / step;
        switch (recorded.Kind)
        {
            case RecordedKind.Trade or RecordedKind.Cross:
                Trade(recorded, price, listener);
                break;
            case RecordedKind.Level when depth == FlowDepth.Levels:
                Set(recorded.Side, price, recorded.Quantity, listener);
                break;
            case RecordedKind.Quote when depth == FlowDepth.Quotes:
                Quote(recorded.Side, price, recorded.Quantity, listener);
                break;
            case RecordedKind.Clear:
                _levels.Clear();
                _orders.Apply(recorded with { Instrument = 0 });
                break;
            case RecordedKind.Add or RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute or RecordedKind.Modify
                or RecordedKind.Replace or RecordedKind.Fill when depth == FlowDepth.Orders:
                ApplyToOrders(recorded with { Price = price, Instrument = 0 }, listener);
                break;
        }
    }

    private void Trade(in RecordedMessage message, long price, IFlowListener listener)
    {
        if (message.Quantity <= 0 || price <= 0)
        {
            return;
        }

        // Named is the side that took, where the order is the incoming one; its fills say what it met.
        var isReport = (message.Flags & RecordedFlags.Aggressor) != 0;
        var hasSide = (message.Flags & RecordedFlags.NoSide) == 0;
        listener.OnTrade(isReport ? message.Side : message.Side.Opposite(), price, message.Quantity);
        if (isReport)
        {
            return;
        }

        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            if (!hasSide || side == message.Side)
            {
                listener.OnHit(side, price, message.Quantity, entered: 0);
            }
        }

        if (depth == FlowDepth.Trades)
        {
            _levels.Clear();
            _levels.Set(Side.Buy, Math.Max(1, price - halfSpread), message.Quantity);
            _levels.Set(Side.Sell, price + halfSpread, message.Quantity);
        }
    }

    private void Set(Side side, long price, long lots, IFlowListener listener)
    {
        var before = _levels.Quantity(side, price);
        _levels.Set(side, price, lots);
        if (before != lots)
        {
            listener.OnLevel(side, price, before, lots);
        }
    }

    // Better prices are gone; what stood at worse ones is remembered, and not known any more.
    private void Quote(Side side, long price, long lots, IFlowListener listener)
    {
        while (_levels.Best(side) is { Quantity: > 0 } best && (lots == 0 || (best.Price - price) * side.Sign() > 0))
        {
            Set(side, best.Price, 0, listener);
        }

        if (lots > 0)
        {
            Set(side, price, lots, listener);
        }
    }

    private void ApplyToOrders(in RecordedMessage message, IFlowListener listener)
    {
        if (message is { Order: 0, Kind: RecordedKind.Add } && (message.Flags & RecordedFlags.Inferred) != 0)
        {
            var standing = At(message.Side, message.Price);
            _orders.SeedLevel(message.Side, message.Price, message.Quantity);
            listener.OnLevel(message.Side, message.Price, standing, standing + message.Quantity);
            return;
        }

        var order = message.Kind == RecordedKind.Add ? null : _orders.Find(message.Order);
        var (side, old, entered) = order is null ? (message.Side, message.Price, 0L) : (order.Side, order.Price, order.Entered);
        if (message.Kind is RecordedKind.Execute or RecordedKind.Fill && (message.Flags & RecordedFlags.Aggressor) == 0)
        {
            if (message.Kind == RecordedKind.Execute)
            {
                listener.OnTrade(side.Opposite(), message.Price == 0 ? old : message.Price, message.Quantity);
            }

            // Against what is before the order now, not after.
            listener.OnHit(side, old, message.Quantity, entered);
        }

        var moves = message.Kind is RecordedKind.Modify or RecordedKind.Replace && message.Price != old;
        var (beforeOld, beforeNew) = (At(side, old), moves ? At(side, message.Price) : 0);
        _orders.Apply(message);
        Tell(side, old, beforeOld, listener);
        if (moves)
        {
            Tell(side, message.Price, beforeNew, listener);
        }
    }

    private void Tell(Side side, long price, long before, IFlowListener listener)
    {
        var after = At(side, price);
        if (after != before)
        {
            listener.OnLevel(side, price, before, after);
        }
    }
}
