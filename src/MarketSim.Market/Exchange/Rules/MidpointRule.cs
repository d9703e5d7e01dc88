using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A midpoint order: a hidden peg at the middle of best bid and best offer.</summary>
/// <remarks>It may stand between ticks wherever the instrument's price unit is finer than its tick; where the
/// middle cannot be represented, buys stand below it and sells above, so neither pays more than the
/// middle.</remarks>
public sealed class MidpointRule : PeggedRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.Midpoint;

    /// <inheritdoc/>
    public override BookFlags Flags => BookFlags.Pegged | BookFlags.Hidden;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order)
        => order.Peg is PegReference.None or PegReference.Midpoint && order.Offset == 0 && order.Display.IsZero;

    /// <inheritdoc/>
    protected override bool TryTarget(in Command order, MatchingContext market, out Price target)
        => TryMiddle(order.Side, market, out target);
}
