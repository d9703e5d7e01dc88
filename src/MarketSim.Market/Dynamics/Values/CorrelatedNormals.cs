using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Several streams of standard normal numbers that go together: what moves a basket of values.</summary>
/// <remarks>Z = L W with L the lower triangle of Cholesky's decomposition of the correlation matrix, L Lᵀ = C, and W independent.
/// Source: Glasserman (2004), "Monte Carlo Methods in Financial Engineering", section 2.3.3. The k-th numbers of all streams belong
/// together, whichever stream is read first: a path does not depend on who asks.</remarks>
public sealed class CorrelatedNormals
{
    // A matrix of rank less than full has pivots that are zero but for rounding: two values that move as one.
    private const double LeastPivot = -1e-12;

    private readonly double[,] _triangle;
    private readonly Rng[] _random;
    private readonly List<double[]> _rows = [];

    /// <summary>As many streams as the matrix has rows.</summary>
    /// <param name="correlation">C: symmetric, ones on its diagonal, no eigenvalue below zero.</param>
    /// <param name="random">A stream of chance for each, which nobody else may draw from.</param>
    /// <exception cref="ArgumentException">It is no correlation matrix.</exception>
    public CorrelatedNormals(double[,] correlation, IReadOnlyList<Rng> random)
    {
        ArgumentNullException.ThrowIfNull(correlation);
        ArgumentNullException.ThrowIfNull(random);
        if (correlation.GetLength(0) != random.Count || correlation.GetLength(1) != random.Count)
        {
            throw new ArgumentException($"Correlations of {random.Count} values are a table of {random.Count} by {random.Count}.");
        }

        _random = [.. random];
        _triangle = Cholesky(correlation);
        Streams = [.. Enumerable.Range(0, random.Count).Select(i => new Component(this, i))];
    }

    /// <summary>The streams, in the order of the matrix.</summary>
    public IReadOnlyList<NormalStream> Streams { get; }

    /// <summary>The lower triangle L with L Lᵀ = C.</summary>
    /// <exception cref="ArgumentException">C is no correlation matrix.</exception>
    public static double[,] Cholesky(double[,] correlation)
    {
        ArgumentNullException.ThrowIfNull(correlation);
        var size = correlation.GetLength(0);
        var triangle = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                if (correlation[i, j] != correlation[j, i] || !(Math.Abs(correlation[i, j]) <= 1) || (i == j && correlation[i, j] != 1))
                {
                    throw new ArgumentException("Correlations are symmetric, from -1 to 1, and 1 of each value with itself.");
                }

                triangle[i, j] = Entry(correlation, triangle, i, j);
            }
        }

        return triangle;
    }

    private static double Entry(double[,] correlation, double[,] triangle, int i, int j)
    {
        var rest = correlation[i, j];
        for (var k = 0; k < j; k++)
        {
            rest -= triangle[i, k] * triangle[j, k];
        }

        if (i == j)
        {
            return rest >= LeastPivot ? Math.Sqrt(Math.Max(0, rest)) : throw Contradiction();
        }

        if (triangle[j, j] > 1e-9)
        {
            return rest / triangle[j, j];
        }

        return Math.Abs(rest) < 1e-9 ? 0 : throw Contradiction();
    }

    private static ArgumentException Contradiction()
        => new("These correlations contradict each other: no values can have all of them at once (the matrix has an eigenvalue below zero).");

    private double Number(int place, int stream)
    {
        while (_rows.Count <= place)
        {
            var own = _random.Select(r => r.NextNormal()).ToArray();
            _rows.Add([.. own.Select((_, i) => Enumerable.Range(0, i + 1).Sum(j => _triangle[i, j] * own[j]))]);
        }

        return _rows[place][stream];
    }

    private sealed class Component(CorrelatedNormals all, int stream) : NormalStream
    {
        private int _place;

        public override double Next() => all.Number(_place++, stream);
    }
}
