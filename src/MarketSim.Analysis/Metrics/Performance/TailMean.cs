namespace MarketSim.Analysis;

/// <summary>The mean of what lies at or below a quantile.</summary>
internal static class TailMean
{
    /// <param name="sorted">Ascending.</param>
    /// <param name="p">Of the quantile, type 7.</param>
    public static double? Of(ReadOnlySpan<double> sorted, double p)
    {
        if (Quantile.Type7(sorted, p) is not { } bound)
        {
            return null;
        }

        var count = 0;
        while (count < sorted.Length && sorted[count] <= bound)
        {
            count++;
        }

        return Moments.Mean(sorted[..count]);
    }
}
