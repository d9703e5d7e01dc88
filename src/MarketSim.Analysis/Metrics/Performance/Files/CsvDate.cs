using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Dates as tables have them: ISO 8601 with or without time and zone, yyyyMMdd, month/day/year, day.month.year, months by name, or seconds, milliseconds,
/// microseconds or nanoseconds since 1970.</summary>
/// <remarks>The zone is dropped: a date is that of the place where it was written.</remarks>
internal static class CsvDate
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "M/d/yyyy", "yyyy-MM", "yyyyMMdd HH:mm", "yyyyMMdd HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyyMMdd'T'HHmmss", "d.M.yyyy", "d.M.yyyy H:mm",
        "d.M.yyyy H:mm:ss", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy", "MMM d yyyy", "MMM-yyyy", "MMM yyyy",
    ];

    public static DateTime? Parse(string text)
    {
        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
        {
            return exact;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var since))
        {
            return SinceEpoch(since);
        }

        // Nothing shorter than a date, or 0.5 would be the fifth of a month.
        return text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.DateTime : null;
    }

    // Of 1973 and later, up to the year 5138: what is smaller is a count, not a time.
    private static DateTime? SinceEpoch(long since) => since switch
    {
        >= 100_000_000_000_000_000 => DateTime.UnixEpoch.AddTicks(since / 100),
        >= 100_000_000_000_000 => DateTime.UnixEpoch.AddTicks(since * 10),
        >= 100_000_000_000 => DateTime.UnixEpoch.AddMilliseconds(since),
        >= 100_000_000 => DateTime.UnixEpoch.AddSeconds(since),
        _ => null,
    };
}
