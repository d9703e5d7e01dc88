using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A pegged order: stands at an offset from the best displayed price that is not itself pegged, and
/// moves with it.</summary>
/// <remarks>
/// Primary pegs follow their own side, market pegs the opposite one, midpoint pegs the middle of both; a
/// positive offset is more aggressive. Between permitted prices they take the more passive one; a cap
/// (<see cref="OrderFlags.HasLimit"/>) stops them. Where the price so found crosses the market they trade
/// like a limit order at that price. Without a reference they are refused, and cancelled when it disappears,
/// as on Nasdaq. Source: MARKET rules, section 3; Nasdaq Rule 4703(d).
/// </remarks>
public class PeggedRule : OrderRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.Pegged;

    /// <inheritdoc/>
    public override BookFlags Flags => BookFlags.Pegged;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order) => order.Peg != PegReference.None;

    /// <inheritdoc/>
    public sealed override RejectReason SweepLimit(in Command order, MatchingContext market, out Price limit)
    {
        if (!TryTarget(order, market, out limit))
        {
            return RejectReason.NoReferencePrice;
        }

        if ((order.Flags & OrderFlags.HasLimit) != 0 && order.Side.IsBetter(limit, order.Price))
        {
            limit = order.Price;
        }

        return market.InRange(limit) ? RejectReason.None : RejectReason.NoReferencePrice;
    }

    /// <summary>Where it would stand without its cap.</summary>
    /// <returns>False if there is nothing to follow.</returns>
    protected virtual bool TryTarget(in Command order, MatchingContext market, out Price target)
    {
        if (!TryReference(order, market, out var reference))
        {
            target = default;
            return false;
        }

        // Whatever the rounding of basis points leaves, the tick rounding takes to the passive side.
        var offset = Offsets.Of(order, reference, Rounding.Down);
        target = market.RoundPassively(order.Side, reference + (order.Side.Sign() * offset));
        return true;
    }

    private static bool TryReference(in Command order, MatchingContext market, out Price reference)
    {
        if (order.Peg == PegReference.Midpoint)
        {
            return TryMiddle(order.Side, market, out reference);
        }

        var side = order.Peg == PegReference.Primary ? order.Side : order.Side.Opposite();
        var found = market.Book.TryBestDisplayed(side, out var level, exceptPegged: true);
        reference = level.Price;
        return found;
    }

    /// <summary>The middle of best bid and best offer; a half that cannot be represented goes to the side's
    /// passive neighbour.</summary>
    private protected static bool TryMiddle(Side side, MatchingContext market, out Price middle)
    {
        middle = default;
        if (!market.Book.TryBestDisplayed(Side.Buy, out var bid, exceptPegged: true)
            || !market.Book.TryBestDisplayed(Side.Sell, out var ask, exceptPegged: true))
        {
            return false;
        }

        var rounding = side == Side.Buy ? Rounding.Down : Rounding.Up;
        middle = new Price((long)rounding.Divide((Int128)bid.Price.Ticks + ask.Price.Ticks, 2));
        return true;
    }
}
