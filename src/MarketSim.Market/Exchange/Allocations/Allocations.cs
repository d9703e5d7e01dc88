using System.Globalization;

namespace MarketSim.Market;

/// <summary>The allocations that a venue can be configured with, by name.</summary>
public static class Allocations
{
    /// <summary>What <see cref="Parse"/> accepts.</summary>
    public const string Accepted = "fifo, pro-rata:MINIMUM, top:PERCENT or split:FIFO_PERCENT (the rest pro-rata); "
        + "the last two may name their pro-rata minimum too, as in top:100:2 or split:40:1";

    /// <summary>Reads an allocation, such as <c>pro-rata:2</c>.</summary>
    /// <returns>Null for FIFO, which books do by themselves.</returns>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public static IAllocation? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, rest) = colon < 0 ? (text, string.Empty) : (text[..colon], text[(colon + 1)..]);
        var second = rest.IndexOf(':', StringComparison.Ordinal);
        var (first, last) = second < 0 ? (rest, string.Empty) : (rest[..second], rest[(second + 1)..]);
        var isNumber = int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var hasMinimum = int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var minimum) && minimum >= 1;
        return (name, isNumber, hasMinimum) switch
        {
            _ when second >= 0 && !hasMinimum => throw Refused(text),
            ("fifo", false, false) when rest.Length == 0 => null,
            ("pro-rata", true, false) when number >= 1 => new ProRataAllocation(number),
            ("pro-rata", false, false) when rest.Length == 0 => new ProRataAllocation(1),
            ("top", true, _) when number is >= 1 and <= 100
                => new TopAllocation(new ProRataAllocation(hasMinimum ? minimum : 2), number),
            ("split", true, _) when number is >= 0 and <= 100 => new SplitAllocation(100 - number, hasMinimum ? minimum : 1),
            _ => throw Refused(text),
        };
    }

    private static ArgumentException Refused(string text) => new($"Allocation was '{text}'; accepted is {Accepted}.");
}
