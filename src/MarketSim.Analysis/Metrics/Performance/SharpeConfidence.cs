using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How sure one may be of a Sharpe ratio: its standard error where returns are neither symmetric nor thin-tailed.</summary>
/// <param name="Sharpe">Of a period, not annualised.</param>
/// <param name="Skewness">γ3.</param>
/// <param name="RawKurtosis">γ4: 3 for the normal distribution. Putting the excess here is the usual mistake.</param>
/// <param name="Count">How many returns it was measured over, more than one.</param>
/// <remarks>Source: Bailey and López de Prado (2012), "The Sharpe ratio efficient frontier", equations 11 and 13, after Mertens (2002).</remarks>
public sealed record SharpeConfidence(double Sharpe, double Skewness, double RawKurtosis, int Count)
{
    private double Variance => 1 - (Skewness * Sharpe) + ((RawKurtosis - 1) / 4 * Sharpe * Sharpe);

    /// <summary>Standard error of the Sharpe ratio: √((1 - γ3·SR + (γ4 - 1)/4·SR²) / (n - 1)).</summary>
    public double StandardError => Math.Sqrt(Variance / (Count - 1));

    /// <summary>The probabilistic Sharpe ratio: how probable it is that the true one is above another.</summary>
    /// <param name="other">A Sharpe ratio of a period.</param>
    /// <returns>Φ((SR - SR*) / standard error); null where the standard error is none.</returns>
    public double? ProbabilityAbove(double other)
        => Variance > 0 && Count > 1 ? PortableMath.NormalCdf((Sharpe - other) / StandardError) : null;

    /// <summary>How many returns are needed until a Sharpe ratio like this is above another with some confidence.</summary>
    /// <param name="other">A Sharpe ratio of a period.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>1 + (1 - γ3·SR + (γ4 - 1)/4·SR²)·(z / (SR - SR*))²; null where the other is not below this one.</returns>
    public double? MinimumTrackRecord(double other, double confidence)
        => Sharpe <= other || !(Variance > 0) ? null
            : 1 + (Variance * Math.Pow(PortableMath.NormalQuantile(confidence) / (Sharpe - other), 2));

    /// <summary>Of a series, with moments corrected for bias; null of fewer than four returns, or without spread.</summary>
    public static SharpeConfidence? Of(PerformanceInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return From(input, Moments.Skewness(input.Values), Moments.ExcessKurtosis(input.Values));
    }

    internal static SharpeConfidence? OfPopulation(PerformanceInput input) => input.Count < 2 ? null : From(
        input, Moments.PopulationSkewness(input.Values), Moments.PopulationExcessKurtosis(input.Values));

    private static SharpeConfidence? From(PerformanceInput input, double? skewness, double? excessKurtosis)
        => Moments.Ratio(input.Mean - input.RiskFreePerPeriod, input.Deviation) is { } sharpe
            && skewness is { } lean && excessKurtosis is { } excess
            ? new SharpeConfidence(sharpe, lean, excess + 3, input.Count) : null;
}
