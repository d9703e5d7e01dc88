using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a Heston process is made of. Rates and variances are per year of trading.</summary>
public sealed record HestonOptions
{
    /// <summary>θ: the variance of log returns in a year to which the variance is drawn; 0.0625 is a volatility of 25%.</summary>
    public double LongVariance { get; init; } = 0.0625;

    /// <summary>The variance at the beginning.</summary>
    public double StartVariance { get; init; } = 0.0625;

    /// <summary>κ: how fast it is drawn there, per year; zero or more. 500 forgets half in about a third of a day.</summary>
    public double ReversionPerYear { get; init; } = 500;

    /// <summary>ξ: volatility of the variance, per root year; zero or more.</summary>
    public double VolatilityOfVariance { get; init; } = 4;

    /// <summary>ρ: correlation of value and variance, from -1 to 1; negative where falls are wild (the leverage effect).</summary>
    public double Correlation { get; init; } = -0.5;

    /// <summary>µ: drift of the value per year.</summary>
    public double DriftPerYear { get; init; }
}

/// <summary>A value whose variance is itself a mean-reverting process.</summary>
/// <remarks>dS = µ S dt + √v S dW₁, dv = κ (θ - v) dt + ξ √v dW₂, corr(dW₁, dW₂) = ρ. Source: Heston (1993), "A closed-form solution
/// for options with stochastic volatility". Advanced by full truncation, the least biased of the simple schemes: Lord, Koekkoek and
/// van Dijk (2010). A year has 252 days of 6.5 hours.</remarks>
public sealed class HestonValue : FundamentalValue
{
    private const double SecondsPerYear = 252 * 23_400;

    private readonly HestonOptions _options;
    private readonly Rng _random;
    private readonly double _dt;
    private readonly double _other;
    private double _variance;

    /// <summary>A path.</summary>
    /// <param name="start">Its value at the beginning, in price units.</param>
    /// <param name="options">Its parameters.</param>
    /// <param name="step">Length of a step; short beside the time in which the variance reverts.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public HestonValue(double start, HestonOptions options, SimDuration step, Rng random)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(options.LongVariance);
        ArgumentOutOfRangeException.ThrowIfNegative(options.StartVariance);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ReversionPerYear);
        ArgumentOutOfRangeException.ThrowIfNegative(options.VolatilityOfVariance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(options.Correlation), 1);
        (_options, _random, _variance) = (options, random, options.StartVariance);
        _dt = step.ToSeconds() / SecondsPerYear;
        _other = Math.Sqrt(1 - (options.Correlation * options.Correlation));
    }

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var ofValue = _random.NextNormal();
        var ofVariance = (_options.Correlation * ofValue) + (_other * _random.NextNormal());
        var variance = Math.Max(0, _variance);
        _variance += (_options.ReversionPerYear * (_options.LongVariance - variance) * _dt)
            + (_options.VolatilityOfVariance * Math.Sqrt(variance * _dt) * ofVariance);
        return value * PortableMath.Exp(((_options.DriftPerYear - (variance / 2)) * _dt) + (Math.Sqrt(variance * _dt) * ofValue));
    }
}
