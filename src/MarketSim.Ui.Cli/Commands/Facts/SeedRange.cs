using System.Globalization;

namespace MarketSim.Ui.Cli;

/// <summary>Seeds as they are typed: 7, 1..20, or 1,5,8..10.</summary>
internal static class SeedRange
{
    private const int Most = 100_000;

    /// <summary>Reads them, in the order given.</summary>
    /// <exception cref="ArgumentException">It says no seeds, or too many.</exception>
    public static IReadOnlyList<ulong> Parse(string text)
    {
        var seeds = new List<ulong>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split("..");
            if (ends.Length > 2 || !TryParse(ends[0], out var first) || !TryParse(ends[^1], out var last) || last < first
                || last - first >= (ulong)(Most - seeds.Count))
            {
                throw new ArgumentException($"Seeds were '{text}'; accepted is a seed, a range such as 1..20, or several of these with commas, at most {Most} in all.");
            }

            for (var seed = first; ; seed++)
            {
                seeds.Add(seed);
                if (seed == last)
                {
                    break;
                }
            }
        }

        return seeds;
    }

    private static bool TryParse(string text, out ulong seed)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
