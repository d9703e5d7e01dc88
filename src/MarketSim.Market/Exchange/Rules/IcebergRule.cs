using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Iceberg: only a slice stands in the queue; when it is used up the next one joins the back of its
/// level.</summary>
/// <remarks>The books do the slicing (MARKET rules, 1.5). A slice cannot be reconciled with conditions on
/// whole fills, so those do not combine; nor does it make sense on what is never displayed or never
/// rests.</remarks>
public sealed class IcebergRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order) => !order.Display.IsZero;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order, OrderRule type)
        => type.NamesPrice && !NeverRests(order) && (type.Flags & BookFlags.Hidden) == 0 && order.Minimum.IsZero
            && (order.Flags & (OrderFlags.Hidden | OrderFlags.AllOrNone)) == 0;

    /// <inheritdoc/>
    public override void Shape(in Command order, ref BookOrder taker)
        => taker = taker with { Display = order.Display };
}
