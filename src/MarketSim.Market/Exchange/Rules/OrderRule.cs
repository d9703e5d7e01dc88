using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What is particular to one order type: which terms make sense, how far it sweeps, whether a
/// remainder may rest.</summary>
/// <remarks>A new type is one file that derives from this and one line in <see cref="OrderRules"/>. Types
/// that lie dormant derive from <see cref="TriggeredRule"/>; attributes that combine with any type are
/// <see cref="AttributeRule"/>s.</remarks>
public abstract class OrderRule
{
    /// <summary>The type that it is the rule of.</summary>
    public abstract OrderType Type { get; }

    /// <summary>Whether orders of this type name a price of their own at which they may stand and be
    /// shown.</summary>
    public virtual bool NamesPrice => true;

    /// <summary>Attributes that every resting order of this type has.</summary>
    public virtual BookFlags Flags => BookFlags.None;

    /// <summary>Whether the terms make sense together for this type.</summary>
    public virtual bool MakesSense(in Command order) => order.Peg == PegReference.None;

    /// <summary>The worst price that it accepts now.</summary>
    /// <param name="order">The order.</param>
    /// <param name="market">What it may look at.</param>
    /// <param name="limit">That price; its rest would stand there.</param>
    /// <returns><see cref="RejectReason.NoReferencePrice"/> if there is none to be found; else
    /// none.</returns>
    public virtual RejectReason SweepLimit(in Command order, MatchingContext market, out Price limit)
    {
        limit = order.Price;
        return RejectReason.None;
    }

    /// <summary>Whether it stops at its limit at all; a market order without protection does not.</summary>
    public virtual bool IsLimited(in Command order, MatchingContext market) => true;

    /// <summary>Whether a remainder may rest, if its time in force permits.</summary>
    public virtual bool MayRest(in Command order, MatchingContext market) => true;
}
