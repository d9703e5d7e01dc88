using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Where an axis of dates is marked: at beginnings of years, months, days, hours, minutes or seconds.</summary>
/// <remarks>Positions are days since 1970-01-01, with the part of the day as fraction.</remarks>
internal static class DateTicks
{
    private const double MonthLength = 365.2425 / 12;

    private static readonly int[] MonthSteps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    private const double Second = 1 / 86_400.0;

    private static readonly double[] DaySteps =
    [
        0.001 * Second, 0.01 * Second, 0.1 * Second, Second, 5 * Second, 15 * Second, 30 * Second, 1 / 1440.0, 5 / 1440.0, 15 / 1440.0,
        30 / 1440.0, 1 / 24.0, 3 / 24.0, 6 / 24.0, 0.5, 1, 2, 7, 14,
    ];

    /// <summary>The place of an instant.</summary>
    public static double Place(DateTime time) => (time - DateTime.UnixEpoch).TotalDays;

    /// <summary>The instant of a place.</summary>
    public static DateTime TimeAt(double place) => DateTime.UnixEpoch.AddDays(place);

    /// <summary>Marks inside a range.</summary>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end; above the lower.</param>
    /// <param name="most">How many there may be; from 2.</param>
    public static IReadOnlyList<Tick> Within(double min, double max, int most)
    {
        var rough = (max - min) / most;
        return rough <= DaySteps[^1]
            ? Days(min, max, DaySteps.First(step => step >= rough))
            : Months(min, max, MonthSteps.FirstOrDefault(step => step * MonthLength >= rough, MonthSteps[^1]));
    }

    private static List<Tick> Days(double min, double max, double step)
    {
        var ticks = new List<Tick>();

        // Weeks begin on Mondays; the epoch was a Thursday.
        var shift = step >= 7 ? 4 : 0;
        for (var i = Math.Ceiling(((min - shift) / step) - 1e-6); shift + (i * step) <= max + (step * 1e-6); i++)
        {
            // To the millisecond: parts of a day are no exact numbers.
            var time = DateTime.UnixEpoch.AddMilliseconds(Math.Round((shift + (i * step)) * 86_400_000));
            var format = step >= 1 ? "yyyy-MM-dd" : time.TimeOfDay == TimeSpan.Zero ? "MM-dd" : step > 59 * Second ? "HH:mm"
                : step > 0.5 * Second ? "HH:mm:ss" : "mm:ss.fff";
            ticks.Add(new Tick(shift + (i * step), time.ToString(format, CultureInfo.InvariantCulture)));
        }

        return ticks;
    }

    private static List<Tick> Months(double min, double max, int step)
    {
        var ticks = new List<Tick>();
        var (first, last) = (TimeAt(min), TimeAt(max));
        var month = ((first.Year * 12) + first.Month - 1 + step - 1) / step * step;
        for (; month <= (last.Year * 12) + last.Month - 1; month += step)
        {
            var start = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            if (Place(start) >= min && Place(start) <= max)
            {
                ticks.Add(new Tick(Place(start), start.ToString(step >= 12 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture)));
            }
        }

        return ticks;
    }
}
