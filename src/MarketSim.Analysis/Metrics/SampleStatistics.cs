using MathNet.Numerics.Distributions;

namespace MarketSim.Analysis;

/// <summary>Mean and spread of independent values, with the interval that the true mean lies in.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean; null of none.</param>
/// <param name="StandardDeviation">With n - 1 in the denominator; null of fewer than two.</param>
/// <param name="StandardError">Of the mean: the standard deviation over the root of n; null of fewer than two.</param>
/// <param name="Low">Lower end of the interval; null of fewer than two.</param>
/// <param name="High">Upper end of the interval; null of fewer than two.</param>
/// <param name="Min">Smallest value; null of none.</param>
/// <param name="Median">Middle value, or the mean of the two in the middle; null of none.</param>
/// <param name="Max">Largest value; null of none.</param>
public sealed record SampleStatistics(
    int Count, double? Mean, double? StandardDeviation, double? StandardError, double? Low, double? High,
    double? Min, double? Median, double? Max)
{
    /// <summary>Of the given values.</summary>
    /// <param name="values">Finite and independent.</param>
    /// <param name="confidence">How sure the interval is, between 0 and 1: Student's t, n - 1 degrees of freedom.</param>
    /// <remarks>Source: Student (1908), "The probable error of a mean".</remarks>
    public static SampleStatistics Of(IEnumerable<double> values, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        double[] sorted = [.. values.Order()];
        var n = sorted.Length;
        if (n == 0)
        {
            return new SampleStatistics(0, null, null, null, null, null, null, null, null);
        }

        var mean = sorted.Average();
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;
        if (n == 1)
        {
            return new SampleStatistics(1, mean, null, null, null, null, sorted[0], median, sorted[0]);
        }

        var deviation = Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / (n - 1));
        var error = deviation / Math.Sqrt(n);
        var half = StudentT.InvCDF(0, 1, n - 1, (1 + confidence) / 2) * error;
        return new SampleStatistics(n, mean, deviation, error, mean - half, mean + half, sorted[0], median, sorted[^1]);
    }
}
