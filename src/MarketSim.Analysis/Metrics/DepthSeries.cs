using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The displayed book at one instant.</summary>
/// <param name="Time">When.</param>
/// <param name="Bids">Bid levels, best first.</param>
/// <param name="Asks">Ask levels, best first.</param>
public sealed record DepthSample(SimTime Time, IReadOnlyList<DepthLevel> Bids, IReadOnlyList<DepthLevel> Asks);

/// <summary>The displayed book of an instrument, looked at from time to time.</summary>
public sealed class DepthSeries : IMetric
{
    private readonly PublicBook _book;
    private readonly int _levels;
    private readonly List<DepthSample> _samples = [];
    private readonly DepthLevel[] _buffer;
    private SampleClock _clock;

    /// <summary>Sets up the looks.</summary>
    /// <param name="instrument">Events of other instruments are ignored.</param>
    /// <param name="first">The first look.</param>
    /// <param name="interval">Time between looks; more than zero.</param>
    /// <param name="levels">How many prices a side to keep; from 1.</param>
    public DepthSeries(InstrumentId instrument, SimTime first, SimDuration interval, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        _book = new PublicBook(instrument);
        _clock = new SampleClock(first, interval);
        _levels = levels;
        _buffer = new DepthLevel[levels];
    }

    /// <summary>The looks, in order; the last is at the end, if no regular one is.</summary>
    public IReadOnlyList<DepthSample> Samples => _samples;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        while (_clock.IsDueBefore(item.Time))
        {
            Look(_clock.Take());
        }

        _book.Apply(item);
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        while (_clock.IsDueBefore(end))
        {
            Look(_clock.Take());
        }

        Look(end);
    }

    private void Look(SimTime time) => _samples.Add(new DepthSample(time, Copy(Side.Buy), Copy(Side.Sell)));

    private DepthLevel[] Copy(Side side) => _buffer[.._book.CopyDepth(side, _buffer)];
}
