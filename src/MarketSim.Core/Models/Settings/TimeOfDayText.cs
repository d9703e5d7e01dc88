using System.Globalization;

namespace MarketSim.Core;

/// <summary>Times of day as people write them: <c>9:30</c>, <c>15:59:30</c>, <c>10:00:00.5</c>. A length of time since midnight
/// (<c>570min</c>, <c>17.5h</c>) is read too; <c>24:00</c> ends a day.</summary>
public static class TimeOfDayText
{
    /// <summary>What is accepted, for error sentences.</summary>
    public const string Accepted = "a time of day such as 9:30 or 15:59:30";

    private static readonly string[] Formats = ["h\\:mm", "h\\:mm\\:ss", "h\\:mm\\:ss\\.FFFFFFF"];

    /// <summary>Reads a time of day.</summary>
    /// <returns>The time since midnight, from 0 to 24 hours.</returns>
    /// <exception cref="FormatException">The text is none; the message says what would be.</exception>
    public static SimDuration Parse(string text)
        => TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is not a time of day; accepted is {Accepted}.");

    /// <summary>Reads a time of day.</summary>
    /// <returns>False where the text is none, or later than 24:00.</returns>
    public static bool TryParse(string text, out SimDuration time)
    {
        text = text.Trim();
        if (TimeSpan.TryParseExact(text, Formats, CultureInfo.InvariantCulture, out var span))
        {
            time = new SimDuration(span.Ticks * 100);
            return true;
        }

        time = SimDuration.FromHours(24);
        return text is "24:00" or "24:00:00" || (DurationText.TryParse(text, out time) && time <= SimDuration.FromHours(24));
    }

    /// <summary>Writes a time of day in its shortest form: <c>9:30</c>, <c>15:59:30</c>.</summary>
    /// <param name="time">Time since midnight, from 0 to 24 hours; parts of 100 ns are cut off.</param>
    public static string Format(SimDuration time)
    {
        var span = new TimeSpan(time.Nanoseconds / 100);
        return span == TimeSpan.FromDays(1) ? "24:00" : span.ToString(
            span.Ticks % TimeSpan.TicksPerMinute == 0 ? "h\\:mm"
                : span.Ticks % TimeSpan.TicksPerSecond == 0 ? "h\\:mm\\:ss" : "h\\:mm\\:ss\\.FFFFFFF",
            CultureInfo.InvariantCulture);
    }
}
