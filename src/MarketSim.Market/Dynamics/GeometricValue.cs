using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value whose logarithm wanders: geometric Brownian motion.</summary>
/// <remarks>dX = µ X dt + σ X dW, advanced by its exact transition: X e^((µ - σ²/2) Δ + σ √Δ Z). Source: Samuelson (1965); the share of
/// Black and Scholes (1973).</remarks>
public sealed class GeometricValue : FundamentalValue
{
    private readonly double _drift;
    private readonly double _deviation;
    private readonly Rng _random;

    /// <summary>A path.</summary>
    /// <param name="start">Its value at the beginning in price units; positive.</param>
    /// <param name="driftPerSecond">µ.</param>
    /// <param name="volatilityPerRootSecond">σ; not negative.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public GeometricValue(double start, double driftPerSecond, double volatilityPerRootSecond, SimDuration step, Rng random)
        : base(start, step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityPerRootSecond);
        var dt = step.ToSeconds();
        _drift = (driftPerSecond - (volatilityPerRootSecond * volatilityPerRootSecond / 2)) * dt;
        _deviation = volatilityPerRootSecond * Math.Sqrt(dt);
        _random = random;
    }

    /// <inheritdoc/>
    protected override double Next(double value) => value * PortableMath.Exp(_drift + (_deviation * _random.NextNormal()));
}
