using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value that wanders and is drawn back to its mean: the Ornstein-Uhlenbeck process.</summary>
/// <remarks>dX = κ (µ - X) dt + σ dW, advanced by its exact transition over a step: mean µ + (X - µ) e^(-κΔ), variance
/// σ² (1 - e^(-2κΔ)) / (2κ). Source: Uhlenbeck and Ornstein (1930). With κ = 0 it is a Brownian motion.</remarks>
public sealed class MeanRevertingValue : FundamentalValue
{
    private readonly double _mean;
    private readonly double _decay;
    private readonly double _deviation;
    private readonly NormalStream _normals;

    /// <summary>A path that starts at its mean.</summary>
    /// <param name="mean">µ in price units.</param>
    /// <param name="reversionPerSecond">κ; zero or more.</param>
    /// <param name="volatilityPerRootSecond">σ in price units per square root of a second.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public MeanRevertingValue(
        double mean, double reversionPerSecond, double volatilityPerRootSecond, SimDuration step, Rng random)
        : this(mean, reversionPerSecond, volatilityPerRootSecond, step, NormalStream.Of(random))
    {
    }

    /// <summary>A path that starts at its mean, moved together with others.</summary>
    /// <param name="mean">µ in price units.</param>
    /// <param name="reversionPerSecond">κ; zero or more.</param>
    /// <param name="volatilityPerRootSecond">σ in price units per square root of a second.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it, which nobody else may draw from.</param>
    public MeanRevertingValue(
        double mean, double reversionPerSecond, double volatilityPerRootSecond, SimDuration step, NormalStream normals)
        : base(mean, step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reversionPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityPerRootSecond);
        var dt = step.ToSeconds();
        _mean = mean;
        _decay = PortableMath.Exp(-reversionPerSecond * dt);
        _deviation = reversionPerSecond == 0
            ? volatilityPerRootSecond * Math.Sqrt(dt)
            : volatilityPerRootSecond * Math.Sqrt((1 - (_decay * _decay)) / (2 * reversionPerSecond));
        _normals = normals;
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility(
            "0.3", "σ: standard deviation that a year's change would have without reversion, as a share of the price.", "Uhlenbeck, Ornstein (1930)"),
        ValueOption.Reversion,
    ],
    (setting, options) => new MeanRevertingValue(
        setting.Start, ValueOption.Rate(options.Duration("reversion")),
        setting.Start * options.Number("volatility") / Math.Sqrt(setting.SecondsPerYear), setting.Step, setting.Normals));

    /// <inheritdoc/>
    protected override double Next(double value) => _mean + ((value - _mean) * _decay) + (_deviation * _normals.Next());
}
