using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The years that day counts divide by.</summary>
internal static class DayCountYears
{
    /// <summary>The days in a year that the convention divides by.</summary>
    /// <exception cref="ArgumentException">It divides by the days of the coupon period.</exception>
    public static int DaysPerYear(this DayCount convention) => convention switch
    {
        DayCount.Thirty360 or DayCount.ThirtyE360 or DayCount.Actual360 => 360,
        DayCount.Actual365 => 365,
        _ => throw new ArgumentException("Act/Act (ICMA) has no year of its own: it divides by the coupon period's days."),
    };
}
