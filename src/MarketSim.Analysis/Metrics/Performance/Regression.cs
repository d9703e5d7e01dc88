namespace MarketSim.Analysis;

/// <summary>The line through own returns over the benchmark's.</summary>
internal static class Regression
{
    public static double? Beta(double[] own, double[] benchmark)
        => Spread(benchmark) is null ? null : Moments.Covariance(own, benchmark) / Moments.Covariance(benchmark, benchmark);

    /// <summary>Of a period.</summary>
    public static double? Alpha(double[] own, double[] benchmark, double riskFree)
        => Moments.Mean(own) - riskFree - (Beta(own, benchmark) * (Moments.Mean(benchmark) - riskFree));

    public static double? Correlation(double[] own, double[] benchmark)
        => Moments.Covariance(own, benchmark) / (Spread(own) * Spread(benchmark));

    public static double[] Difference(double[] own, double[] benchmark) => [.. own.Zip(benchmark, (r, b) => r - b)];

    private static double? Spread(double[] values) => Moments.Deviation(values) is { } deviation and > 0 ? deviation : null;
}
