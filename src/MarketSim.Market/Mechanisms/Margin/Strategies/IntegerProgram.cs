namespace MarketSim.Market;

/// <summary>Maximises a linear value over whole numbers under linear limits: simplex for the bound, branch and bound for the whole
/// numbers. Small and dense, for programs of at most some hundred columns.</summary>
/// <remarks>
/// Every limit is at least zero, so that taking nothing is always permitted and the first basis needs no search. Only additions,
/// multiplications and divisions decide, so that every machine finds the same answer. Sources: Dantzig (1951) for the simplex;
/// Land and Doig (1960), Econometrica 28, for branch and bound, here with dual simplex steps after each branching.
/// </remarks>
internal sealed class IntegerProgram
{
    // Values that matter are multiples of a thousandth of a cent; sums of some thousands of them stay far from this.
    private const double Tiny = 1e-7;

    /// <summary>More nodes than this end the search with the best found so far.</summary>
    private const int MostNodes = 4_000;

    private readonly List<double> _values = [];
    private readonly List<bool> _isWhole = [];
    private readonly List<(double Limit, List<(int Column, double Weight)> Terms)> _rows = [];
    private double _best;
    private long[] _solution = [];
    private int _nodes;

    /// <summary>Whether the last solution is proved to be the best.</summary>
    public bool IsExact { get; private set; }

    /// <summary>Adds something of which any amount may be taken.</summary>
    /// <param name="value">What one of it is worth.</param>
    /// <param name="isWhole">Whether only whole numbers of it can be taken.</param>
    /// <returns>Its column.</returns>
    public int AddColumn(double value, bool isWhole = true)
    {
        _values.Add(value);
        _isWhole.Add(isWhole);
        return _values.Count - 1;
    }

    /// <summary>Adds a limit; <see cref="Count"/> says what counts towards it.</summary>
    /// <param name="limit">Zero or more.</param>
    /// <returns>Its row.</returns>
    public int AddRow(double limit)
    {
        _rows.Add((limit, []));
        return _rows.Count - 1;
    }

    /// <summary>Counts every one of a column towards a limit.</summary>
    public void Count(int row, int column, double weight) => _rows[row].Terms.Add((column, weight));

    /// <summary>The best that can be taken.</summary>
    /// <returns>How many of each column; of those that need not be whole, rounded down.</returns>
    public long[] Solve()
    {
        _best = 0;
        _nodes = 0;
        _solution = new long[_values.Count];
        IsExact = true;
        var root = Root();
        if (root.Maximise())
        {
            Branch(root);
        }
        else
        {
            IsExact = false;
        }

        return _solution;
    }

    private SimplexTable Root()
    {
        var table = new SimplexTable([.. _values], [.. _rows.Select(row => row.Limit)]);
        for (var row = 0; row < _rows.Count; row++)
        {
            foreach (var (column, weight) in _rows[row].Terms)
            {
                table.Add(row, column, weight);
            }
        }

        return table;
    }

    private void Branch(SimplexTable node)
    {
        if (node.Value <= _best + Tiny)
        {
            return;
        }

        if (++_nodes > MostNodes)
        {
            IsExact = false;
            return;
        }

        if (MostFractional(node) is not { } column)
        {
            _best = node.Value;
            for (var i = 0; i < _solution.Length; i++)
            {
                _solution[i] = (long)Math.Floor(node.AmountOf(i) + (_isWhole[i] ? 0.5 : 0));
            }

            return;
        }

        var amount = node.AmountOf(column);
        var floor = Math.Floor(amount);
        var upFirst = amount - floor >= 0.5;
        for (var turn = 0; turn < 2; turn++)
        {
            var isUp = upFirst == (turn == 0);
            var child = isUp ? node.WithAtLeast(column, floor + 1) : node.WithAtMost(column, floor);
            if (child.Restore())
            {
                Branch(child);
            }
        }
    }

    private int? MostFractional(SimplexTable node)
    {
        int? found = null;
        var farthest = 1e-6;
        for (var column = 0; column < _values.Count; column++)
        {
            var amount = _isWhole[column] ? node.AmountOf(column) : 0;
            var distance = Math.Abs(amount - Math.Floor(amount + 0.5));
            if (distance > farthest)
            {
                (found, farthest) = (column, distance);
            }
        }

        return found;
    }
}
