using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The long spans in which everything that is looked at was closed: nights and weekends.</summary>
/// <param name="instruments">What is looked at.</param>
/// <param name="start">When the observation begins.</param>
public sealed class Nights(IReadOnlyList<InstrumentId> instruments, SimTime start) : IMetric
{
    // A shorter break is worth seeing at its length.
    private static readonly SimDuration Shortest = SimDuration.FromHours(1);

    private readonly HashSet<int> _watched = [.. instruments.Select(id => id.Value)];
    private readonly HashSet<int> _closed = [];
    private readonly List<(SimTime From, SimTime To)> _spans = [];
    private SimTime _since = SimTime.Never;
    private bool _hasBegun;

    /// <summary>From the last close to the first opening, in order.</summary>
    public IReadOnlyList<(SimTime From, SimTime To)> Spans => _spans;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.PhaseChanged || !_watched.Contains(item.Instrument.Value))
        {
            return;
        }

        if (!_hasBegun && item.Phase != TradingPhase.Closed)
        {
            // What it began in is not in the log: a first opening ends a morning.
            Add(start, item.Time);
        }

        _hasBegun = true;
        if (item.Phase == TradingPhase.Closed)
        {
            _closed.Add(item.Instrument.Value);
            _since = _closed.Count == _watched.Count ? item.Time : _since;
        }
        else if (_closed.Remove(item.Instrument.Value) && _since != SimTime.Never)
        {
            Add(_since, item.Time);
            _since = SimTime.Never;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        if (_since != SimTime.Never)
        {
            Add(_since, end);
            _since = SimTime.Never;
        }
    }

    private void Add(SimTime from, SimTime to)
    {
        if (to - from >= Shortest)
        {
            _spans.Add((from, to));
        }
    }
}
