using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One option of a scenario that a sweep varies.</summary>
/// <param name="Option">Its name.</param>
/// <param name="Values">What it takes, in order.</param>
public sealed record SweepAxis(string Option, IReadOnlyList<string> Values)
{
    private const int MostValues = 10_000;

    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "name=value,value,… or name=first..last:step; where values hold commas, separate them by ';'";

    /// <summary>Reads one, such as <c>volatility=0.2,0.4</c> or <c>market-makers=1..9:2</c>.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw Refused(text);
        }

        var (name, list) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
        var values = TryRange(list, text) ?? [.. list.Split(list.Contains(';', StringComparison.Ordinal) ? ';' : ',').Select(v => v.Trim())];
        return values.Any(v => v.Length == 0) || values.Distinct(StringComparer.Ordinal).Count() != values.Count
            ? throw Refused(text) : new SweepAxis(name, values);
    }

    // Steps are counted in decimal, so that 0.1..0.3:0.1 has three values.
    private static List<string>? TryRange(string list, string text)
    {
        var dots = list.IndexOf("..", StringComparison.Ordinal);
        var colon = list.LastIndexOf(':');
        if (dots < 1 || colon < dots || !TryNumber(list[..dots], out var first)
            || !TryNumber(list[(dots + 2)..colon], out var last) || !TryNumber(list[(colon + 1)..], out var step))
        {
            return null;
        }

        if (step <= 0 || last < first || (last - first) / step > MostValues)
        {
            throw Refused(text);
        }

        var values = new List<string>();
        for (var value = first; value <= last; value += step)
        {
            values.Add(value.ToString(CultureInfo.InvariantCulture));
        }

        return values;
    }

    private static bool TryNumber(string text, out decimal number)
        => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) < 1e15m;

    private static ArgumentException Refused(string text)
        => new($"--vary was '{text}'; accepted is {Accepted}, each value once.");
}
