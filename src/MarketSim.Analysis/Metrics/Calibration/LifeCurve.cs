namespace MarketSim.Analysis;

/// <summary>How long orders stand before they are cancelled, where trades and the end of the observation cut many lives short.</summary>
/// <remarks>Source: Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations"; quantiles with Greenwood's
/// standard error for the survival at the median.</remarks>
public static class LifeCurve
{
    /// <summary>Times by which so large a part of orders would have been cancelled.</summary>
    /// <param name="lives">Lives; at least one.</param>
    /// <param name="chances">Rising, between 0 and 1.</param>
    /// <returns>Seconds; where the curve does not come so far, the longest life that was seen.</returns>
    public static IReadOnlyList<double> Quantiles(IEnumerable<OrderLife> lives, IReadOnlyList<double> chances)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentNullException.ThrowIfNull(chances);
        OrderLife[] sorted = [.. lives.OrderBy(life => life.Seconds).ThenBy(life => life.IsCancelled ? 0 : 1)];
        var result = new List<double>();
        var survival = 1.0;
        for (var i = 0; i < sorted.Length && result.Count < chances.Count; i++)
        {
            survival *= sorted[i].IsCancelled ? 1 - (1.0 / (sorted.Length - i)) : 1;
            while (result.Count < chances.Count && 1 - survival >= chances[result.Count] - 1e-12)
            {
                result.Add(sorted[i].Seconds);
            }
        }

        while (result.Count < chances.Count)
        {
            result.Add(sorted.Length > 0 ? sorted[^1].Seconds : 0);
        }

        return result;
    }
}
