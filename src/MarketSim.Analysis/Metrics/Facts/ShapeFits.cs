namespace MarketSim.Analysis;

/// <summary>Shapes of distributions by maximum likelihood; not-a-number where the values are all alike.</summary>
internal static class ShapeFits
{
    private const int MostSteps = 200;

    // Below it values are alike, and a shape beyond 10⁹ would be rounding.
    private const double SmallestDistance = 1e-9;

    /// <summary>Shape of a Weibull distribution; 1 is exponential, less is bursty.</summary>
    /// <param name="values">More than zero.</param>
    /// <remarks>Solves Σ xᵏ ln x / Σ xᵏ − 1/k = mean of ln x, by Newton's steps.</remarks>
    public static double Weibull(ReadOnlySpan<double> values)
    {
        var logs = new double[values.Length];
        var largest = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            logs[i] = Math.Log(values[i]);
            largest = Math.Max(largest, logs[i]);
        }

        var mean = Sample.Mean(logs);
        var shape = 1.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var (sum, first, second) = (0.0, 0.0, 0.0);
            foreach (var log in logs)
            {
                var power = Math.Exp(shape * (log - largest));
                sum += power;
                first += power * log;
                second += power * log * log;
            }

            var gap = (first / sum) - (1 / shape) - mean;
            var slope = (((second * sum) - (first * first)) / (sum * sum)) + (1 / (shape * shape));
            var next = shape - (gap / slope);
            next = next > 0 ? next : shape / 2;
            if (Math.Abs(next - shape) <= 1e-13 * shape)
            {
                return next;
            }

            shape = next;
        }

        return double.NaN;
    }

    /// <summary>Shape of a gamma distribution; 1 is exponential, less has more of very small and very large values.</summary>
    /// <param name="values">More than zero.</param>
    /// <remarks>Solves ln k − ψ(k) = ln mean − mean of ln x, by Newton's steps from Minka's start (2002).</remarks>
    public static double Gamma(ReadOnlySpan<double> values)
    {
        var logs = 0.0;
        foreach (var value in values)
        {
            logs += Math.Log(value);
        }

        var distance = Math.Log(Sample.Mean(values)) - (logs / values.Length);
        if (!(distance > SmallestDistance))
        {
            return double.NaN;
        }

        var shape = (3 - distance + Math.Sqrt(((distance - 3) * (distance - 3)) + (24 * distance))) / (12 * distance);
        for (var step = 0; step < MostSteps; step++)
        {
            var next = 1 / ((1 / shape) + ((Math.Log(shape) - Digamma(shape) - distance)
                / (shape * shape * ((1 / shape) - Trigamma(shape)))));
            if (!(next > 0) || !double.IsFinite(next))
            {
                return double.NaN;
            }

            if (Math.Abs(next - shape) <= 1e-13 * shape)
            {
                return next;
            }

            shape = next;
        }

        return double.NaN;
    }

    private static double Digamma(double x) => MathNet.Numerics.SpecialFunctions.DiGamma(x);

    // Recurrence up to where the asymptotic series is exact to the last digit. Source: Abramowitz and Stegun, 6.4.6 and 6.4.12.
    private static double Trigamma(double x)
    {
        var sum = 0.0;
        for (; x < 20; x++)
        {
            sum += 1 / (x * x);
        }

        var f = 1 / (x * x);
        return sum + (1 / x) + (f / 2) + (f / x * ((1.0 / 6) - (f * ((1.0 / 30) - (f * ((1.0 / 42) - (f / 30)))))));
    }
}
