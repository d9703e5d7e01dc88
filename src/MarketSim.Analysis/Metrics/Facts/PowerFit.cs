namespace MarketSim.Analysis;

/// <summary>A power law through points by least squares on the values themselves, not on their logarithms: values that are mostly
/// noise may be negative, and count for what they are.</summary>
/// <param name="Factor">Height at one.</param>
/// <param name="Exponent">The power.</param>
internal readonly record struct PowerFit(double Factor, double Exponent)
{
    private const double Lowest = -1;
    private const double Highest = 4;

    /// <summary>The law that comes closest, with an exponent from −1 to 4.</summary>
    /// <param name="x">More than zero.</param>
    /// <param name="y">As many.</param>
    public static PowerFit Through(double[] x, double[] y)
    {
        // The best factor of an exponent is known, so one number is searched for: coarsely, then by golden section.
        const int steps = 100;
        var best = Enumerable.Range(0, steps + 1).Select(i => Lowest + ((Highest - Lowest) * i / steps))
            .MinBy(exponent => Distance(x, y, exponent));
        var (low, high) = (Math.Max(Lowest, best - 0.05), Math.Min(Highest, best + 0.05));
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-10)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = Distance(x, y, left) <= Distance(x, y, right) ? (low, right) : (left, high);
        }

        var found = (low + high) / 2;
        return new PowerFit(FactorOf(x, y, found), found);
    }

    private static double FactorOf(double[] x, double[] y, double exponent)
    {
        var (cross, squares) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var power = Math.Pow(x[i], exponent);
            cross += power * y[i];
            squares += power * power;
        }

        return cross / squares;
    }

    private static double Distance(double[] x, double[] y, double exponent)
    {
        var factor = FactorOf(x, y, exponent);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var gap = y[i] - (factor * Math.Pow(x[i], exponent));
            sum += gap * gap;
        }

        return sum;
    }
}
