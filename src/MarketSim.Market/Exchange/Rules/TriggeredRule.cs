using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that lies dormant until the market reaches its stop, and then enters as another
/// type.</summary>
/// <remarks>
/// A buy is elected at or above its stop, a sell at or below, by the last trade or, where the venue says so,
/// by the opposite best quote. One whose stop is already reached is elected as it enters. Its priority is the
/// instant of its election. Immediate and fill-or-kill orders may be dormant until the close; their time in
/// force rules once they are elected. Source: MARKET rules, sections 3 and 17.
/// </remarks>
public abstract class TriggeredRule : OrderRule
{
    /// <summary>The type as which it enters once it is elected.</summary>
    public abstract OrderType Becomes { get; }

    /// <inheritdoc/>
    public override bool NamesPrice => Becomes != OrderType.Market;

    /// <summary>Whether its stop follows the market.</summary>
    public virtual bool Trails => false;

    /// <summary>The stop with which it begins.</summary>
    /// <returns><see cref="RejectReason.NoReferencePrice"/> if that needs a market that is not there yet;
    /// else none.</returns>
    public virtual RejectReason FirstStop(in Command order, MatchingContext market, out Price stop)
    {
        stop = order.StopPrice;
        return RejectReason.None;
    }

    /// <summary>Where its stop stands once the market has reached a price.</summary>
    public virtual Price Follow(in Command order, MatchingContext market, Price stop, Price reached) => stop;

    /// <summary>Its limit while its stop is at a price; zero if it has none.</summary>
    public virtual Price LimitAt(in Command order, Price stop)
        => NamesPrice || (order.Flags & OrderFlags.HasLimit) != 0 ? order.Price : Price.Zero;

    /// <summary>The order as which it enters.</summary>
    public Command Awaken(in Command order, Price stop, Quantity open)
        => order with { Type = Becomes, Price = LimitAt(order, stop), Quantity = open };

    /// <summary>Whether a reference price elects a stop.</summary>
    public static bool IsReached(Side side, Price stop, Price reference)
        => side == Side.Buy ? reference >= stop : reference <= stop;
}
