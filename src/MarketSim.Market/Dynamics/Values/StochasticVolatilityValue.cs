using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What describes a <see cref="StochasticVolatilityValue"/>; all rates are per year of trading time.</summary>
public sealed record StochasticVolatilityOptions
{
    /// <summary>µ: growth of the mean in a year.</summary>
    public double Drift { get; init; }

    /// <summary>θ: the mean of the variance, of a year's log return; above zero.</summary>
    public double MeanVariance { get; init; } = 0.09;

    /// <summary>v₀: the variance at the start; not negative.</summary>
    public double StartVariance { get; init; } = 0.09;

    /// <summary>κ: at which rate a year the variance is drawn to its mean; above zero.</summary>
    public double Reversion { get; init; } = 1_638;

    /// <summary>ξ: volatility of the variance; above zero.</summary>
    public double VolatilityOfVariance { get; init; } = 8.6;

    /// <summary>ρ: correlation of value and variance.</summary>
    public double Correlation { get; init; } = -0.5;
}

/// <summary>A value whose variance wanders and is drawn back to its mean: Heston's model.</summary>
/// <remarks>dX = µX dt + √v X dW, dv = κ (θ - v) dt + ξ √v dB, with correlation ρ of W and B. Source: Heston (1993). Scheme: quadratic
/// exponential (QE) with martingale correction of Andersen (2008), "Simple and efficient simulation of the Heston stochastic volatility
/// model", sections 3.2 and 4.3: the variance has the exact conditional mean and variance of a step, and is never below zero.</remarks>
public sealed class StochasticVolatilityValue : FundamentalValue
{
    // Where the quadratic scheme gives way to the exponential one; Andersen recommends 1.5.
    private const double CriticalRatio = 1.5;

    private readonly StochasticVolatilityOptions _options;
    private readonly NormalStream _normals;
    private readonly Rng _random;
    private readonly double _dt;
    private readonly double _decay;
    private readonly double _k1;
    private readonly double _k2;
    private readonly double _k34;
    private double _variance;

    /// <summary>A path.</summary>
    /// <param name="start">In price units.</param>
    /// <param name="options">What describes it.</param>
    /// <param name="secondsPerYear">Trading time of a year, in seconds.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves the value, which nobody else may draw from.</param>
    /// <param name="variance">The stream of the variance, likewise.</param>
    public StochasticVolatilityValue(
        double start, StochasticVolatilityOptions options, double secondsPerYear, SimDuration step, NormalStream normals, Rng variance)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(normals);
        ArgumentNullException.ThrowIfNull(variance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MeanVariance);
        ArgumentOutOfRangeException.ThrowIfNegative(options.StartVariance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Reversion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.VolatilityOfVariance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(options.Correlation), 1);
        (_options, _normals, _random, _variance) = (options, normals, variance, options.StartVariance);
        _dt = step.ToSeconds() / secondsPerYear;
        _decay = PortableMath.Exp(-options.Reversion * _dt);
        var (rho, xi) = (options.Correlation, options.VolatilityOfVariance);
        var drift = 0.5 * _dt * ((options.Reversion * rho / xi) - 0.5);
        (_k1, _k2, _k34) = (drift - (rho / xi), drift + (rho / xi), 0.5 * _dt * (1 - (rho * rho)));
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility("0.3", "√θ: square root of the mean variance of a year's log return.", "Heston (1993)", least: 1e-6),
        ValueOption.Number("start-volatility", "0", 0, 100, "√v₀: the volatility at the start; 0 for the mean.", "a year", "Heston (1993)"),
        ValueOption.Number(
            "reversion-rate", "1638", 1e-6, 1e9, "κ: at which rate the variance is drawn back; 1638 is once in an hour of trading.", "a year", "Heston (1993)"),
        ValueOption.Number("volatility-of-variance", "8.6", 1e-6, 1e6, "ξ; the variance stays off zero if ξ² is at most 2κθ.", "a year", "Heston (1993)"),
        ValueOption.Number("rho", "-0.5", -1, 1, "ρ: correlation of value and variance; negative for the leverage effect.", "", "Heston (1993)"),
        ValueOption.Drift("µ: growth of the mean in a year."),
    ],
    (setting, options) =>
    {
        var (mean, first) = (options.Number("volatility"), options.Number("start-volatility"));
        first = first == 0 ? mean : first;
        return new StochasticVolatilityValue(
            setting.Start,
            new StochasticVolatilityOptions
            {
                Drift = options.Number("drift"), MeanVariance = mean * mean, StartVariance = first * first,
                Reversion = options.Number("reversion-rate"), VolatilityOfVariance = options.Number("volatility-of-variance"),
                Correlation = options.Number("rho"),
            },
            setting.SecondsPerYear, setting.Step, setting.Normals, setting.Random("variance"));
    });

    /// <summary>The variance of a year's log return at the last step that was worked out.</summary>
    public double Variance => _variance;

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var (before, uniform) = (_variance, _random.NextOpenDouble());
        double? correction;
        (_variance, correction) = Transition(before, uniform);

        // Without a finite mean there is nothing to correct: then the scheme of section 4.2 as it is.
        var rest = correction is { } known ? known - ((_k1 + (0.5 * _k34)) * before)
            : -_options.Correlation * _options.Reversion * _options.MeanVariance * _dt / _options.VolatilityOfVariance;
        var change = (_options.Drift * _dt) + rest + (_k1 * before) + (_k2 * _variance)
            + (Math.Sqrt(_k34 * (before + _variance)) * _normals.Next());
        return value * PortableMath.Exp(change);
    }

    // The next variance, and minus the logarithm of the mean of e^(A v'), equations 17 to 27 and proposition 9.
    private (double Variance, double? Correction) Transition(double variance, double uniform)
    {
        var (kappa, theta, xi) = (_options.Reversion, _options.MeanVariance, _options.VolatilityOfVariance);
        var gone = 1 - _decay;
        var mean = theta + ((variance - theta) * _decay);
        var spread = (variance * xi * xi * _decay * gone / kappa) + (theta * xi * xi * gone * gone / (2 * kappa));
        var (ratio, a) = (spread / (mean * mean), _k2 + (0.5 * _k34));
        if (ratio <= CriticalRatio)
        {
            var inverse = 2 / ratio;
            var b2 = inverse - 1 + (Math.Sqrt(inverse) * Math.Sqrt(inverse - 1));
            var scale = mean / (1 + b2);
            var root = Math.Sqrt(b2) + PortableMath.NormalQuantile(uniform);
            var left = 1 - (2 * a * scale);
            return (scale * root * root, left > 0 ? -(a * b2 * scale / left) + (0.5 * PortableMath.Log(left)) : null);
        }

        var p = (ratio - 1) / (ratio + 1);
        var beta = (1 - p) / mean;
        return (uniform <= p ? 0 : PortableMath.Log((1 - p) / (1 - uniform)) / beta,
            a < beta ? -PortableMath.Log(p + (beta * (1 - p) / (beta - a))) : null);
    }
}
