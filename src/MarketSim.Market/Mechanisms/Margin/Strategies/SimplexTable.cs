namespace MarketSim.Market;

/// <summary>A linear program in dictionary form: each basic variable, and the value, as an affine function of those that are zero.</summary>
internal sealed class SimplexTable
{
    private const double Tiny = 1e-9;

    // Long before this the choice of columns falls back on Bland's rule, which cannot cycle.
    private const int MostSteps = 20_000;

    private readonly int _variables;
    private readonly double[] _costs;
    private readonly int[] _zero;
    private readonly List<double[]> _rows = [];
    private readonly List<double> _limits = [];
    private readonly List<int> _basic = [];
    private int _next;

    /// <summary>All slack: nothing is taken.</summary>
    public SimplexTable(double[] values, double[] limits)
    {
        _variables = values.Length;
        _costs = values;
        _zero = [.. Enumerable.Range(0, values.Length)];
        _next = values.Length;
        foreach (var limit in limits)
        {
            _rows.Add(new double[values.Length]);
            _limits.Add(limit);
            _basic.Add(_next++);
        }
    }

    private SimplexTable(SimplexTable other)
    {
        _variables = other._variables;
        _costs = [.. other._costs];
        _zero = [.. other._zero];
        _rows = [.. other._rows.Select(row => (double[])row.Clone())];
        _limits = [.. other._limits];
        _basic = [.. other._basic];
        _next = other._next;
        Value = other.Value;
    }

    /// <summary>What is taken is worth.</summary>
    public double Value { get; private set; }

    /// <summary>Counts a variable towards a limit; before the first step only.</summary>
    public void Add(int row, int column, double weight) => _rows[row][column] += weight;

    /// <summary>How much of a variable is taken.</summary>
    public double AmountOf(int variable)
    {
        var row = _basic.IndexOf(variable);
        return row < 0 ? 0 : _limits[row];
    }

    /// <summary>The same with at most so much of a variable that is taken; <see cref="Restore"/> makes it feasible again.</summary>
    public SimplexTable WithAtMost(int variable, double most) => With(variable, most, -1);

    /// <summary>The same with at least so much of a variable that is taken.</summary>
    public SimplexTable WithAtLeast(int variable, double least) => With(variable, least, 1);

    /// <summary>Primal steps until nothing improves.</summary>
    /// <returns>False if it does not come to an end.</returns>
    public bool Maximise()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var column = Entering(isCautious: step > 200);
            if (column < 0)
            {
                return true;
            }

            var row = Leaving(column);
            if (row < 0)
            {
                return false;
            }

            Pivot(row, column);
        }

        return false;
    }

    /// <summary>Dual steps until every limit holds again.</summary>
    /// <returns>False if it cannot hold.</returns>
    public bool Restore()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var row = Violated(isCautious: step > 200);
            if (row < 0)
            {
                return true;
            }

            var column = -1;
            var least = double.PositiveInfinity;
            for (var j = 0; j < _zero.Length; j++)
            {
                if (_rows[row][j] < -Tiny)
                {
                    var ratio = _costs[j] / _rows[row][j];
                    if (ratio < least - Tiny || (ratio < least + Tiny && _zero[j] < _zero[column]))
                    {
                        (column, least) = (j, ratio);
                    }
                }
            }

            if (column < 0)
            {
                return false;
            }

            Pivot(row, column);
        }

        return false;
    }

    private SimplexTable With(int variable, double bound, int sign)
    {
        var row = _basic.IndexOf(variable);
        var copy = new SimplexTable(this);
        copy._rows.Add([.. _rows[row].Select(weight => sign * weight)]);
        copy._limits.Add(sign * (_limits[row] - bound));
        copy._basic.Add(copy._next++);
        return copy;
    }

    private int Entering(bool isCautious)
    {
        var found = -1;
        for (var j = 0; j < _zero.Length; j++)
        {
            if (_costs[j] > Tiny && (found < 0 || (isCautious ? _zero[j] < _zero[found] : _costs[j] > _costs[found])))
            {
                found = j;
            }
        }

        return found;
    }

    private int Leaving(int column)
    {
        var found = -1;
        var least = double.PositiveInfinity;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (_rows[i][column] > Tiny)
            {
                var ratio = _limits[i] / _rows[i][column];
                if (ratio < least - Tiny || (ratio < least + Tiny && _basic[i] < _basic[found]))
                {
                    (found, least) = (i, ratio);
                }
            }
        }

        return found;
    }

    private int Violated(bool isCautious)
    {
        var found = -1;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (_limits[i] < -Tiny && (found < 0 || (isCautious ? _basic[i] < _basic[found] : _limits[i] < _limits[found])))
            {
                found = i;
            }
        }

        return found;
    }

    private void Pivot(int row, int column)
    {
        var pivot = _rows[row];
        var p = pivot[column];
        for (var j = 0; j < pivot.Length; j++)
        {
            pivot[j] /= p;
        }

        pivot[column] = 1 / p;
        _limits[row] /= p;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (i != row && _rows[i][column] != 0)
            {
                var weight = _rows[i][column];
                _limits[i] -= weight * _limits[row];
                Subtract(_rows[i], pivot, weight, column);
            }
        }

        var cost = _costs[column];
        Value += cost * _limits[row];
        Subtract(_costs, pivot, cost, column);
        (_basic[row], _zero[column]) = (_zero[column], _basic[row]);
    }

    private static void Subtract(double[] from, double[] pivot, double weight, int column)
    {
        for (var j = 0; j < from.Length; j++)
        {
            from[j] = j == column ? -weight * pivot[j] : from[j] - (weight * pivot[j]);
        }
    }
}
