using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>As long as the recording's own messages took to its recorder, at the same time.</summary>
/// <remarks>The two clocks of a recording are set so that its quickest message took no time: what no clock tells, the distance itself, is
/// added. Between two messages the delay is that of the one before. Assumes that orders travel like market data, times a factor.</remarks>
/// <param name="factor">Orders may take a multiple of the time.</param>
/// <param name="least">The distance: nanoseconds that the quickest message takes.</param>
public sealed class RecordedDelay(double factor = 1, long least = 0) : IDelay
{
    private long _last;

    /// <inheritdoc/>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"recorded{(factor == 1 ? "" : $"*{factor}")}{(least == 0 ? "" : "+" + DurationText.Format(new SimDuration(least)))}");

    /// <inheritdoc/>
    public long At(long time) => least + (long)(_last * factor);

    /// <summary>The same before any message: a run has one of its own.</summary>
    internal RecordedDelay Anew() => new(factor, least);

    /// <summary>A message came so late.</summary>
    /// <param name="delay">Nanoseconds more than the quickest.</param>
    internal void Observe(long delay) => _last = Math.Max(0, delay);
}
