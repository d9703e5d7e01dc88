namespace MarketSim.Analysis;

/// <summary>Moments and correlations of samples, all without corrections for small numbers.</summary>
internal static class Sample
{
    /// <summary>Mean of the squares of the deviations from the mean.</summary>
    public static double Variance(ReadOnlySpan<double> values) => CentralMoment(values, 2);

    /// <summary>Fourth central moment over the squared variance, less three; zero for a normal distribution.</summary>
    public static double ExcessKurtosis(ReadOnlySpan<double> values)
    {
        var variance = Variance(values);
        return (CentralMoment(values, 4) / (variance * variance)) - 3;
    }

    /// <summary>Standard deviation over the mean.</summary>
    public static double VariationCoefficient(ReadOnlySpan<double> values) => Math.Sqrt(Variance(values)) / Mean(values);

    /// <summary>The sum over the count.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Pearson's correlation of two samples of equal length.</summary>
    public static double Correlation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (meanFirst, meanSecond) = (Mean(first), Mean(second));
        var (cross, squareFirst, squareSecond) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var (a, b) = (first[i] - meanFirst, second[i] - meanSecond);
            cross += a * b;
            squareFirst += a * a;
            squareSecond += b * b;
        }

        return cross / Math.Sqrt(squareFirst * squareSecond);
    }

    /// <summary>Autocorrelation at a lag: products of deviations from the common mean, over the sum of all squares.</summary>
    /// <remarks>Source: Box and Jenkins, the estimator of standard packages. Pairs with a not-a-number are left out.</remarks>
    public static double Autocorrelation(ReadOnlySpan<double> values, int lag)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            (sum, count) = double.IsFinite(value) ? (sum + value, count + 1) : (sum, count);
        }

        var mean = sum / count;
        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                squares += (values[i] - mean) * (values[i] - mean);
                products += i + lag < values.Length && double.IsFinite(values[i + lag])
                    ? (values[i] - mean) * (values[i + lag] - mean) : 0;
            }
        }

        return products / squares;
    }

    /// <summary>The value below which a share of the sample lies, between neighbours in proportion (type 7 of Hyndman and
    /// Fan).</summary>
    /// <param name="sorted">Ascending; not empty.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        return below + 1 < sorted.Length
            ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]))
            : sorted[below];
    }

    private static double CentralMoment(ReadOnlySpan<double> values, int power)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            var square = (value - mean) * (value - mean);
            sum += power == 2 ? square : square * square;
        }

        return sum / values.Length;
    }
}
