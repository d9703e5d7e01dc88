using MathNet.Numerics.LinearAlgebra;

namespace MarketSim.Analysis;

/// <summary>A portfolio of a frontier.</summary>
/// <param name="Weights">The part of each asset; they sum to one.</param>
/// <param name="Mean">Its mean return.</param>
/// <param name="Deviation">Its standard deviation.</param>
public sealed record FrontierPortfolio(IReadOnlyList<double> Weights, double Mean, double Deviation);

/// <summary>The portfolios of least variance for each mean return.</summary>
/// <remarks>
/// Least w'Σw / 2 − λ·m'w with Σw = 1: for each λ ≥ 0 a portfolio, from that of least variance at λ = 0 upwards. With the weights
/// of a set F free and all others zero, w = a + λb with a = Σ⁻¹1 / 1'Σ⁻¹1 and b = Σ⁻¹(m − (1'Σ⁻¹m / 1'Σ⁻¹1)·1) over F. Where
/// weights may be of either sign F is all assets. Where they may not, F changes at the λ at which a free weight reaches zero or
/// an asset outside gains as much for its risk as those inside; between those turning points w is linear in λ, so the frontier is exact.
/// Sources: Merton (1972), "An Analytic Derivation of the Efficient Portfolio Frontier"; Markowitz (1959), appendix A, the critical
/// line algorithm; Bailey and López de Prado (2013), "An Open-Source Implementation of the Critical-Line Algorithm".
/// </remarks>
public sealed class EfficientFrontier
{
    private const int PointsBetween = 12;

    private readonly Matrix<double> _covariance;
    private readonly Vector<double> _means;

    /// <summary>Prepares the two frontiers of some assets.</summary>
    /// <param name="means">Mean return of each.</param>
    /// <param name="covariance">Of their returns; symmetric, positive definite.</param>
    /// <exception cref="ArgumentException">The covariance has another size, or some portfolio has no variance: of more assets than
    /// returns, or of assets that are copies of each other.</exception>
    public EfficientFrontier(IReadOnlyList<double> means, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(covariance);
        if (means.Count < 2 || covariance.GetLength(0) != means.Count || covariance.GetLength(1) != means.Count)
        {
            throw new ArgumentException("A frontier needs two assets or more, and the covariance of each with each.");
        }

        (_means, _covariance) = (Vector<double>.Build.DenseOfEnumerable(means), Matrix<double>.Build.DenseOfArray(covariance));
        if (!IsPositiveDefinite(_covariance))
        {
            throw new ArgumentException(
                "Some mixture of these assets has no variance: there must be more returns than assets, and no asset that others make up.");
        }
    }

    /// <summary>Weights of either sign.</summary>
    /// <param name="highest">The mean return of the last portfolio; at least that of least variance.</param>
    /// <param name="count">How many portfolios, equally far apart in mean; from 2.</param>
    public IReadOnlyList<FrontierPortfolio> Unconstrained(double highest, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var (a, b) = Line([.. Enumerable.Range(0, _means.Count)]);
        var (lowest, gain) = (a.DotProduct(_means), b.DotProduct(_means));
        var last = gain > 0 ? Math.Max(0, highest - lowest) / gain : 0;
        return [.. Enumerable.Range(0, count).Select(i => Of(a + (b * (last * i / (count - 1)))))];
    }

    /// <summary>Weights from 0 to 1, from the portfolio of least variance to the asset of the highest mean.</summary>
    public IReadOnlyList<FrontierPortfolio> LongOnly()
    {
        var corners = new List<Vector<double>>();
        var free = new List<int> { _means.MaximumIndex() };
        var lambda = double.PositiveInfinity;
        while (lambda > 0)
        {
            int[] members = [.. free.Order()];
            var (a, b) = Line(members);
            var (next, asset) = NextTurn(members, a, b, lambda);
            corners.Add(a + (b * Math.Max(0, next)));
            lambda = next;
            if (!free.Remove(asset))
            {
                free.Add(asset);
            }
        }

        corners.Reverse();
        var portfolios = new List<FrontierPortfolio>();
        for (var i = 0; i + 1 < corners.Count; i++)
        {
            for (var step = 0; step < PointsBetween; step++)
            {
                portfolios.Add(Of(corners[i] + ((corners[i + 1] - corners[i]) * ((double)step / PointsBetween))));
            }
        }

        portfolios.Add(Of(corners[^1]));
        return portfolios;
    }

    /// <summary>The portfolio of the highest mean for its deviation.</summary>
    public static FrontierPortfolio Tangency(IReadOnlyList<FrontierPortfolio> frontier)
        => frontier.MaxBy(portfolio => portfolio.Mean / portfolio.Deviation)!;

    // The highest λ below the present one at which a weight becomes zero or an asset comes in; 0 and none if there is none.
    private (double Lambda, int Asset) NextTurn(int[] free, Vector<double> a, Vector<double> b, double below)
    {
        var (best, asset) = (0.0, -1);
        if (free.Length > 1)
        {
            foreach (var i in free)
            {
                Consider(b[i] > 0 ? -a[i] / b[i] : double.NaN, i);
            }
        }

        var (loadA, loadB) = (_covariance * a, (_covariance * b) - _means);
        for (var i = 0; i < _means.Count; i++)
        {
            if (!free.Contains(i))
            {
                var (gap, slope) = (loadA[i] - loadA[free[0]], loadB[i] - loadB[free[0]]);
                Consider(slope != 0 ? -gap / slope : double.NaN, i);
            }
        }

        return (best, asset);

        void Consider(double lambda, int place)
        {
            // What has just turned turns at the same λ again, up to rounding: it is not asked twice.
            if (lambda > best && lambda < below * (1 - 1e-10))
            {
                (best, asset) = (lambda, place);
            }
        }
    }

    private (Vector<double> A, Vector<double> B) Line(int[] free)
    {
        var covariance = Matrix<double>.Build.Dense(free.Length, free.Length, (i, j) => _covariance[free[i], free[j]]);
        var means = Vector<double>.Build.Dense(free.Length, i => _means[free[i]]);
        var factor = covariance.Cholesky();
        var ones = factor.Solve(Vector<double>.Build.Dense(free.Length, 1));
        var gains = factor.Solve(means);
        var (a, b) = (ones / ones.Sum(), gains - (ones * (gains.Sum() / ones.Sum())));
        var (wholeA, wholeB) = (Vector<double>.Build.Dense(_means.Count), Vector<double>.Build.Dense(_means.Count));
        for (var i = 0; i < free.Length; i++)
        {
            (wholeA[free[i]], wholeB[free[i]]) = (a[i], b[i]);
        }

        return (wholeA, wholeB);
    }

    private FrontierPortfolio Of(Vector<double> weights)
        => new([.. weights], weights.DotProduct(_means), Math.Sqrt(weights.DotProduct(_covariance * weights)));

    private static bool IsPositiveDefinite(Matrix<double> matrix)
    {
        try
        {
            var diagonal = matrix.Cholesky().Factor.Diagonal();
            return diagonal.Min() > 1e-7 * diagonal.Max();
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
