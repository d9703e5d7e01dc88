namespace MarketSim.Analysis;

/// <summary>How fast a distribution falls off: P(X > x) ~ x to the minus exponent.</summary>
internal static class HillTail
{
    /// <summary>Hill's estimator over the largest values.</summary>
    /// <param name="values">Not negative.</param>
    /// <param name="share">Which share of the values is the tail: k is its whole part; 1 at least.</param>
    /// <returns>k over the sum of the logs of the k largest values, each over the one after them; not-a-number if there is no
    /// such positive value.</returns>
    /// <remarks>Source: Hill (1975), "A simple general approach to inference about the tail of a distribution".</remarks>
    public static double Exponent(ReadOnlySpan<double> values, double share)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var tail = Math.Max(1, (int)(share * sorted.Length));
        if (tail >= sorted.Length || !(sorted[^(tail + 1)] > 0))
        {
            return double.NaN;
        }

        var threshold = sorted[^(tail + 1)];
        var sum = 0.0;
        for (var i = 1; i <= tail; i++)
        {
            sum += Math.Log(sorted[^i] / threshold);
        }

        return tail / sum;
    }

    /// <summary>The share of values that are larger, at each of the largest hundredfold, for a picture with both axes in
    /// logarithms.</summary>
    public static FactCurve Curve(string label, ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        var ranks = new List<int>();
        for (var rank = 1.0; rank <= sorted.Length; rank = Math.Max(rank + 1, rank * 1.08))
        {
            ranks.Add((int)rank);
        }

        var kept = ranks.Where(rank => sorted[rank - 1] > 0).Reverse().ToArray();
        return new FactCurve(
            label, [.. kept.Select(rank => Math.Log10(sorted[rank - 1]))],
            [.. kept.Select(rank => Math.Log10((double)rank / sorted.Length))]);
    }
}
