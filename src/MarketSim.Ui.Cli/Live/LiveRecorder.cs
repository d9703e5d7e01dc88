using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Records a run as usual and keeps what a person who watches wants to see: the last trades, and everybody's profit.</summary>
internal sealed class LiveRecorder(IRunRecorder inner, World world, ulong seed) : IRunRecorder
{
    private const int Kept = 200;

    private readonly SummaryRecorder _summary = new(world, seed);
    private readonly MarketEvent[] _tape = new MarketEvent[Kept];
    private long _trades;

    public void Record(in Command command, SimTime time) => inner.Record(command, time);

    public void Record(in MarketEvent item)
    {
        inner.Record(item);
        _summary.Record(item);
        if (item.Kind == EventKind.Traded)
        {
            _tape[_trades++ % Kept] = item;
        }
    }

    /// <summary>The figures so far.</summary>
    public RunSummary Present(SimTime now) => _summary.Present(now);

    /// <summary>The last trades of an instrument, the newest first.</summary>
    public IReadOnlyList<MarketEvent> Tape(InstrumentId instrument, int most)
    {
        var tape = new List<MarketEvent>();
        for (var i = _trades - 1; i >= Math.Max(0, _trades - Kept) && tape.Count < most; i--)
        {
            if (_tape[i % Kept].Instrument == instrument)
            {
                tape.Add(_tape[i % Kept]);
            }
        }

        return tape;
    }
}
