using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Minimum quantity and all-or-none: the order trades only if at least its minimum (all of it)
/// can.</summary>
/// <remarks>
/// As it enters, the minimum is of all that it would trade at once, over several orders. As it rests, it is
/// of each fill; books skip it otherwise, and it keeps its place (MARKET rules, section 3). When the opposite
/// side comes to hold enough, it is retried as an aggressor. A rest smaller than the minimum may be filled
/// completely.
/// </remarks>
public sealed class MinimumQuantityRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order)
        => !order.Minimum.IsZero || (order.Flags & OrderFlags.AllOrNone) != 0;

    /// <inheritdoc/>
    public override void Shape(in Command order, ref BookOrder taker)
        => taker = taker with
        {
            Minimum = order.Minimum,
            Flags = taker.Flags | ((order.Flags & OrderFlags.AllOrNone) != 0 ? BookFlags.AllOrNone : BookFlags.None),
        };

    /// <summary>Whether an order may trade now: it has no minimum, or the opposite side holds
    /// enough.</summary>
    public static bool IsMet(in BookOrder order, SelfTradePrevention selfTrade, IOrderBook book)
    {
        var least = (order.Flags & BookFlags.AllOrNone) != 0 ? order.Open : Quantity.Min(order.Minimum, order.Open);
        return least.IsZero
            || (book.TryBest(order.Side.Opposite(), out var best) && order.Side.Accepts(order.Price, best)
                && book.Available(order, selfTrade) >= least);
    }
}
