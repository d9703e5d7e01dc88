using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When the calls of instruments end, and into which phase: what a mechanism that starts calls keeps, asks for its next
/// deadline, and lets act.</summary>
/// <remarks>A call that runs already can be given an end, or another one: <see cref="Set"/> and <see cref="Extend"/>.</remarks>
/// <param name="desk">The mechanism's desk.</param>
public sealed class CallTimer(MechanismDesk desk)
{
    private readonly SortedDictionary<int, Ending> _endings = [];

    /// <summary>The earliest end of a call; never if none runs.</summary>
    public SimTime NextDeadline
        => _endings.Count == 0 ? SimTime.Never : _endings.Values.MinBy(e => e.End.Nanoseconds).End;

    /// <summary>How many calls have an end to come.</summary>
    public int Count => _endings.Count;

    /// <summary>Whether an instrument's call has an end to come.</summary>
    public bool Has(InstrumentId instrument) => _endings.ContainsKey(instrument.Value);

    /// <summary>Gives the call of an instrument its end, or a new one.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="end">When it is uncrossed.</param>
    /// <param name="next">The phase that follows.</param>
    public void Set(InstrumentId instrument, SimTime end, TradingPhase next)
        => _endings[instrument.Value] = new Ending(end, next, Extensions: 0);

    /// <summary>Lets the call of an instrument go on, and reports it.</summary>
    /// <exception cref="KeyNotFoundException">It has none.</exception>
    public void Extend(InstrumentId instrument, SimTime until)
    {
        var ending = _endings[instrument.Value];
        _endings[instrument.Value] = ending with { End = until, Extensions = ending.Extensions + 1 };
        desk.Report(new MarketEvent
        {
            Kind = EventKind.Extended, Instrument = instrument, Phase = desk.Model(instrument).Phase, Until = until,
        });
    }

    /// <summary>Forgets the end of an instrument's call: a halt came over it.</summary>
    public void Forget(InstrumentId instrument) => _endings.Remove(instrument.Value);

    /// <summary>Ends the calls whose time has come, in order of instrument.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="mayExtend">Until when a call whose end has come goes on instead, given how often it has been extended; null to
    /// end it.</param>
    public void OnTime(SimTime now, Func<InstrumentId, int, SimTime?>? mayExtend = null)
    {
        foreach (var (instrument, ending) in _endings.Where(e => e.Value.End <= now).ToArray())
        {
            var id = new InstrumentId(instrument);
            if (mayExtend?.Invoke(id, ending.Extensions) is { } until)
            {
                Extend(id, until);
                continue;
            }

            _endings.Remove(instrument);
            desk.Enqueue(Commands.SetPhase(id, ending.Next));
        }
    }

    /// <summary>Adds everything that decides its future to a fingerprint.</summary>
    public void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, ending) in _endings)
        {
            hash.Add((long)instrument);
            hash.Add(ending.End.Nanoseconds);
            hash.Add((long)ending.Next | ((long)ending.Extensions << 8));
        }
    }

    private readonly record struct Ending(SimTime End, TradingPhase Next, int Extensions);
}
