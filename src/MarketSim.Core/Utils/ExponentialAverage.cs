namespace MarketSim.Core;

/// <summary>A mean in which older numbers count ever less: their weight halves with every half-life of age.</summary>
/// <remarks>The first number is taken as it is. A copy is independent: this is a value type; the default one has no half-life
/// and must not be used.</remarks>
public struct ExponentialAverage
{
    private readonly double _decay;
    private readonly double _logDecay;

    private ExponentialAverage(double decay)
    {
        _decay = decay;
        _logDecay = PortableMath.Log(decay);
    }

    /// <summary>The average; zero before the first number.</summary>
    public double Value { readonly get; private set; }

    /// <summary>Whether there has been a number.</summary>
    public bool HasValue { readonly get; private set; }

    /// <summary>The average in which a number counts half as much as one that is this much younger.</summary>
    /// <param name="halfLife">In observations, or in the unit of <see cref="Add(double, double)"/>'s elapsed; positive.</param>
    public static ExponentialAverage OfHalfLife(double halfLife)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfLife);
        return new(PortableMath.Exp(-0.6931471805599453 / halfLife));
    }

    /// <summary>The average in which the newest number has this weight, as in technical analysis: 2 / (n + 1) for n periods.</summary>
    /// <param name="weight">Above 0 and below 1.</param>
    public static ExponentialAverage OfWeight(double weight)
    {
        if (!(weight > 0 && weight < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight of the newest number lies between 0 and 1.");
        }

        return new(1 - weight);
    }

    /// <summary>Takes a number into account that is one observation younger than the one before.</summary>
    public void Add(double value) => Blend(value, _decay);

    /// <summary>Takes a number into account that came this long after the one before.</summary>
    /// <param name="elapsed">Not negative.</param>
    public void Add(double value, double elapsed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elapsed);
        Blend(value, PortableMath.Exp(_logDecay * elapsed));
    }

    private void Blend(double value, double decay)
    {
        Guard.That(_decay > 0, "an exponential average is made by one of its factories");
        Value = HasValue ? value + (decay * (Value - value)) : value;
        HasValue = true;
    }
}
