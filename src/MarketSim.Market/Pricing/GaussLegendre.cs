using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Points and weights of Gauss-Legendre integration over -1 … 1.</summary>
internal sealed class GaussLegendre
{
    /// <summary>The rule with this many points.</summary>
    public GaussLegendre(int count)
    {
        (Points, Weights) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            // Newton's method from the well-known estimate of the k-th root of the Legendre polynomial.
            var x = -PortableMath.Cos(Math.PI * (k + 0.75) / (count + 0.5));
            var slope = 0.0;
            for (var iteration = 0; iteration < 10; iteration++)
            {
                (var value, slope) = Legendre(count, x);
                x -= value / slope;
            }

            slope = Legendre(count, x).Slope;
            (Points[k], Weights[k]) = (x, 2 / ((1 - (x * x)) * slope * slope));
        }
    }

    /// <summary>Ascending.</summary>
    public double[] Points { get; }

    /// <summary>They sum to 2.</summary>
    public double[] Weights { get; }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (before, value) = (1.0, x);
        for (var n = 2; n <= degree; n++)
        {
            (before, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * before)) / n);
        }

        return degree == 1 ? (x, 1) : (value, degree * ((x * value) - before) / ((x * x) - 1));
    }
}
