using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The pauses that a mechanism has begun. Where several mechanisms pause an instrument, the last end counts, and whoever named
/// it resumes.</summary>
internal sealed class Pauses(MechanismDesk desk)
{
    private readonly SortedDictionary<int, (SimTime End, TradingPhase Phase)> _own = [];
    private readonly SortedDictionary<int, SimTime> _ends = [];

    /// <summary>When the next of its own ends.</summary>
    public SimTime NextDeadline => _own.Count == 0 ? SimTime.Never : _own.Values.Min(pause => pause.End);

    public bool Owns(InstrumentId instrument) => _own.ContainsKey(instrument.Value);

    /// <summary>Moves an instrument into a call until an instant.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="announced">The end that everybody is told.</param>
    /// <param name="phase">The call.</param>
    /// <param name="extra">How much later it really ends: the random part.</param>
    public void Begin(InstrumentId instrument, SimTime announced, TradingPhase phase, SimDuration extra = default)
    {
        _own[instrument.Value] = (announced + extra, phase);
        desk.Report(new MarketEvent { Kind = EventKind.Paused, Instrument = instrument, Phase = phase, Until = announced });
        desk.Enqueue(Commands.SetPhase(instrument, phase));
    }

    public void Extend(InstrumentId instrument, SimTime announced, SimDuration extra = default)
    {
        var phase = _own[instrument.Value].Phase;
        _own[instrument.Value] = (announced + extra, phase);
        desk.Report(new MarketEvent { Kind = EventKind.Extended, Instrument = instrument, Phase = phase, Until = announced });
    }

    public void Resume(InstrumentId instrument)
    {
        _own.Remove(instrument.Value);
        desk.Enqueue(Commands.SetPhase(instrument, TradingPhase.Continuous));
    }

    public void Drop(InstrumentId instrument) => _own.Remove(instrument.Value);

    /// <summary>Hears of the pauses of others, and of their end.</summary>
    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Paused or EventKind.Extended:
                _ends.TryGetValue(item.Instrument.Value, out var end);
                _ends[item.Instrument.Value] = item.Until > end ? item.Until : end;
                break;
            case EventKind.PhaseChanged when item.Phase is TradingPhase.Continuous or TradingPhase.Closed:
                _ends.Remove(item.Instrument.Value);
                _own.Remove(item.Instrument.Value);
                break;
        }
    }

    /// <summary>The instruments whose pause may end now. A pause that has become another's, or that somebody has turned into another
    /// phase, is left to them.</summary>
    public List<InstrumentId> TakeDue(SimTime now)
    {
        var due = new List<InstrumentId>();
        foreach (var (place, pause) in _own.ToList())
        {
            if (pause.End > now)
            {
                continue;
            }

            var instrument = new InstrumentId(place);
            if (_ends.TryGetValue(place, out var end) && end > now)
            {
                _own[place] = (end, pause.Phase);
            }
            else if (desk.Model(instrument).Phase == pause.Phase)
            {
                due.Add(instrument);
            }
            else
            {
                _own.Remove(place);
            }
        }

        return due;
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, (end, phase)) in _own)
        {
            hash.Add(((long)instrument << 8) | (long)phase);
            hash.Add(end.Nanoseconds);
        }

        foreach (var (instrument, end) in _ends)
        {
            hash.Add((long)instrument);
            hash.Add(end.Nanoseconds);
        }
    }
}
