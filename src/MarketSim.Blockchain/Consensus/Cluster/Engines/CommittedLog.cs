using System.Runtime.CompilerServices;

namespace MarketSim.Blockchain;

/// <summary>Entries that have become final, for readers who wait for more.</summary>
internal sealed class CommittedLog
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private TaskCompletionSource _more = New();

    public void Add(IEnumerable<LogEntry> entries)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            _entries.AddRange(entries);
            (waiting, _more) = (_more, New());
        }

        waiting.SetResult();
    }

    public async IAsyncEnumerable<LogEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = Math.Max(1, from); ; next++)
        {
            LogEntry? entry = null;
            while (entry is null)
            {
                Task wait;
                lock (_gate)
                {
                    entry = next <= _entries.Count ? _entries[(int)next - 1] : null;
                    wait = _more.Task;
                }

                if (entry is null)
                {
                    await wait.WaitAsync(cancel).ConfigureAwait(false);
                }
            }

            yield return entry;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
