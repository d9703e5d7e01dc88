using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Backward induction through a binomial tree.</summary>
internal sealed class TreeWalk
{
    private readonly OptionInputs _inputs;
    private readonly TreeStep _step;
    private readonly bool _isAmerican;
    private readonly DividendModel _model;
    private readonly CashDividend[] _dividends;
    private readonly double[] _values;
    private readonly double[] _prices;

    public TreeWalk(
        in OptionInputs inputs, in TreeStep step, ExerciseStyle style, DividendModel model, ReadOnlySpan<CashDividend> dividends)
    {
        (_inputs, _step, _isAmerican, _model) = (inputs, step, style == ExerciseStyle.American, model);
        var years = inputs.Years;
        _dividends = [.. dividends.ToArray().Where(d => d.Years > 0 && d.Years < years).OrderBy(d => d.Years)];
        _values = new double[step.Count + 1];
        _prices = new double[step.Count + 1];
    }

    /// <summary>The value at the root.</summary>
    public double Value()
    {
        FillPrices(_step.Count);
        for (var node = 0; node <= _step.Count; node++)
        {
            _values[node] = _inputs.Right.Payoff(_prices[node], _inputs.Strike);
        }

        var (up, down) = (_step.Discount * _step.Chance, _step.Discount * (1 - _step.Chance));
        var pending = _dividends.Length - 1;
        for (var level = _step.Count - 1; level >= 0; level--)
        {
            for (var node = 0; node <= level; node++)
            {
                _values[node] = (up * _values[node + 1]) + (down * _values[node]);
            }

            var dropsHere = false;
            for (; _model == DividendModel.SpotDrop && pending >= 0 && IsDue(pending, level); pending--)
            {
                if (!dropsHere)
                {
                    FillPrices(level);
                }

                dropsHere = true;
                Drop(level, _dividends[pending].Amount);
            }

            if (_isAmerican)
            {
                Exercise(level, isFilled: dropsHere);
            }
        }

        return _values[0];
    }

    /// <summary>A dividend falls on the level nearest to it, but not on the root, whose price is given.</summary>
    private bool IsDue(int dividend, int level)
        => level <= 1 || _dividends[dividend].Years > (level - 0.5) * _step.Length;

    private void FillPrices(int level)
    {
        // From the bottom by a product, so that a level costs no powers.
        var price = _inputs.Spot * PortableMath.Pow(_step.Down, level);
        var ratio = _step.Up / _step.Down;
        for (var node = 0; node <= level; node++)
        {
            _prices[node] = price;
            price *= ratio;
        }
    }

    private void Exercise(int level, bool isFilled)
    {
        if (!isFilled)
        {
            FillPrices(level);
        }

        var held = _model == DividendModel.Escrowed ? StillToCome(level * _step.Length) : 0;
        var sign = _inputs.Right.Sign();
        for (var node = 0; node <= level; node++)
        {
            _values[node] = Math.Max(_values[node], sign * (_prices[node] + held - _inputs.Strike));
        }
    }

    private double StillToCome(double time)
    {
        var sum = 0.0;
        foreach (var dividend in _dividends)
        {
            // On the ex-date's own level the holder can still exercise and be paid.
            sum += dividend.Years >= time - 1e-12
                ? dividend.Amount * PortableMath.Exp(-_inputs.Rate * (dividend.Years - time))
                : 0;
        }

        return sum;
    }

    /// <summary>Before a dividend the option is worth what it is after it at the price less the amount, interpolated.</summary>
    private void Drop(int level, double amount)
    {
        var after = new double[level + 1];
        Array.Copy(_values, after, level + 1);
        var at = 0;
        for (var node = 0; node <= level; node++)
        {
            var price = Math.Max(0, _prices[node] - amount);
            while (at < level - 1 && _prices[at + 1] < price)
            {
                at++;
            }

            _values[node] = Math.Max(0, Interpolated(after, at, level, price));
        }
    }

    private double Interpolated(double[] after, int at, int level, double price)
    {
        if (level == 0 || price <= _prices[0])
        {
            // Below the tree: on the line to the value of a worthless share.
            var atNothing = _inputs.Right == OptionRight.Call ? 0 : Math.Max(after[0], _inputs.Strike * (_isAmerican ? 1 : 0));
            var weight = price / _prices[0];
            return _inputs.Right == OptionRight.Call ? after[0] * weight : after[0] + ((1 - weight) * (atNothing - after[0]));
        }

        if (at == 0 || at >= level - 1)
        {
            var share = (price - _prices[at]) / (_prices[at + 1] - _prices[at]);
            return after[at] + (share * (after[at + 1] - after[at]));
        }

        // Lagrange's cubic through the four nodes around.
        var sum = 0.0;
        for (var k = at - 1; k <= at + 2; k++)
        {
            var weight = 1.0;
            for (var other = at - 1; other <= at + 2; other++)
            {
                weight *= other == k ? 1 : (price - _prices[other]) / (_prices[k] - _prices[other]);
            }

            sum += weight * after[k];
        }

        return sum;
    }
}
