using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How finely the exercise boundary of an American option is computed, and tables that depend on nothing else.</summary>
public sealed class AmericanAccuracy
{
    /// <summary>For quoting many options: errors of some 1e-5 of the strike.</summary>
    public static readonly AmericanAccuracy Fast = new(boundaryNodes: 7, quadraturePoints: 11, pricePoints: 21, iterations: 6, tolerance: 1e-5);

    /// <summary>Errors of some 1e-7 of the strike.</summary>
    public static readonly AmericanAccuracy Standard = new(boundaryNodes: 11, quadraturePoints: 19, pricePoints: 41, iterations: 16, tolerance: 1e-7);

    /// <summary>For reference values: errors of some 1e-9 of the strike.</summary>
    public static readonly AmericanAccuracy High = new(boundaryNodes: 29, quadraturePoints: 61, pricePoints: 151, iterations: 60, tolerance: 1e-13);

    private readonly double[] _interpolation;

    private AmericanAccuracy(int boundaryNodes, int quadraturePoints, int pricePoints, int iterations, double tolerance)
    {
        (Iterations, Tolerance) = (iterations, tolerance);
        (Inner, Outer) = (new Angles(quadraturePoints), new Angles(pricePoints));
        RootFractions = new double[boundaryNodes + 1];
        for (var node = 0; node <= boundaryNodes; node++)
        {
            RootFractions[node] = 0.5 * (1 + PortableMath.Cos(Math.PI * node / boundaryNodes));
        }

        RootFractions[boundaryNodes] = 0;
        _interpolation = new double[boundaryNodes * quadraturePoints * (boundaryNodes + 1)];
        for (var node = 0; node < boundaryNodes; node++)
        {
            for (var point = 0; point < quadraturePoints; point++)
            {
                FillWeights(RootFractions[node] * Inner.Cosines[point], MutableWeights(node, point));
            }
        }
    }

    /// <summary>Most fixed-point steps.</summary>
    internal int Iterations { get; }

    /// <summary>The change of ln B, times √(τ / T), at which they end.</summary>
    internal double Tolerance { get; }

    /// <summary>The nodes of the boundary, as √(τ / T): from 1 down to 0, Chebyshev's extrema.</summary>
    internal double[] RootFractions { get; }

    /// <summary>The points of the integrals that give the boundary.</summary>
    internal Angles Inner { get; }

    /// <summary>The points of the integrals that give a value.</summary>
    internal Angles Outer { get; }

    /// <summary>What the nodes' values are multiplied by for the value at an inner integration point of a node's integral.</summary>
    internal ReadOnlySpan<double> Weights(int node, int point) => MutableWeights(node, point);

    /// <summary>The same at any √(τ / T) between 0 and 1, by the barycentric formula.</summary>
    /// <remarks>Source: Berrut and Trefethen (2004), "Barycentric Lagrange interpolation", section 5.</remarks>
    internal void FillWeights(double rootFraction, Span<double> weights)
    {
        var sum = 0.0;
        var last = RootFractions.Length - 1;
        for (var j = 0; j <= last; j++)
        {
            var distance = rootFraction - RootFractions[j];
            if (distance == 0)
            {
                weights.Clear();
                weights[j] = 1;
                return;
            }

            weights[j] = ((j & 1) == 0 ? 1 : -1) * (j == 0 || j == last ? 0.5 : 1) / distance;
            sum += weights[j];
        }

        for (var j = 0; j <= last; j++)
        {
            weights[j] /= sum;
        }
    }

    private Span<double> MutableWeights(int node, int point)
        => _interpolation.AsSpan(((node * Inner.Sines.Length) + point) * RootFractions.Length, RootFractions.Length);

    /// <summary>Gauss-Legendre points in the angle θ from 0 to π/2, where the time to a point is τ cos²θ and the time from it to
    /// expiry's other side τ sin²θ: the integrands are smooth in θ at both ends.</summary>
    internal sealed class Angles
    {
        public Angles(int count)
        {
            var rule = new GaussLegendre(count);
            (Sines, Cosines, Weights) = (new double[count], new double[count], new double[count]);
            for (var k = 0; k < count; k++)
            {
                var angle = 0.25 * Math.PI * (1 + rule.Points[k]);
                (Sines[k], Cosines[k]) = (PortableMath.Sin(angle), PortableMath.Cos(angle));
                Weights[k] = 0.25 * Math.PI * rule.Weights[k];
            }
        }

        public double[] Sines { get; }

        public double[] Cosines { get; }

        public double[] Weights { get; }
    }
}
