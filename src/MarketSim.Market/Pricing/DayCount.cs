namespace MarketSim.Market;

/// <summary>How the days of interest are counted, and against which year.</summary>
public enum DayCount
{
    /// <summary>Twelve months of 30 days (US, "bond basis"): the 31st counts as the 30th, at the end only if the start is the 30th
    /// or 31st. Source: ISDA 2006 definitions, 4.16(f).</summary>
    Thirty360,

    /// <summary>Twelve months of 30 days (Eurobond basis): every 31st counts as the 30th. Source: ISDA 2006, 4.16(g).</summary>
    ThirtyE360,

    /// <summary>Actual days over the actual days of the coupon period: each coupon accrues evenly. Source: ICMA rule 251.</summary>
    ActActIcma,

    /// <summary>Actual days over 360: money markets.</summary>
    Act360,

    /// <summary>Actual days over 365.</summary>
    Act365,
}

/// <summary>Counting days.</summary>
public static class DayCounts
{
    /// <summary>Days from one date to another by a convention.</summary>
    public static int Days(this DayCount convention, DateOnly from, DateOnly to)
    {
        if (convention is not (DayCount.Thirty360 or DayCount.ThirtyE360))
        {
            return to.DayNumber - from.DayNumber;
        }

        var start = Math.Min(from.Day, 30);
        var end = convention == DayCount.ThirtyE360 || start == 30 ? Math.Min(to.Day, 30) : to.Day;
        return (360 * (to.Year - from.Year)) + (30 * (to.Month - from.Month)) + end - start;
    }

    /// <summary>The days in a year that the convention divides by.</summary>
    /// <exception cref="ArgumentException">It divides by the days of the coupon period.</exception>
    public static int DaysPerYear(this DayCount convention) => convention switch
    {
        DayCount.Thirty360 or DayCount.ThirtyE360 or DayCount.Act360 => 360,
        DayCount.Act365 => 365,
        _ => throw new ArgumentException("Act/Act (ICMA) has no year of its own: it divides by the coupon period's days."),
    };
}
