using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>An order of a back-test that has not traded in full.</summary>
internal sealed class PendingOrder
{
    public PendingOrder(in Command command, long notBefore, SimTime placed)
    {
        (Id, Instrument, Side, Type) = (command.Order, command.Instrument, command.Side, command.Type);
        (TimeInForce, Limit, Stop) = (command.TimeInForce, command.Price.Ticks, command.StopPrice.Ticks);
        (Offset, Quantity, Open) = (command.Offset, command.Quantity.Lots, command.Quantity.Lots);
        OffsetInBasisPoints = (command.Flags & OrderFlags.OffsetInBasisPoints) != 0;
        HasLimit = Type is OrderType.Limit or OrderType.StopLimit or OrderType.TrailingStopLimit
            || (Type == OrderType.Market && (command.Flags & OrderFlags.HasLimit) != 0);
        (NotBefore, Placed, Expiry) = (notBefore, placed, command.Expiry);
    }

    public OrderId Id { get; private set; }

    public InstrumentId Instrument { get; }

    public Side Side { get; }

    public OrderType Type { get; }

    public TimeInForce TimeInForce { get; }

    public long Limit { get; set; }

    public long Stop { get; set; }

    public long Offset { get; }

    public bool OffsetInBasisPoints { get; }

    /// <summary>Whether it may not trade at a price worse than <see cref="Limit"/>.</summary>
    public bool HasLimit { get; }

    public long Quantity { get; private set; }

    /// <summary>What is left of it; zero once it is done or withdrawn.</summary>
    public long Open { get; set; }

    /// <summary>Parts of it that have traded.</summary>
    public int Fills { get; set; }

    /// <summary>The earliest time on the data's clock at which a bar that it may trade in begins.</summary>
    public long NotBefore { get; set; }

    public SimTime Placed { get; }

    public SimTime Expiry { get; }

    /// <summary>The first day on which it could trade; zero before.</summary>
    public long Day { get; set; }

    /// <summary>Whether its stop has been reached.</summary>
    public bool IsElected { get; set; }

    /// <summary>Whether that was in this bar: then its limit works from the next one on.</summary>
    public bool IsElectedNow { get; set; }

    /// <summary>What its fills say.</summary>
    public string Note { get; set; } = "";

    public bool IsStop => !IsElected && Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop or OrderType.TrailingStopLimit;

    public bool IsTrailing => Type is OrderType.TrailingStop or OrderType.TrailingStopLimit;

    /// <summary>Whether it trades at the first price that it meets or not at all.</summary>
    public bool IsImmediate => Type == OrderType.Market || TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;

    /// <summary>Whether it would trade at a price.</summary>
    public bool Accepts(long price) => !HasLimit || (Side == Side.Buy ? price <= Limit : price >= Limit);

    public void Replace(OrderId id, long limit, long open)
    {
        Quantity += open - Open;
        (Id, Limit, Open) = (id == default ? Id : id, limit, open);
    }

    public void Split(long newShares, long oldShares)
    {
        static long Scale(long value, long by, long of) => (long)((Int128)value * by / of);
        (Limit, Stop) = (Scale(Limit, oldShares, newShares), Scale(Stop, oldShares, newShares));
        (Quantity, Open) = (Scale(Quantity, newShares, oldShares), Scale(Open, newShares, oldShares));
    }
}
