namespace MarketSim.Analysis;

/// <summary>How many periods a year has, judged by the dates of a series.</summary>
public static class PeriodsOfDates
{
    /// <summary>Trading days of a year: what is assumed without dates.</summary>
    public const double TradingDays = 252;

    /// <summary>12 of months, 4 of quarters, 1 of years, 52 of weeks; of days 252, or 365 where weekends are among them; within the day
    /// so many times the periods that a day has.</summary>
    /// <remarks>By the middle distance of successive dates. Taking daily numbers of calendar days for 252 a year, or the other way round, is
    /// a mistake of a fifth in every volatility.</remarks>
    public static double Infer(IReadOnlyList<DateTime>? dates)
    {
        if (dates is null || dates.Count < 3)
        {
            return TradingDays;
        }

        double[] gaps = [.. dates.Zip(dates.Skip(1), (a, b) => (b - a).TotalDays).Order()];
        var middle = gaps[gaps.Length / 2];
        var days = dates.Count(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) > dates.Count / 10 ? 365.0 : TradingDays;
        return middle switch
        {
            >= 300 => 1,
            >= 80 => 4,
            >= 25 => 12,
            >= 5 => 52,
            >= 0.9 => days,
            _ => days * PerDay(dates),
        };
    }

    private static double PerDay(IReadOnlyList<DateTime> dates)
    {
        int[] counts = [.. dates.CountBy(d => d.Date).Select(pair => pair.Value).Order()];
        return counts[counts.Length / 2];
    }
}
