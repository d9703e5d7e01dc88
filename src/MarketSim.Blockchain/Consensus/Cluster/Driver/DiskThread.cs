using System.Diagnostics;

namespace MarketSim.Blockchain;

/// <summary>The thread that writes a node's log. While one flush is under way work gathers for the next, so that however many
/// commands come, each flush takes all there are.</summary>
internal sealed class DiskThread : IDisposable
{
    // A flush that takes this long is slow: whoever waited for it could have done other things meanwhile.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(3);
    private const int QuickOnes = 16;

    private readonly WriteAheadLog _log;
    private readonly Inbox _inbox;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<ConsensusReady> _readies = [];
    private LogSnapshot? _snapshot;
    private bool _isStopping;
    private int _quickInARow;

    public DiskThread(WriteAheadLog log, Inbox inbox)
    {
        (_log, _inbox) = (log, inbox);
        _thread = new Thread(Run) { IsBackground = true, Name = "disk" };
        _thread.Start();
    }

    /// <summary>Whether the last flushes were all so quick that waiting for one costs no more than handing it over.</summary>
    public bool IsQuick => Volatile.Read(ref _quickInARow) >= QuickOnes;

    /// <summary>Writes this on the caller's thread; it is flushed on return. Nothing that was asked for may be under way.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void WriteNow(ConsensusReady ready)
    {
        _log.Append(ready);
        Flush();
    }

    /// <summary>Asks for this to be written after all that was asked for before.</summary>
    public void Write(ConsensusReady ready)
    {
        lock (_gate)
        {
            _readies.Add(ready);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Asks for a state of the node's own machine to be saved.</summary>
    public void Save(LogSnapshot snapshot)
    {
        lock (_gate)
        {
            _snapshot = snapshot;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits until everything asked for is written, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _log.Dispose();
    }

    private void Run()
    {
        try
        {
            while (Take(out var readies, out var snapshot))
            {
                foreach (var ready in readies)
                {
                    _log.Append(ready);
                }

                if (snapshot is not null)
                {
                    _log.Save(snapshot);
                }

                Flush();
                _inbox.Put(new DiskDone(readies, snapshot));
            }
        }
        catch (Exception problem)
        {
            // What reached the disk is unknown, and a later flush may succeed without it: the node must end.
            _inbox.Put(new DiskFailed(problem));
        }
    }

    private void Flush()
    {
        var began = Stopwatch.GetTimestamp();
        _log.Flush();
        Volatile.Write(ref _quickInARow, Stopwatch.GetElapsedTime(began) < Slow ? Math.Min(_quickInARow + 1, QuickOnes) : 0);
    }

    private bool Take(out List<ConsensusReady> readies, out LogSnapshot? snapshot)
    {
        lock (_gate)
        {
            while (_readies.Count == 0 && _snapshot is null && !_isStopping)
            {
                Monitor.Wait(_gate);
            }

            (readies, _readies) = (_readies, []);
            (snapshot, _snapshot) = (_snapshot, null);
            return readies.Count > 0 || snapshot is not null;
        }
    }
}
