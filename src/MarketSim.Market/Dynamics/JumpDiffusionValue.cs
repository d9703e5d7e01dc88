using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a jump diffusion is made of. Rates are per year of trading.</summary>
public sealed record JumpDiffusionOptions
{
    /// <summary>σ: volatility between jumps, per root year; zero or more.</summary>
    public double Volatility { get; init; } = 0.25;

    /// <summary>λ: jumps a year; zero or more. 252 is one a day.</summary>
    public double JumpsPerYear { get; init; } = 252;

    /// <summary>Mean of the log of a jump's factor.</summary>
    public double MeanJump { get; init; }

    /// <summary>Standard deviation of the log of a jump's factor; zero or more.</summary>
    public double JumpDeviation { get; init; } = 0.01;

    /// <summary>µ: drift of the expected value per year; that of the jumps is taken out of the diffusion.</summary>
    public double DriftPerYear { get; init; }
}

/// <summary>A geometric Brownian motion with jumps of log-normal size at the times of a Poisson process. Without jumps it is the plain
/// geometric Brownian motion.</summary>
/// <remarks>d ln S = (µ - σ²/2 - λk) dt + σ dW + ln Y dN, k = E[Y] - 1. Source: Merton (1976), "Option pricing when underlying stock
/// returns are discontinuous". Steps are exact: the number of jumps in a step is a Poisson number. A year has 252 days of 6.5
/// hours.</remarks>
public sealed class JumpDiffusionValue : FundamentalValue
{
    private const double SecondsPerYear = 252 * 23_400;

    private readonly JumpDiffusionOptions _options;
    private readonly Rng _random;
    private readonly double _dt;
    private readonly double _drift;

    /// <summary>A path.</summary>
    /// <param name="start">Its value at the beginning, in price units.</param>
    /// <param name="options">Its parameters.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public JumpDiffusionValue(double start, JumpDiffusionOptions options, SimDuration step, Rng random)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Volatility);
        ArgumentOutOfRangeException.ThrowIfNegative(options.JumpsPerYear);
        ArgumentOutOfRangeException.ThrowIfNegative(options.JumpDeviation);
        (_options, _random) = (options, random);
        _dt = step.ToSeconds() / SecondsPerYear;
        var meanFactor = PortableMath.Exp(options.MeanJump + (options.JumpDeviation * options.JumpDeviation / 2));
        _drift = options.DriftPerYear - (options.Volatility * options.Volatility / 2) - (options.JumpsPerYear * (meanFactor - 1));
    }

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var change = (_drift * _dt) + (_options.Volatility * Math.Sqrt(_dt) * _random.NextNormal());
        var jumps = _random.NextPoisson(_options.JumpsPerYear * _dt);
        for (var jump = 0; jump < jumps; jump++)
        {
            change += _options.MeanJump + (_options.JumpDeviation * _random.NextNormal());
        }

        return value * PortableMath.Exp(change);
    }
}
