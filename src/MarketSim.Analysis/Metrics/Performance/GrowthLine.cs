namespace MarketSim.Analysis;

/// <summary>The straight line through log wealth.</summary>
internal static class GrowthLine
{
    /// <summary>R² of the line through the cumulative log returns over their places.</summary>
    public static double? Stability(ReadOnlySpan<double> returns)
    {
        var (places, logs) = (new double[returns.Length], new double[returns.Length]);
        for (var i = 0; i < logs.Length; i++)
        {
            if (returns[i] <= -1)
            {
                return null;
            }

            places[i] = i;
            logs[i] = (i == 0 ? 0 : logs[i - 1]) + Math.Log(1 + returns[i]);
        }

        return Regression.Correlation(logs, places) is { } rho ? rho * rho : null;
    }
}
