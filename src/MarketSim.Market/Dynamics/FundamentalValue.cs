using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an instrument is worth as time passes, whatever its price is: the outside world's influence on a market.</summary>
/// <remarks>A path is fixed by its random stream alone and lies on a grid in time, so that the value at an instant does not depend
/// on who asks for it, or in what order.</remarks>
public abstract class FundamentalValue
{
    private readonly List<double> _path = [];
    private readonly SimDuration _step;

    /// <summary>A path on a grid.</summary>
    /// <param name="start">Its value at the beginning, in price units.</param>
    /// <param name="step">Length of a step of the grid; positive.</param>
    protected FundamentalValue(double start, SimDuration step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step.Nanoseconds, 1);
        _step = step;
        _path.Add(start);
    }

    /// <summary>The value in price units at an instant; it holds until the next step of the grid.</summary>
    public virtual double At(SimTime time)
    {
        var place = checked((int)(time.Nanoseconds / _step.Nanoseconds));
        while (_path.Count <= place)
        {
            _path.Add(Next(_path[^1]));
        }

        return _path[place];
    }

    /// <summary>The value one step later.</summary>
    protected abstract double Next(double value);
}
