using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What describes a <see cref="JumpDiffusionValue"/>.</summary>
public sealed record JumpDiffusionOptions
{
    /// <summary>µ: growth of the mean, a second.</summary>
    public double DriftPerSecond { get; init; }

    /// <summary>σ: standard deviation of the diffusive log return of a second; not negative.</summary>
    public double VolatilityPerRootSecond { get; init; }

    /// <summary>λ: jumps a second; zero or more.</summary>
    public double JumpsPerSecond { get; init; }

    /// <summary>m: mean log return of a jump.</summary>
    public double JumpMean { get; init; }

    /// <summary>δ: its standard deviation; not negative.</summary>
    public double JumpDeviation { get; init; }
}

/// <summary>A geometric Brownian motion with jumps of normal log size that come as a Poisson process.</summary>
/// <remarks>d ln X = (µ - σ²/2 - λk) dt + σ dW + dJ with k = e^(m + δ²/2) - 1, so that X grows by e^(µΔ) in the mean. Exact transition: n
/// jumps of a step are Poisson with mean λΔ, and their sum is normal with mean nm and variance nδ². Source: Merton (1976), "Option
/// pricing when underlying stock returns are discontinuous".</remarks>
public sealed class JumpDiffusionValue : FundamentalValue
{
    private readonly JumpDiffusionOptions _options;
    private readonly double _drift;
    private readonly double _deviation;
    private readonly double _jumps;
    private readonly NormalStream _normals;
    private readonly Rng _random;

    /// <summary>A path.</summary>
    /// <param name="start">In price units.</param>
    /// <param name="options">What describes it.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it between jumps, which nobody else may draw from.</param>
    /// <param name="jumps">The stream of its jumps, likewise.</param>
    public JumpDiffusionValue(double start, JumpDiffusionOptions options, SimDuration step, NormalStream normals, Rng jumps)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(normals);
        ArgumentNullException.ThrowIfNull(jumps);
        ArgumentOutOfRangeException.ThrowIfNegative(options.VolatilityPerRootSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.JumpsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.JumpDeviation);
        var (dt, sigma) = (step.ToSeconds(), options.VolatilityPerRootSecond);
        var meanJump = PortableMath.ExpMinusOne(options.JumpMean + (options.JumpDeviation * options.JumpDeviation / 2));
        (_options, _normals, _random) = (options, normals, jumps);
        _drift = (options.DriftPerSecond - (sigma * sigma / 2) - (options.JumpsPerSecond * meanJump)) * dt;
        (_deviation, _jumps) = (sigma * Math.Sqrt(dt), options.JumpsPerSecond * dt);
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility("0.2", "σ: standard deviation of a year's log return without the jumps.", "Merton (1976)"),
        ValueOption.Drift("µ: growth of the mean in a year, jumps included."),
        ValueOption.Number("jumps", "500", 0, 1e9, "λ: mean number of jumps in a year.", "a year", "Merton (1976)"),
        ValueOption.Number("jump-mean", "0", -5, 5, "m: mean log return of a jump.", "log return", "Merton (1976)"),
        ValueOption.Number("jump-deviation", "0.01", 0, 5, "δ: standard deviation of that.", "log return", "Merton (1976)"),
    ],
    (setting, options) => new JumpDiffusionValue(
        setting.Start,
        new JumpDiffusionOptions
        {
            DriftPerSecond = options.Number("drift") / setting.SecondsPerYear,
            VolatilityPerRootSecond = options.Number("volatility") / Math.Sqrt(setting.SecondsPerYear),
            JumpsPerSecond = options.Number("jumps") / setting.SecondsPerYear,
            JumpMean = options.Number("jump-mean"), JumpDeviation = options.Number("jump-deviation"),
        },
        setting.Step, setting.Normals, setting.Random("jumps")));

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var change = _drift + (_deviation * _normals.Next());
        var jumps = _random.NextPoisson(_jumps);
        if (jumps > 0)
        {
            change += (jumps * _options.JumpMean) + (Math.Sqrt(jumps) * _options.JumpDeviation * _random.NextNormal());
        }

        return value * PortableMath.Exp(change);
    }
}
