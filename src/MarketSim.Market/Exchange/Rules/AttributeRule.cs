using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One attribute that combines with order types: what it forbids, what it makes of an order, what it
/// refuses on entry.</summary>
public abstract class AttributeRule
{
    /// <summary>Whether an order has this attribute.</summary>
    public abstract bool Applies(in Command order);

    /// <summary>Whether the attribute makes sense on such an order.</summary>
    /// <param name="order">An order that has it.</param>
    /// <param name="type">The rule of its type.</param>
    public virtual bool MakesSense(in Command order, OrderRule type) => true;

    /// <summary>Writes the attribute into what the book is told of the order.</summary>
    public virtual void Shape(in Command order, ref BookOrder taker)
    {
    }

    /// <summary>Looks at the market as the order enters; may move its price.</summary>
    /// <returns>Why it may not enter; none if it may.</returns>
    public virtual RejectReason OnEntry(in Command order, MatchingContext market, ref BookOrder taker)
        => RejectReason.None;

    /// <summary>Whether the order's time in force lets nothing rest.</summary>
    protected static bool NeverRests(in Command order) => order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;
}
