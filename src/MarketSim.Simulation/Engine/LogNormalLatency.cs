using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every message travels for a time whose logarithm is normally distributed: mostly near the median,
/// now and then much longer, never negative. The common first description of measured network
/// delays.</summary>
/// <remarks>latency = median × exp(σ Z), Z standard normal. Mean = median × exp(σ²/2).</remarks>
public sealed class LogNormalLatency : ILatencyModel
{
    /// <summary>The largest σ taken: with it one message in a thousand travels more than 10,000 times the
    /// median.</summary>
    public const double MaxSigma = 3;

    private static readonly SimDuration Longest = SimDuration.FromHours(24);

    private readonly double _median;
    private readonly double _sigma;

    /// <summary>Travel times around a median.</summary>
    /// <param name="median">Half the messages are faster. From zero to an hour.</param>
    /// <param name="sigma">σ, the standard deviation of the logarithm; from 0 to
    /// <see cref="MaxSigma"/>.</param>
    /// <param name="keepsOrder">Whether messages between the same two arrive in the order in which they
    /// left.</param>
    public LogNormalLatency(SimDuration median, double sigma, bool keepsOrder = true)
    {
        if (median < SimDuration.Zero || median > SimDuration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(median), median, "A median latency lies between zero and an hour.");
        }

        if (!(sigma >= 0 && sigma <= MaxSigma))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sigma), sigma, $"The sigma of a latency lies between 0 and {MaxSigma}.");
        }

        (_median, _sigma, NeedsOrdering) = (median.Nanoseconds, sigma, keepsOrder && sigma > 0);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering { get; }

    /// <inheritdoc/>
    /// <remarks>Rounded to the nearest nanosecond; cut at a day, which only the widest settings ever
    /// reach.</remarks>
    public SimDuration Between(ActorId from, ActorId to, Rng network)
    {
        var nanoseconds = _median * PortableMath.Exp(_sigma * network.NextNormal());
        return nanoseconds < Longest.Nanoseconds ? new SimDuration((long)(nanoseconds + 0.5)) : Longest;
    }
}
