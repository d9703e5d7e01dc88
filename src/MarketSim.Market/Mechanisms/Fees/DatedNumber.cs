using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A number that changes by date, as fees and levies do: <c>27.80; 2025-05-14=0; 2026-04-04=20.60</c>.</summary>
public sealed class DatedNumber
{
    private readonly List<(DateOnly From, decimal Value)> _values = [];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">The text is none; the message says what would be.</exception>
    public DatedNumber(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            var (date, number) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var from, var value]
                ? (ParseDate(from, text), value)
                : (DateOnly.MinValue, part);
            if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
                || (_values.Count > 0 && date <= _values[^1].From))
            {
                throw Refusal(text);
            }

            _values.Add((date, parsed));
        }
    }

    /// <summary>The number that is in force on a day; zero before the first date.</summary>
    public decimal On(DateOnly day) => _values.LastOrDefault(value => value.From <= day).Value;

    /// <summary>An option that holds one.</summary>
    public static OptionSpec Option(string name, string normal, string unit, string source, string summary) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = normal, Unit = unit, Source = source, Summary = summary,
        Check = static text => _ = new DatedNumber(text),
    };

    private static DateOnly ParseDate(string date, string text)
        => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? parsed
            : throw Refusal(text);

    private static FormatException Refusal(string text) => new(
        $"'{text}' is not a number by date; accepted is a number, or numbers with the dates from which they count, ascending, such as "
        + "27.80; 2025-05-14=0; 2026-04-04=20.60.");
}
