using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value whose log returns are normal and independent: geometric Brownian motion.</summary>
/// <remarks>dX = µ X dt + σ X dW, advanced by its exact transition: the log return of a step is normal with mean (µ - σ²/2) Δ and
/// variance σ²Δ, so that X grows by e^(µΔ) in the mean. Source: Osborne (1959); Samuelson (1965).</remarks>
public sealed class GeometricBrownianValue : FundamentalValue
{
    private readonly double _drift;
    private readonly double _deviation;
    private readonly NormalStream _normals;

    /// <summary>A path.</summary>
    /// <param name="start">In price units.</param>
    /// <param name="driftPerSecond">µ: growth of the mean, a second.</param>
    /// <param name="volatilityPerRootSecond">σ: standard deviation of the log return of a second; not negative.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it, which nobody else may draw from.</param>
    public GeometricBrownianValue(
        double start, double driftPerSecond, double volatilityPerRootSecond, SimDuration step, NormalStream normals)
        : base(start, step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityPerRootSecond);
        ArgumentNullException.ThrowIfNull(normals);
        var dt = step.ToSeconds();
        _drift = (driftPerSecond - (volatilityPerRootSecond * volatilityPerRootSecond / 2)) * dt;
        _deviation = volatilityPerRootSecond * Math.Sqrt(dt);
        _normals = normals;
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility("0.3", "σ: standard deviation of a year's log return.", "Samuelson (1965)"),
        ValueOption.Drift("µ: growth of the mean in a year."),
    ],
    (setting, options) => new GeometricBrownianValue(
        setting.Start, options.Number("drift") / setting.SecondsPerYear,
        options.Number("volatility") / Math.Sqrt(setting.SecondsPerYear), setting.Step, setting.Normals));

    /// <inheritdoc/>
    protected override double Next(double value) => value * PortableMath.Exp(_drift + (_deviation * _normals.Next()));
}
