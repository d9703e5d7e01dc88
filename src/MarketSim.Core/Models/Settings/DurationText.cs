using System.Globalization;

namespace MarketSim.Core;

/// <summary>Durations as people write them: <c>50us</c>, <c>1.5ms</c>, <c>2h</c>.</summary>
public static class DurationText
{
    /// <summary>What is accepted, for error sentences.</summary>
    public const string Accepted = "a number with a unit: ns, us, ms, s, min or h, such as 50us or 1.5ms";

    private static readonly (string Name, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
        ("h", 3_600_000_000_000),
    ];

    /// <summary>Reads a duration of zero or more. A bare 0 needs no unit.</summary>
    /// <exception cref="FormatException">The text is none; the message says what would be.</exception>
    public static SimDuration Parse(string text)
        => TryParse(text, out var duration)
            ? duration
            : throw new FormatException(
                $"'{text}' is not a duration; accepted is {Accepted}, of whole nanoseconds.");

    /// <summary>Reads a duration of zero or more.</summary>
    /// <returns>False where the text is none, or finer than a nanosecond, or longer than 292 years.</returns>
    public static bool TryParse(string text, out SimDuration duration)
    {
        duration = SimDuration.Zero;
        text = text.Trim();
        if (text == "0")
        {
            return true;
        }

        foreach (var (name, nanoseconds) in Units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal))
            {
                return decimal.TryParse(
                        text.AsSpan(0, text.Length - name.Length).TrimEnd(),
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var number)
                    && number <= long.MaxValue / nanoseconds
                    && TryWhole(number * nanoseconds, out duration);
            }
        }

        return false;
    }

    /// <summary>The shortest text for a duration that <see cref="Parse"/> reads as the same, in the largest unit that it fills.</summary>
    public static string Format(SimDuration duration)
    {
        var (name, unit) = Units.Where(each => each.Name != "µs" && each.Nanoseconds <= Math.Max(1, duration.Nanoseconds))
            .MaxBy(each => each.Nanoseconds);
        return duration == SimDuration.Zero ? "0"
            : (duration.Nanoseconds / unit).ToString("0.############", CultureInfo.InvariantCulture) is var text
                && TryParse(text + name, out var same) && same == duration
            ? text + name : duration.Nanoseconds.ToString(CultureInfo.InvariantCulture) + "ns";
    }

    private static bool TryWhole(decimal nanoseconds, out SimDuration duration)
    {
        var isWhole = decimal.IsInteger(nanoseconds);
        duration = isWhole ? new SimDuration((long)nanoseconds) : SimDuration.Zero;
        return isWhole;
    }
}
