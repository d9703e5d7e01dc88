using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Counts of something by quarter of an hour.</summary>
/// <param name="window">The observation; the first quarter begins with it.</param>
internal sealed class QuarterHours(FactWindow window)
{
    private const double Seconds = 900;

    private readonly long[] _counts = new long[(int)(window.Seconds / Seconds) + 1];

    /// <summary>How many in all.</summary>
    public long Total { get; private set; }

    /// <summary>One more.</summary>
    public void Count(SimTime time)
    {
        Total++;
        _counts[(int)((time - window.From).ToSeconds() / Seconds)]++;
    }

    /// <summary>The ratio of these counts to others over the hours since the beginning; quarters without others are left out.</summary>
    public FactCurve Over(QuarterHours others)
    {
        var kept = Enumerable.Range(0, _counts.Length).Where(i => others._counts[i] > 0).ToArray();
        return new FactCurve(
            "ratio", [.. kept.Select(i => (i + 0.5) / 4)], [.. kept.Select(i => (double)_counts[i] / others._counts[i])]);
    }
}
