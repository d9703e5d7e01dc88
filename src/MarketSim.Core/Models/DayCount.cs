namespace MarketSim.Core;

/// <summary>How the days of a coupon period are counted. Numbers are written to descriptions of instruments: never renumber.</summary>
/// <remarks>Source: ICMA Rule Book, rule 251; 2006 ISDA Definitions, section 4.16.</remarks>
public enum DayCount : byte
{
    /// <summary>Actual days over the actual days of the period: government bonds (Act/Act ICMA).</summary>
    ActActIcma = 0,

    /// <summary>Months of 30 days, years of 360: US corporate and municipal bonds (bond basis).</summary>
    Thirty360 = 1,

    /// <summary>Actual days over 360.</summary>
    Act360 = 2,

    /// <summary>Actual days over 365.</summary>
    Act365 = 3,

    /// <summary>Months of 30 days, every 31st taken for the 30th: Eurobonds of before 1999 (30E/360).</summary>
    ThirtyE360 = 4,
}

/// <summary>Counting days.</summary>
public static class DayCounts
{
    /// <summary>Days from one date to another by a convention: of 30-day months, or as they are.</summary>
    public static int Days(this DayCount convention, DateOnly from, DateOnly to)
    {
        if (convention is not (DayCount.Thirty360 or DayCount.ThirtyE360))
        {
            return to.DayNumber - from.DayNumber;
        }

        var first = Math.Min(from.Day, 30);
        var last = convention == DayCount.ThirtyE360 || first == 30 ? Math.Min(to.Day, 30) : to.Day;
        return (360 * (to.Year - from.Year)) + (30 * (to.Month - from.Month)) + last - first;
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
