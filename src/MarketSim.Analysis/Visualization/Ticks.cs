using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Where an axis is marked, and what the marks say.</summary>
public static class Ticks
{
    private const double Day = 86_400;

    private static readonly double[] ClockSteps =
    [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
        10_800, 21_600, 43_200, Day, 2 * Day, 7 * Day, 30 * Day,
    ];

    /// <summary>Round numbers (1, 2 or 5 times a power of ten apart) inside a range, written with the decimals
    /// that tell them apart.</summary>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end; above the lower.</param>
    /// <param name="most">How many there may be; from 2.</param>
    public static IReadOnlyList<Tick> Numbers(double min, double max, int most)
    {
        var step = Rounded((max - min) / most, isUp: true);
        if (Math.Floor(max / step) - Math.Ceiling(min / step) < 1)
        {
            // A single mark says nothing about distances.
            step = Rounded((max - min) / 2, isUp: false);
        }

        var decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        return Every(step, min, max, at => Number(at, decimals));
    }

    /// <summary>A number with thousands set apart and a true minus sign.</summary>
    public static string Number(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var isZero = text.All(c => c is '0' or '.' or ',');
        return value < 0 && !isZero ? "−" + text : text;
    }

    /// <summary>A written number without its sign.</summary>
    public static string Unsigned(string number) => number.TrimStart('−');

    /// <summary>Round times of day inside a range.</summary>
    /// <param name="min">Lower end in seconds after midnight.</param>
    /// <param name="max">Upper end; above the lower.</param>
    /// <param name="most">How many there may be; from 2.</param>
    public static IReadOnlyList<Tick> Clock(double min, double max, int most)
    {
        var step = ClockStep(min, max, most);
        return Every(step, min, max, at => TimeOfDay(at, step));
    }

    /// <summary>How the marks of <see cref="Clock"/> are to be read, such as <c>hh:mm</c>.</summary>
    public static string ClockUnit(double min, double max, int most) => ClockStep(min, max, most) switch
    {
        >= Day => "day",
        >= 60 => "hh:mm",
        _ => "hh:mm:ss",
    };

    /// <summary>A time of day to the given precision, the day before it from the second day on.</summary>
    /// <param name="seconds">After midnight of the first day.</param>
    /// <param name="step">Precision in seconds.</param>
    public static string TimeOfDay(double seconds, double step)
    {
        var day = (long)Math.Floor(seconds / Day);
        var time = TimeSpan.FromMilliseconds(Math.Round((seconds - (day * Day)) * 1000));
        var format = step >= 60 ? @"hh\:mm" : step >= 1 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff";
        var text = time.ToString(format, CultureInfo.InvariantCulture);
        return day == 0 ? text
            : step >= Day ? string.Create(CultureInfo.InvariantCulture, $"day {day + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"+{day}d {text}");
    }

    private static double Rounded(double rough, bool isUp)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] steps = [power, 2 * power, 5 * power, 10 * power];
        return isUp ? steps.First(step => step >= rough * 0.999999) : steps.Last(step => step <= rough * 1.000001);
    }

    private static double ClockStep(double min, double max, int most)
    {
        var rough = (max - min) / most;
        return ClockSteps.FirstOrDefault(step => step >= rough, ClockSteps[^1]);
    }

    private static List<Tick> Every(double step, double min, double max, Func<double, string> text)
    {
        var ticks = new List<Tick>();
        var slack = step * 1e-6;
        for (var i = Math.Ceiling((min - slack) / step); i * step <= max + slack; i++)
        {
            ticks.Add(new Tick(i * step, text(i * step)));
        }

        return ticks;
    }
}
