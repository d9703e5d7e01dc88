using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Writes down what happens on a node, for the timeline; in the background, so that nothing waits for it.</summary>
/// <remarks>What changes a node's part in the cluster is always written. Messages, entries and answers are written up to a number per
/// second: a busy cluster has tens of thousands, and its history would become its main work. How much room it all takes is limited too:
/// see <see cref="JournalFiles"/>.</remarks>
internal sealed class EventJournal : IDisposable
{
    private const int MostPerSecond = 2_000;
    private const int PauseMilliseconds = 50;

    private readonly JournalFiles? _files;
    private readonly object _gate = new();
    private readonly Thread? _thread;
    private readonly DateTimeOffset _began;
    private List<ConsensusEvent> _waiting = [];
    private long _second;
    private int _inSecond;
    private bool _isStopping;

    /// <param name="folder">The folder of its files, which are continued; null keeps nothing.</param>
    /// <param name="began">The instant from which times are told.</param>
    /// <param name="mostBytes">Bytes of each of the files, about.</param>
    public EventJournal(string? folder, DateTimeOffset began, int mostBytes)
    {
        _began = began;
        if (folder is not null)
        {
            _files = new JournalFiles(folder, mostBytes);
            _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
            _thread.Start();
        }
    }

    /// <summary>Now, since the cluster began.</summary>
    public SimTime Now => new((DateTimeOffset.UtcNow - _began).Ticks * 100);

    public void Record(in ConsensusEvent item)
    {
        if (_files is null)
        {
            return;
        }

        if (JournalFiles.IsTraffic(item.Kind))
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
        _files?.Dispose();
    }

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

            if (taken.Count > 0)
            {
                _files!.Write(taken);
            }
        }
    }
}
