using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A dividend, which is announced in millionths of a minor unit a share, in the units of strikes and levels.</summary>
internal static class DividendUnits
{
    /// <summary>In millionths of a price unit.</summary>
    public static long MicroTicks(Instrument share, long micro)
        => (long)Rounding.HalfUp.Divide((Int128)micro * share.TickValueDenominator, share.TickValueNumerator);

    /// <summary>In price units.</summary>
    public static long Ticks(Instrument share, long micro)
        => (long)Rounding.HalfUp.Divide((Int128)micro * share.TickValueDenominator, (Int128)share.TickValueNumerator * 1_000_000);
}
