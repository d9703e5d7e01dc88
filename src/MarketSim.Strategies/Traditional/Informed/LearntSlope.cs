namespace MarketSim.Strategies;

/// <summary>A positive slope through the origin, learnt from pairs, that begins with a belief.</summary>
/// <param name="belief">The slope before any pair was seen; positive.</param>
internal sealed class LearntSlope(double belief)
{
    // A few pairs say little where most of what is seen is noise: a slope near zero would ask for demands without end.
    private const double BeliefWeight = 100;

    private const double LeastOfBelief = 0.1;

    private double _products;
    private double _squares;
    private double _typical;
    private long _count;

    public double Value
    {
        get
        {
            var weight = BeliefWeight * (_count == 0 ? 1 : _typical / _count);
            return Math.Max(LeastOfBelief * belief, (_products + (belief * weight)) / (_squares + weight));
        }
    }

    public void Add(double x, double y)
    {
        if (x == 0)
        {
            return;
        }

        // The belief weighs as much as so many pairs of the mean size of the first ones.
        if (_count < BeliefWeight)
        {
            _typical += x * x;
            _count++;
        }

        _products += x * y;
        _squares += x * x;
    }
}
