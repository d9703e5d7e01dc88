using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>An order of the strategy's at the recorded market.</summary>
internal sealed class FlowOrder(in Command command)
{
    public OrderId Id { get; set; } = command.Order;

    public InstrumentId Instrument { get; } = command.Instrument;

    public Side Side { get; } = command.Side;

    public OrderType Type { get; } = command.Type;

    public TimeInForce TimeInForce { get; } = command.TimeInForce;

    public PostOnly PostOnly { get; } = command.PostOnly;

    public long Limit { get; set; } = command.Price.Ticks;

    public long Stop { get; } = command.StopPrice.Ticks;

    public SimTime Expiry { get; } = command.Expiry;

    public long Quantity { get; set; } = command.Quantity.Lots;

    /// <summary>What is left of it; zero once it is done or gone.</summary>
    public long Open { get; set; } = command.Quantity.Lots;

    /// <summary>Parts of it that have traded.</summary>
    public int Fills { get; set; }

    /// <summary>Whether it may not trade at a price worse than <see cref="Limit"/>.</summary>
    public bool HasLimit { get; } = command.Type is OrderType.Limit or OrderType.StopLimit
        || (command.Type == OrderType.Market && (command.Flags & OrderFlags.HasLimit) != 0);

    /// <summary>Whether its stop has been reached; at once where it has none.</summary>
    public bool IsElected { get; set; } = command.Type is not (OrderType.Stop or OrderType.StopLimit);

    /// <summary>Lots with priority over it, by the queue model; infinite where the data do not tell.</summary>
    public double Front { get; set; }

    /// <summary>The front with which it began, for the record.</summary>
    public double FirstFront { get; set; }

    /// <summary>Traded at its price since what stands there was last heard of.</summary>
    public long Traded { get; set; }

    /// <summary>Orders that had come to a place when it did.</summary>
    public long Entered { get; set; }

    /// <summary>Whether it would trade at a price.</summary>
    public bool Accepts(long price) => !HasLimit || (Side == Side.Buy ? price <= Limit : price >= Limit);
}
