using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Durations as people write them: a decimal number and one of ns, us, ms, s, m, h, d.</summary>
public static class DurationText
{
    private static readonly (string Suffix, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", SimDuration.NanosecondsPerSecond),
        ("m", 60 * SimDuration.NanosecondsPerSecond), ("h", 3600 * SimDuration.NanosecondsPerSecond),
        ("d", 86_400 * SimDuration.NanosecondsPerSecond),
    ];

    /// <summary>Reads a duration; exact, since decimals are.</summary>
    /// <returns>False if it is not one, is negative, or exceeds 292 years.</returns>
    public static bool TryParse(string? text, out SimDuration duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        foreach (var (suffix, nanoseconds) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)
                || !decimal.TryParse(
                    text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > long.MaxValue / nanoseconds)
            {
                continue;
            }

            duration = new SimDuration((long)decimal.Round(number * nanoseconds));
            return true;
        }

        return false;
    }

    /// <summary>Reads a duration.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static SimDuration Parse(string text) => TryParse(text, out var duration)
        ? duration
        : throw new ArgumentException($"'{text}' is not a duration; write a number and a unit, such as 250ms, 10s, 30m or 6.5h.");
}
