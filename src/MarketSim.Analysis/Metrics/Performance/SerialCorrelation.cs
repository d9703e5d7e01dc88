namespace MarketSim.Analysis;

/// <summary>How much a value says of the next.</summary>
internal static class SerialCorrelation
{
    public static double? Of(ReadOnlySpan<double> values)
    {
        if (Moments.Deviation(values) is null or 0 || Moments.Mean(values) is not { } mean)
        {
            return null;
        }

        var (products, squares) = (new double[values.Length], new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            squares[i] = (values[i] - mean) * (values[i] - mean);
            products[i] = i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
        }

        return Moments.Sum(products) / Moments.Sum(squares);
    }
}
