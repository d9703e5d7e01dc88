namespace MarketSim.Analysis;

/// <summary>The line through own returns over the benchmark's.</summary>
internal static class Regression
{
    public static double? Beta(double[] own, double[] benchmark)
        => Spread(benchmark) is null ? null : Moments.Covariance(own, benchmark) / Moments.Covariance(benchmark, benchmark);

    /// <summary>Of a period.</summary>
    public static double? Alpha(double[] own, double[] benchmark, double riskFree)
        => Moments.Mean(own) - riskFree - (Beta(own, benchmark) * (Moments.Mean(benchmark) - riskFree));

    /// <summary>Alpha of a period over its standard error, by ordinary least squares of own over the benchmark's excess.</summary>
    public static double? AlphaStatistic(double[] own, double[] benchmark, double riskFree)
    {
        if (own.Length < 3 || Alpha(own, benchmark, riskFree) is not { } alpha || Beta(own, benchmark) is not { } beta)
        {
            return null;
        }

        var mean = Moments.Mean(benchmark)!.Value;
        var unexplained = Moments.Sum([.. own.Zip(benchmark, (r, b) => Square(r - riskFree - alpha - (beta * (b - riskFree))))]) / (own.Length - 2);
        var distance = Moments.Sum([.. benchmark.Select(b => Square(b - mean))]);
        return Moments.Ratio(alpha, Math.Sqrt(unexplained * ((1.0 / own.Length) + (Square(mean - riskFree) / distance))));
    }

    public static double? Correlation(double[] own, double[] benchmark)
        => Moments.Covariance(own, benchmark) / (Spread(own) * Spread(benchmark));

    public static double[] Difference(double[] own, double[] benchmark) => [.. own.Zip(benchmark, (r, b) => r - b)];

    private static double Square(double value) => value * value;

    private static double? Spread(double[] values) => Moments.Deviation(values) is { } deviation and > 0 ? deviation : null;
}
