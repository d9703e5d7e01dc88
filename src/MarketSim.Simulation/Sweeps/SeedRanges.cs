using System.Globalization;

namespace MarketSim.Simulation;

/// <summary>Seeds as people write them: <c>7</c>, <c>1..100</c>, <c>1..10,15,20..29</c>.</summary>
public static class SeedRanges
{
    /// <summary>How many seeds a text may name.</summary>
    public const int Most = 10_000_000;

    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "seeds such as 7, 1..100 or 1..10,15,20..29, each once and ranges ascending";

    /// <summary>The seeds in the order in which they are written.</summary>
    /// <exception cref="ArgumentException">The text names none, or one of them twice.</exception>
    public static IReadOnlyList<ulong> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seeds = new List<ulong>();
        foreach (var part in text.Split(','))
        {
            var dots = part.IndexOf("..", StringComparison.Ordinal);
            var first = Number(dots < 0 ? part : part[..dots], text);
            var last = dots < 0 ? first : Number(part[(dots + 2)..], text);
            if (last < first || last - first >= Most || seeds.Count + (long)(last - first) >= Most)
            {
                throw new ArgumentException(last < first ? Refusal(text) : string.Create(
                    CultureInfo.InvariantCulture, $"Seeds were '{text}'; at most {Most} of them are run at once."));
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

        return seeds.Distinct().Count() == seeds.Count ? seeds : throw new ArgumentException(Refusal(text));
    }

    private static ulong Number(string digits, string text)
        => ulong.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new ArgumentException(Refusal(text));

    private static string Refusal(string text) => $"Seeds were '{text}'; accepted are {Accepted}.";
}
