using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Times of day as people write them: <c>9:30</c>, <c>15:59:30</c>, or <c>none</c>.</summary>
internal static class DayTime
{
    /// <summary>Reads a time of day.</summary>
    /// <returns>The time since midnight; null for <c>none</c>.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static SimDuration? Parse(string text)
        => text == "none" ? null
            : TimeOfDayText.TryParse(text, out var time) && time < SimDuration.FromHours(24) ? time
                : throw new FormatException("accepted is a time of day such as 9:30 or 15:59:30, or none.");

    /// <summary>A parameter that is a time of day.</summary>
    public static OptionSpec Option(string name, string usual, string summary, string source = "", bool mayBeNone = true) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = usual, Unit = "time of day", Summary = summary, Source = source,
        Check = text => _ = Parse(text) ?? (mayBeNone ? SimDuration.Zero
            : throw new FormatException("accepted is a time of day such as 9:30 or 15:59:30.")),
    };
}
