using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What describes a <see cref="SparseMeanRevertingValue"/>; the defaults are those of the reference configurations
/// RMSC-3 and RMSC-4.</summary>
public sealed record SparseMeanRevertingOptions
{
    /// <summary>µ, where it begins and to which it is drawn back, in price units.</summary>
    public double Mean { get; init; } = 100_000;

    /// <summary>κ per second; above zero.</summary>
    public double ReversionPerSecond { get; init; } = 1.67e-7;

    /// <summary>σ in price units per square root of a second; not negative.</summary>
    public double VolatilityPerRootSecond { get; init; } = 1.5811388300841898;

    /// <summary>Megashocks per second; zero for none.</summary>
    public double ShocksPerSecond { get; init; } = 2.77778e-9;

    /// <summary>Mean size of a megashock, up or down with equal chance, in price units.</summary>
    public double ShockMean { get; init; } = 1_000;

    /// <summary>Variance of its size.</summary>
    public double ShockVariance { get; init; } = 50_000;

    /// <summary>When the path begins; it stands at its mean until then.</summary>
    public SimTime Start { get; init; } = SimTime.Zero;
}

/// <summary>A mean-reverting value that is worked out only when somebody looks, by the exact transition over the time since the
/// last look, with rare large shocks in between.</summary>
/// <remarks>
/// Ornstein-Uhlenbeck with Poisson megashocks, whole price units and never below zero at each look. Source: the "sparse mean
/// reverting oracle" of Byrd, Hybinette and Balch (2019), "ABIDES: Towards High-Fidelity Market Simulation for AI Research".
/// <para>Unlike values on a grid the path depends on when it is looked at, as it does there: one more observer is another draw.
/// Looks must not go back in time; an earlier instant gets the last value. For paired runs use
/// <see cref="MeanRevertingValue"/>.</para>
/// </remarks>
public sealed class SparseMeanRevertingValue : FundamentalValue
{
    private readonly SparseMeanRevertingOptions _options;
    private readonly Rng _path;
    private readonly Rng _shocks;
    private readonly double _reversion;
    private SimTime _time;
    private SimTime _nextShock;
    private double _value;

    /// <summary>A path.</summary>
    /// <param name="options">What describes it.</param>
    /// <param name="path">The stream of its transitions, which nobody else may draw from.</param>
    /// <param name="shocks">The stream of its shocks, likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public SparseMeanRevertingValue(SparseMeanRevertingOptions options, Rng path, Rng shocks)
        : base(options.Mean, SimDuration.FromSeconds(1))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ReversionPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.VolatilityPerRootSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShocksPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShockVariance);
        (_options, _path, _shocks) = (options, path, shocks);
        _reversion = options.ReversionPerSecond / 1e9;
        (_time, _value) = (options.Start, options.Mean);
        _nextShock = ShockAfter(options.Start);
    }

    /// <inheritdoc/>
    public override double At(SimTime time)
    {
        while (_nextShock < time)
        {
            // Its size is drawn before the value moves, so that the streams stay apart.
            var size = _shocks.NextNormal(_options.ShockMean, Math.Sqrt(_options.ShockVariance));
            var shock = _shocks.Chance(0.5) ? size : -size;
            MoveTo(_nextShock, shock);
            _nextShock = ShockAfter(_nextShock);
        }

        if (time > _time)
        {
            MoveTo(time, shock: 0);
        }

        return _value;
    }

    /// <inheritdoc/>
    protected override double Next(double value) => value;

    private void MoveTo(SimTime time, double shock)
    {
        var exponent = _reversion * (time - _time).Nanoseconds;
        var decay = PortableMath.Exp(-exponent);
        var volatility = _options.VolatilityPerRootSecond;
        var variance = volatility * volatility / (2 * _options.ReversionPerSecond) * -PortableMath.ExpMinusOne(-2 * exponent);
        var moved = _options.Mean + ((_value - _options.Mean) * decay) + (Math.Sqrt(variance) * _path.NextNormal()) + shock;
        (_time, _value) = (time, Math.Round(Math.Max(0, moved)));
    }

    private SimTime ShockAfter(SimTime time)
    {
        if (_options.ShocksPerSecond == 0)
        {
            return SimTime.Never;
        }

        var wait = _shocks.NextExponential(_options.ShocksPerSecond / 1e9);
        return wait < (SimTime.Never - time).Nanoseconds / 2 ? time + new SimDuration((long)wait) : SimTime.Never;
    }
}
