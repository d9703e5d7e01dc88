namespace MarketSim.Analysis;

/// <summary>Order statistics for choosing what a picture must show.</summary>
internal static class Quantiles
{
    /// <summary>The value below which a share of the values lies; not-a-numbers left out, not-a-number if nothing
    /// is left.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
