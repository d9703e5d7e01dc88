using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How far a trailing stop or peg stands from what it follows.</summary>
internal static class Offsets
{
    private const long BasisPoints = 10_000;

    // Beyond every instrument's range of prices, and still safe to add to one of them.
    private const long Farthest = long.MaxValue / 8;

    /// <summary>The distance in price units: the offset itself, or so many basis points of a price. One that leads out of
    /// every range of prices counts as the farthest of those.</summary>
    public static long Of(in Command order, Price from, Rounding rounding)
    {
        var exact = (order.Flags & OrderFlags.OffsetInBasisPoints) == 0
            ? order.Offset
            : rounding.Divide((Int128)Math.Abs(from.Ticks) * order.Offset, BasisPoints);
        return (long)Int128.Clamp(exact, -Farthest, Farthest);
    }
}
