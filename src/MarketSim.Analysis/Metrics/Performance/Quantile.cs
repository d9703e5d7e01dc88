namespace MarketSim.Analysis;

/// <summary>Quantiles of sorted numbers.</summary>
/// <remarks>Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", type 7: linear between order statistics at
/// (n - 1)p; the default of R, numpy, pandas and Excel.</remarks>
internal static class Quantile
{
    public static double? Type7(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        // 1 - 0.95 is not 0.05: a place that is meant to be whole is made so, or the value there would fall out of its own tail.
        var place = (sorted.Length - 1) * p;
        place = Math.Abs(place - Math.Round(place)) < 1e-9 ? Math.Round(place) : place;
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
