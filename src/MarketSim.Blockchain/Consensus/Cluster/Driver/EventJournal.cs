using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Writes down what happens on a node, for the timeline; in the background, so that nothing waits for it.</summary>
/// <remarks>What changes a node's part in the cluster is always written. Messages, entries and answers are written up to a number per
/// second: a busy cluster has tens of thousands, and its history would become its main work.</remarks>
internal sealed class EventJournal : IDisposable
{
    private const int MostPerSecond = 2_000;
    private const int PauseMilliseconds = 50;

    private readonly TextWriter? _writer;
    private readonly object _gate = new();
    private readonly Thread? _thread;
    private readonly DateTimeOffset _began;
    private List<ConsensusEvent> _waiting = [];
    private long _second;
    private int _inSecond;
    private bool _isStopping;

    /// <param name="path">The file, which is continued; null keeps nothing.</param>
    /// <param name="began">The instant from which times are told.</param>
    public EventJournal(string? path, DateTimeOffset began)
    {
        _began = began;
        if (path is not null)
        {
            _writer = new StreamWriter(
                new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false));
            _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
            _thread.Start();
        }
    }

    /// <summary>Now, since the cluster began.</summary>
    public SimTime Now => new((DateTimeOffset.UtcNow - _began).Ticks * 100);

    public void Record(in ConsensusEvent item)
    {
        if (_writer is null)
        {
            return;
        }

        if (IsTraffic(item.Kind))
        {
            var second = item.Time.Nanoseconds / 1_000_000_000;
            _inSecond = second == _second ? _inSecond + 1 : 1;
            _second = second;
            if (_inSecond > MostPerSecond)
            {
                return;
            }
        }

        lock (_gate)
        {
            _waiting.Add(item);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
        _writer?.Dispose();
    }

    private static bool IsTraffic(ConsensusEventKind kind) => kind is ConsensusEventKind.Sent or ConsensusEventKind.Received
        or ConsensusEventKind.Appended or ConsensusEventKind.Synced or ConsensusEventKind.Committed or ConsensusEventKind.Applied
        or ConsensusEventKind.Proposed or ConsensusEventKind.Acknowledged or ConsensusEventKind.Lost;

    private void Run()
    {
        var isLast = false;
        while (!isLast)
        {
            List<ConsensusEvent> taken;
            lock (_gate)
            {
                if (!_isStopping)
                {
                    Monitor.Wait(_gate, PauseMilliseconds);
                }

                isLast = _isStopping;
                (taken, _waiting) = (_waiting, []);
            }

            ConsensusEventFile.Write(_writer!, taken);
            _writer!.Flush();
        }
    }
}
