namespace MarketSim.Analysis;

/// <summary>Own returns beside the benchmark's, of the periods in which that rose, or fell.</summary>
internal static class Capture
{
    public static double? Arithmetic(double[] own, double[] benchmark, int sign)
    {
        var (mine, other) = Where(own, benchmark, sign);
        return Moments.Ratio(Moments.Mean(mine), Moments.Mean(other));
    }

    /// <summary>Growth compounded over the chosen periods, brought to a year of so many of them; 1 for that of a period.</summary>
    public static double? Geometric(double[] own, double[] benchmark, int sign, double periodsPerYear)
    {
        var (mine, other) = Where(own, benchmark, sign);
        return Moments.Ratio(Growth(mine, periodsPerYear), Growth(other, periodsPerYear));
    }

    /// <summary>The slope over the chosen periods alone.</summary>
    public static double? Beta(double[] own, double[] benchmark, int sign)
    {
        var (mine, other) = Where(own, benchmark, sign);
        return Regression.Beta(mine, other);
    }

    private static (double[] Own, double[] Benchmark) Where(double[] own, double[] benchmark, int sign)
    {
        var chosen = own.Zip(benchmark).Where(pair => Math.Sign(pair.Second) == sign).ToArray();
        return ([.. chosen.Select(pair => pair.First)], [.. chosen.Select(pair => pair.Second)]);
    }

    private static double? Growth(double[] values, double periodsPerYear)
    {
        if (values.Length == 0)
        {
            return null;
        }

        var wealth = DrawdownTable.WealthOf(values)[^1];
        return wealth < 0 ? null : Math.Pow(wealth, periodsPerYear / values.Length) - 1;
    }
}
