using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How one log price hangs on another: y = α + β·x + residual, by least squares.</summary>
/// <param name="Alpha">α.</param>
/// <param name="Beta">β.</param>
/// <param name="Deviation">Standard deviation of the residual over n.</param>
/// <param name="HalfLife">Periods in which half of a residual is gone: -ln 2 / ln(1 + κ), κ the slope of its change over its value before; null
/// where it does not return.</param>
/// <remarks>Source: Engle and Granger (1987), "Co-integration and error correction", the first step; the half-life as in Chan (2013),
/// "Algorithmic trading", chapter 2, for discrete time.</remarks>
public sealed record PairFit(double Alpha, double Beta, double Deviation, double? HalfLife)
{
    /// <summary>Fits a stretch.</summary>
    /// <param name="y">What is explained.</param>
    /// <param name="x">What explains it; as many, not all equal.</param>
    public static PairFit Of(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var (alpha, beta) = Line(y, x);
        var (before, change, squares) = (new double[y.Length - 1], new double[y.Length - 1], 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            var residual = y[i] - alpha - (beta * x[i]);
            squares += residual * residual;
            if (i > 0)
            {
                before[i - 1] = y[i - 1] - alpha - (beta * x[i - 1]);
                change[i - 1] = residual - before[i - 1];
            }
        }

        var (_, slope) = Line(change, before);
        return new PairFit(
            alpha, beta, Math.Sqrt(squares / y.Length),
            slope is > -1 and < 0 ? -PortableMath.Log(2) / PortableMath.Log(1 + slope) : null);
    }

    /// <summary>y - α - β·x.</summary>
    public double[] Residuals(IReadOnlyList<double> y, IReadOnlyList<double> x)
    {
        ArgumentNullException.ThrowIfNull(y);
        var residuals = new double[y.Count];
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = y[i] - Alpha - (Beta * x[i]);
        }

        return residuals;
    }

    private static (double Alpha, double Beta) Line(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var (meanX, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / x.Length;
        }

        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }

        return (meanY - (products / squares * meanX), products / squares);
    }
}
