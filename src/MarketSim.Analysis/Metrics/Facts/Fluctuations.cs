namespace MarketSim.Analysis;

/// <summary>Detrended fluctuation analysis: how a series' sums spread as they grow.</summary>
/// <remarks>Source: Peng et al. (1994), "Mosaic organization of DNA nucleotides", order 1: the profile of deviations from the
/// mean is cut into boxes that do not overlap, from the front, a line is taken out of each, and F(n) is the root of the mean of what
/// is left. F grows as n to the Hurst exponent.</remarks>
internal static class Fluctuations
{
    private const int Smallest = 10;
    private const int Steps = 20;

    // An eighth of the series is still seen eight times.
    private const int FewestBoxes = 8;

    /// <summary>Length below which there is nothing to fit.</summary>
    public const int FewestValues = 320;

    /// <summary>Box sizes and fluctuations, in natural logarithms.</summary>
    public static FactCurve Curve(ReadOnlySpan<double> values)
    {
        var profile = Profile(values);
        var (x, y) = (new List<double>(), new List<double>());
        foreach (var size in Sizes(values.Length))
        {
            x.Add(Math.Log(size));
            y.Add(0.5 * Math.Log(MeanSquare(profile, size)));
        }

        return new FactCurve("fluctuation", [.. x], [.. y]);
    }

    // As many as there are, equally far apart in logarithms, rounded down; those that coincide count once.
    private static IEnumerable<int> Sizes(int length)
    {
        var (last, largest) = (0, (double)length / FewestBoxes);
        for (var i = 0; i < Steps; i++)
        {
            var size = (int)(Smallest * Math.Pow(largest / Smallest, (double)i / (Steps - 1)));
            if (size > last)
            {
                yield return last = size;
            }
        }
    }

    private static double[] Profile(ReadOnlySpan<double> values)
    {
        var mean = Sample.Mean(values);
        var profile = new double[values.Length];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            profile[i] = sum += values[i] - mean;
        }

        return profile;
    }

    private static double MeanSquare(double[] profile, int size)
    {
        var (boxes, squares) = (profile.Length / size, 0.0);
        var middle = (size - 1) / 2.0;
        var spreadX = size * (((double)size * size) - 1) / 12;
        for (var box = 0; box < boxes; box++)
        {
            var segment = profile.AsSpan(box * size, size);
            var mean = Sample.Mean(segment);
            var (cross, spreadY) = (0.0, 0.0);
            for (var i = 0; i < size; i++)
            {
                cross += (i - middle) * segment[i];
                spreadY += (segment[i] - mean) * (segment[i] - mean);
            }

            squares += spreadY - (cross * cross / spreadX);
        }

        return squares / ((double)boxes * size);
    }
}
