using System.Globalization;

namespace MarketSim.Market;

/// <summary>The allocations that a venue can be configured with, by name.</summary>
public static class Allocations
{
    /// <summary>What <see cref="Parse"/> accepts.</summary>
    public const string Accepted = "fifo, pro-rata:MINIMUM, top:PERCENT or split:FIFO_PERCENT (the rest pro-rata)";

    /// <summary>Reads an allocation, such as <c>pro-rata:2</c>.</summary>
    /// <returns>Null for FIFO, which books do by themselves.</returns>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public static IAllocation? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, rest) = colon < 0 ? (text, string.Empty) : (text[..colon], text[(colon + 1)..]);
        var isNumber = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return (name, isNumber) switch
        {
            ("fifo", false) when rest.Length == 0 => null,
            ("pro-rata", true) when number >= 1 => new ProRataAllocation(number),
            ("pro-rata", false) when rest.Length == 0 => new ProRataAllocation(1),
            ("top", true) when number is >= 1 and <= 100 => new TopAllocation(new ProRataAllocation(2), number),
            ("split", true) when number is >= 0 and <= 100 => new SplitAllocation(100 - number),
            _ => throw new ArgumentException($"Allocation was '{text}'; accepted is {Accepted}."),
        };
    }
}
