namespace MarketSim.Analysis;

/// <summary>Autocorrelations over lags, for pictures.</summary>
internal static class Autocorrelations
{
    /// <summary>Lags 1 to the most.</summary>
    public static FactCurve Curve(string label, double[] values, int most)
    {
        int[] lags = [.. Enumerable.Range(1, Math.Min(most, Math.Max(1, values.Length / 2)))];
        return new FactCurve(
            label, [.. lags.Select(lag => (double)lag)], [.. lags.Select(lag => Sample.Autocorrelation(values, lag))]);
    }

    /// <summary>Lags growing by powers, for axes in logarithms; those that are not positive are left out.</summary>
    public static FactCurve Powers(string label, double[] values)
    {
        var lags = new List<int>();
        for (var lag = 1.0; lag <= Math.Min(1_000, values.Length / 4.0); lag = Math.Max(lag + 1, lag * 1.25))
        {
            lags.Add((int)lag);
        }

        var points = lags.Select(lag => (Lag: lag, Value: Sample.Autocorrelation(values, lag))).Where(each => each.Value > 0).ToArray();
        return new FactCurve(
            label, [.. points.Select(each => Math.Log10(each.Lag))], [.. points.Select(each => Math.Log10(each.Value))]);
    }
}
