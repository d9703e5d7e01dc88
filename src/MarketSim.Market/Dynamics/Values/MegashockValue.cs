using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value that is drawn back to its mean, with rare large shocks, on a grid: the same for everybody who looks.</summary>
/// <remarks>dX = κ (µ - X) dt + σ dW + shocks that come as a Poisson process, each normal and up or down with equal chance. Exact
/// transition between shocks; a shock takes effect at the end of its step. Source: the fundamental of Byrd, Hybinette and Balch (2019),
/// "ABIDES". Where looks must be draws as they are there, see <see cref="SparseMeanRevertingValue"/>.</remarks>
public sealed class MegashockValue : FundamentalValue
{
    private readonly double _mean;
    private readonly double _decay;
    private readonly double _deviation;
    private readonly double _shocks;
    private readonly double _shockMean;
    private readonly double _shockDeviation;
    private readonly NormalStream _normals;
    private readonly Rng _random;

    /// <summary>A path that starts at its mean.</summary>
    /// <param name="options">What describes it; its start is not used.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it, which nobody else may draw from.</param>
    /// <param name="shocks">The stream of its shocks, likewise.</param>
    public MegashockValue(SparseMeanRevertingOptions options, SimDuration step, NormalStream normals, Rng shocks)
        : base(options?.Mean ?? 0, step)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(normals);
        ArgumentNullException.ThrowIfNull(shocks);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ReversionPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.VolatilityPerRootSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShocksPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShockVariance);
        var (dt, kappa, sigma) = (step.ToSeconds(), options.ReversionPerSecond, options.VolatilityPerRootSecond);
        (_mean, _decay, _normals, _random) = (options.Mean, PortableMath.Exp(-kappa * dt), normals, shocks);
        _deviation = kappa == 0 ? sigma * Math.Sqrt(dt) : sigma * Math.Sqrt(-PortableMath.ExpMinusOne(-2 * kappa * dt) / (2 * kappa));
        (_shocks, _shockMean) = (options.ShocksPerSecond * dt, options.ShockMean);
        _shockDeviation = Math.Sqrt(options.ShockVariance);
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Volatility("0.3", "σ: standard deviation that a year's change would have without reversion, as a share of the price.", "Byrd et al. (2019)"),
        ValueOption.Reversion,
        ValueOption.Number("shocks", "1", 0, 1e9, "Mean number of shocks in a day of 6.5 hours.", "a day", "Byrd et al. (2019)"),
        ValueOption.Number("shock-size", "0.01", 0, 10, "Mean size of a shock as a share of the price, up or down.", "of the price", "Byrd et al. (2019)"),
        ValueOption.Number("shock-deviation", "0.002", 0, 10, "Standard deviation of that.", "of the price", "Byrd et al. (2019)"),
    ],
    (setting, options) => new MegashockValue(
        new SparseMeanRevertingOptions
        {
            Mean = setting.Start, ReversionPerSecond = ValueOption.Rate(options.Duration("reversion")),
            VolatilityPerRootSecond = setting.Start * options.Number("volatility") / Math.Sqrt(setting.SecondsPerYear),
            ShocksPerSecond = options.Number("shocks") / ValueSetting.SecondsPerDay,
            ShockMean = setting.Start * options.Number("shock-size"),
            ShockVariance = Square(setting.Start * options.Number("shock-deviation")),
        },
        setting.Step, setting.Normals, setting.Random("shocks")));

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var next = _mean + ((value - _mean) * _decay) + (_deviation * _normals.Next());
        for (var left = _random.NextPoisson(_shocks); left > 0; left--)
        {
            var size = _random.NextNormal(_shockMean, _shockDeviation);
            next += _random.Chance(0.5) ? size : -size;
        }

        return next;
    }

    private static double Square(double x) => x * x;
}
