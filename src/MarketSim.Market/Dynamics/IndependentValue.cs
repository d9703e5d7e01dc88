using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value that is drawn anew at every step, whatever it was before.</summary>
/// <remarks>The liquidation values of Kyle (1985) and of Glosten and Milgrom (1985): each step is a world of its own.</remarks>
public sealed class IndependentValue : FundamentalValue
{
    private readonly Func<Rng, double> _draw;
    private readonly Rng _random;

    private IndependentValue(Func<Rng, double> draw, SimDuration step, Rng random)
        : base(draw(random), step) => (_draw, _random) = (draw, random);

    /// <summary>A normal value.</summary>
    /// <param name="mean">In price units.</param>
    /// <param name="deviation">In price units; not negative.</param>
    /// <param name="step">How long a value holds.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public static IndependentValue Normal(double mean, double deviation, SimDuration step, Rng random)
        => new(stream => stream.NextNormal(mean, deviation), step, random);

    /// <summary>One of two values, each as likely as the other.</summary>
    /// <param name="low">In price units.</param>
    /// <param name="high">In price units.</param>
    /// <param name="step">How long a value holds.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public static IndependentValue OneOfTwo(double low, double high, SimDuration step, Rng random)
        => new(stream => stream.Chance(0.5) ? high : low, step, random);

    /// <inheritdoc/>
    protected override double Next(double value) => _draw(_random);
}
