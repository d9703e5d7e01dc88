using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Always the same.</summary>
/// <param name="nanoseconds">Zero or more.</param>
public sealed class ConstantDelay(long nanoseconds) : IDelay
{
    /// <summary>At once.</summary>
    public static ConstantDelay None { get; } = new(0);

    /// <inheritdoc/>
    public string Name => DurationText.Format(new SimDuration(nanoseconds));

    /// <inheritdoc/>
    public long At(long time) => nanoseconds;
}
