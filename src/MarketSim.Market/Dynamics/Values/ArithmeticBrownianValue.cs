using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value whose changes are normal and do not depend on its level: arithmetic Brownian motion.</summary>
/// <remarks>dX = µ dt + σ dW, advanced by its exact transition: mean X + µΔ, variance σ²Δ. It may fall below zero. Source: Bachelier
/// (1900), "Théorie de la spéculation".</remarks>
public sealed class ArithmeticBrownianValue : FundamentalValue
{
    private readonly double _drift;
    private readonly double _deviation;
    private readonly NormalStream _normals;

    /// <summary>A path.</summary>
    /// <param name="start">In price units.</param>
    /// <param name="driftPerSecond">µ in price units a second.</param>
    /// <param name="volatilityPerRootSecond">σ in price units per square root of a second; not negative.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it, which nobody else may draw from.</param>
    public ArithmeticBrownianValue(
        double start, double driftPerSecond, double volatilityPerRootSecond, SimDuration step, NormalStream normals)
        : base(start, step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityPerRootSecond);
        ArgumentNullException.ThrowIfNull(normals);
        (_drift, _deviation) = (driftPerSecond * step.ToSeconds(), volatilityPerRootSecond * Math.Sqrt(step.ToSeconds()));
        _normals = normals;
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility("0.3", "σ: standard deviation of a year's change, as a share of the price at the start.", "Bachelier (1900)"),
        ValueOption.Drift("µ: mean change of a year, as a share of the price at the start."),
    ],
    (setting, options) => new ArithmeticBrownianValue(
        setting.Start, setting.Start * options.Number("drift") / setting.SecondsPerYear,
        setting.Start * options.Number("volatility") / Math.Sqrt(setting.SecondsPerYear), setting.Step, setting.Normals));

    /// <inheritdoc/>
    protected override double Next(double value) => value + _drift + (_deviation * _normals.Next());
}
