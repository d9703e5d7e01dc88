namespace MarketSim.Analysis;

/// <summary>What a portfolio was worth, over time.</summary>
/// <param name="Times">Ascending, UTC.</param>
/// <param name="Values">As many, in the currency.</param>
public sealed record EquityCurve(IReadOnlyList<DateTime> Times, IReadOnlyList<double> Values)
{
    /// <summary>What was put in before the first value; null where that is not known. The first value then has a return too.</summary>
    public double? Initial { get; init; }

    /// <summary>What all else is measured against: what was put in, else the first value; not-a-number of none.</summary>
    public double Start => Initial ?? (Count > 0 ? Values[0] : double.NaN);

    /// <summary>The part of it in cash; as many, or none where that is not known.</summary>
    public IReadOnlyList<double> Cash { get; init; } = [];

    /// <summary>How many points.</summary>
    public int Count => Times.Count;

    /// <summary>When it was first worth nothing or less, from where on returns are not defined; null if never.</summary>
    public DateTime? RuinedAt
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (!(Values[i] > 0))
                {
                    return Times[i];
                }
            }

            return null;
        }
    }

    /// <summary>The last point of each day.</summary>
    public EquityCurve Daily()
    {
        int[] last = [.. Enumerable.Range(0, Count).Where(i => i + 1 == Count || Times[i + 1].Date != Times[i].Date)];
        return last.Length == Count
            ? this
            : new([.. last.Select(i => Times[i])], [.. last.Select(i => Values[i])])
            {
                Initial = Initial,
                Cash = Cash.Count == 0 ? [] : [.. last.Select(i => Cash[i])],
            };
    }

    /// <summary>Whether it is so short, two days at most, that only what happened within them can be looked at.</summary>
    public bool IsWithinDays => Count > 10 && Times[^1] - Times[0] < TimeSpan.FromDays(2);

    /// <summary>The points whose returns are looked at: the last of each day, or all where they lie within two days.</summary>
    public EquityCurve Sampled() => IsWithinDays ? this : Daily();

    /// <summary>By how much it lay below its highest value so far: 0 at a peak, -0.2 a fifth below.</summary>
    public double[] Drawdowns()
    {
        var drawdowns = new double[Count];
        var peak = Initial ?? double.NegativeInfinity;
        for (var i = 0; i < Count; i++)
        {
            peak = Math.Max(peak, Values[i]);
            drawdowns[i] = peak > 0 ? (Values[i] / peak) - 1 : double.NaN;
        }

        return drawdowns;
    }

    /// <summary>Change of each value against the one before it, as a part of that; of the first against what was put in, if that is
    /// known. Not-a-number where nothing, or a debt, came before.</summary>
    public double[] Returns()
    {
        double[] all = Initial is { } before ? [before, .. Values] : [.. Values];
        var returns = new double[Math.Max(0, all.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = all[i] > 0 ? (all[i + 1] / all[i]) - 1 : double.NaN;
        }

        return returns;
    }
}
