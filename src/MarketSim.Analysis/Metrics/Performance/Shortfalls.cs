namespace MarketSim.Analysis;

/// <summary>What lies above and below a threshold.</summary>
internal static class Shortfalls
{
    public static int Wins(ReadOnlySpan<double> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value > 0 ? 1 : 0;
        }

        return count;
    }

    public static int Losses(ReadOnlySpan<double> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value < 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Σmax(r - m, 0).</summary>
    public static double Above(ReadOnlySpan<double> values, double threshold) => Sum(values, threshold, v => Math.Max(v, 0));

    /// <summary>Σmax(m - r, 0).</summary>
    public static double Below(ReadOnlySpan<double> values, double threshold) => Sum(values, threshold, v => Math.Max(-v, 0));

    /// <summary>√mean(min(r - m, 0)²) over all n; null of none.</summary>
    public static double? Deviation(ReadOnlySpan<double> values, double threshold) => values.Length == 0 ? null
        : Math.Sqrt(Sum(values, threshold, v => Math.Min(v, 0) * Math.Min(v, 0)) / values.Length);

    /// <summary>mean(max(m - r, 0)³) over all n; null of none.</summary>
    public static double? BelowCubed(ReadOnlySpan<double> values, double threshold) => values.Length == 0 ? null
        : Sum(values, threshold, v => v < 0 ? -v * v * v : 0) / values.Length;

    private static double Sum(ReadOnlySpan<double> values, double threshold, Func<double, double> part)
    {
        var parts = new double[values.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = part(values[i] - threshold);
        }

        return Moments.Sum(parts);
    }
}
