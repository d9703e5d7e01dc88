namespace MarketSim.Analysis;

/// <summary>Sizes as a log-normal body with a power-law tail.</summary>
/// <param name="Mu">Mean of the logarithm.</param>
/// <param name="MuError">Its standard error.</param>
/// <param name="Sigma">Standard deviation of the logarithm.</param>
/// <param name="SigmaError">Its standard error.</param>
/// <param name="TailFrom">Where the tail begins, in lots: the upper twentieth.</param>
/// <param name="Tail">α: the chance of more than x falls as x^-α in the tail.</param>
/// <param name="TailError">Its standard error.</param>
/// <param name="Typical">The most frequent size, in lots.</param>
/// <param name="TypicalShare">Which part of all orders has it.</param>
public sealed record SizeFit(
    double Mu, double MuError, double Sigma, double SigmaError, double TailFrom, double Tail, double TailError, long Typical, double TypicalShare)
{
    /// <summary>Fits by maximum likelihood: the body by its log moments, the tail by Hill's estimator.</summary>
    /// <param name="lots">Sizes above zero; at least 20.</param>
    public static SizeFit Of(IReadOnlyList<long> lots)
    {
        ArgumentNullException.ThrowIfNull(lots);
        if (lots.Count < 20)
        {
            throw new ArgumentException($"A distribution of sizes needs 20 orders; there are {lots.Count}.");
        }

        double[] sorted = [.. lots.Select(x => (double)Math.Max(1, x)).Order()];
        var mu = sorted.Average(Math.Log);
        var sigma = Math.Sqrt(sorted.Average(x => (Math.Log(x) - mu) * (Math.Log(x) - mu)));
        var from = sorted[(int)(sorted.Length * 0.95)];
        double[] tail = [.. sorted.Where(x => x > from)];
        var mean = tail.Length > 0 ? tail.Average(x => Math.Log(x / from)) : 0;
        var alpha = mean > 0 ? Math.Min(10, 1 / mean) : 10;
        var most = lots.GroupBy(x => x).MaxBy(group => (group.Count(), -group.Key))!;
        return new SizeFit(
            mu, sigma / Math.Sqrt(sorted.Length), sigma, sigma / Math.Sqrt(2.0 * sorted.Length),
            from, alpha, alpha / Math.Sqrt(Math.Max(1, tail.Length)), most.Key, (double)most.Count() / lots.Count);
    }
}
