namespace MarketSim.Analysis;

/// <summary>Statistics of the returns in a window that moves along.</summary>
/// <remarks>
/// Over the w returns that end at each place: volatility s·√P, Sharpe ratio (m / s)·√P with no riskless rate, and beta
/// Σ(r − m)(b − n) / Σ(b − n)², where m and s are mean and standard deviation of the returns with w − 1 degrees of freedom, b
/// are the benchmark's returns, n is their mean, and P is how many returns make a year. Not-a-number where s, or the spread of
/// the benchmark, is zero.
/// </remarks>
internal static class RollingStatistics
{
    public static double[] Volatility(double[] returns, int window, double periodsPerYear)
        => Over(returns, window, (mean, deviation) => deviation * Math.Sqrt(periodsPerYear));

    public static double[] Sharpe(double[] returns, int window, double periodsPerYear)
        => Over(returns, window, (mean, deviation) => deviation > 0 ? mean / deviation * Math.Sqrt(periodsPerYear) : double.NaN);

    public static double[] Beta(double[] returns, double[] benchmark, int window)
    {
        var betas = Unknown(returns.Length);
        for (var end = window; end <= returns.Length; end++)
        {
            var own = returns.AsSpan(end - window, window);
            var other = benchmark.AsSpan(end - window, window);
            var (mean, otherMean) = (Mean(own), Mean(other));
            var (together, alone) = (0.0, 0.0);
            for (var i = 0; i < window; i++)
            {
                together += (own[i] - mean) * (other[i] - otherMean);
                alone += (other[i] - otherMean) * (other[i] - otherMean);
            }

            betas[end - 1] = alone > 0 ? together / alone : double.NaN;
        }

        return betas;
    }

    private static double[] Over(double[] returns, int window, Func<double, double, double> statistic)
    {
        var values = Unknown(returns.Length);
        for (var end = window; end <= returns.Length; end++)
        {
            var inside = returns.AsSpan(end - window, window);
            var mean = Mean(inside);
            var squares = 0.0;
            foreach (var value in inside)
            {
                squares += (value - mean) * (value - mean);
            }

            values[end - 1] = statistic(mean, Math.Sqrt(squares / (window - 1)));
        }

        return values;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double[] Unknown(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
