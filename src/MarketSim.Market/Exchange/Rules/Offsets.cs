using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How far a trailing stop or peg stands from what it follows.</summary>
internal static class Offsets
{
    private const long BasisPoints = 10_000;

    /// <summary>The distance in price units: the offset itself, or so many basis points of a price.</summary>
    public static long Of(in Command order, Price from, Rounding rounding)
        => (order.Flags & OrderFlags.OffsetInBasisPoints) == 0
            ? order.Offset
            : checked((long)rounding.Divide((Int128)Math.Abs(from.Ticks) * order.Offset, BasisPoints));
}
