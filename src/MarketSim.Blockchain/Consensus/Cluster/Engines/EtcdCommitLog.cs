using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MarketSim.Blockchain;

/// <summary>Commands become final in etcd, for those who outgrow one machine: batched, each batch a key that must not exist yet.
/// </summary>
/// <remarks>Batches are put side by side, and acknowledged in order. So what stands behind a missing one was promised to nobody, and
/// whoever opens the log next takes it away. One writer at a time: of two, the later one's puts fail.</remarks>
public sealed class EtcdCommitLog : ICommitLog
{
    private const int PauseMilliseconds = 20;

    private readonly EtcdClient _client;
    private readonly string _prefix;
    private readonly int _batch;
    private readonly SessionMachine? _machine;
    private readonly SemaphoreSlim _free;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private List<Waiter> _waiting = [];
    private Task _last = Task.CompletedTask;
    private long _next;
    private bool _isSending;

    private EtcdCommitLog(EtcdClient client, string prefix, int batch, SessionMachine? machine, long next)
        => (_client, _prefix, _batch, _machine, _next, _free) = (client, prefix, batch, machine, next, new SemaphoreSlim(MostUnderWay));

    /// <summary>Puts under way at a time.</summary>
    public const int MostUnderWay = 16;

    /// <inheritdoc/>
    public string Engine => "etcd";

    /// <summary>Opens a log in etcd, or begins one.</summary>
    /// <param name="endpoints">Where its members listen for clients, such as <c>http://127.0.0.1:2379</c>.</param>
    /// <param name="prefix">Under which keys it stands.</param>
    /// <param name="batch">Commands in one put, at most; from 1.</param>
    /// <param name="machine">What executes the commands; all that are in the log are executed at once. Where it is left out, nothing
    /// is executed, and commands have no answer but their place.</param>
    /// <exception cref="HttpRequestException">etcd does not answer.</exception>
    public static async Task<EtcdCommitLog> OpenAsync(
        IReadOnlyList<Uri> endpoints, string prefix = "marketsim/log", int batch = 100, IReplicatedMachine? machine = null,
        CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var client = new EtcdClient(endpoints);
        var tail = await client.RangeAsync(KeyOf(prefix, 0), KeyOf(prefix, long.MaxValue), 2 * MostUnderWay, isDescending: true, cancel)
            .ConfigureAwait(false);
        tail.Reverse();
        var next = tail.Count == 0 ? 1 : IndexOf(tail[0].Key);
        foreach (var (key, value) in tail)
        {
            if (IndexOf(key) != next)
            {
                await client.DeleteAsync(key, KeyOf(prefix, long.MaxValue), cancel).ConfigureAwait(false);
                break;
            }

            next += Unpack(value, next).Length;
        }

        var sessions = machine is null ? null : new SessionMachine(machine);
        var log = new EtcdCommitLog(client, prefix, batch, sessions, next);
        await log.ReplayAsync(next, cancel).ConfigureAwait(false);
        return log;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Another writer uses this log.</exception>
    public async Task<CommitResult> CommitAsync(ClientCommand command, CancellationToken cancel)
    {
        var source = new TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add(new Waiter(command, source));
            if (!_isSending)
            {
                _isSending = true;
                _ = Task.Run(SendAsync, CancellationToken.None);
            }
        }

        return await source.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        // The batch in which a place stands begins at or before it.
        var start = await _client.RangeAsync(
            KeyOf(_prefix, 0), KeyOf(_prefix, Math.Max(1, from) + 1), 1, isDescending: true, cancel).ConfigureAwait(false);
        var next = start.Count > 0 ? IndexOf(start[0].Key) : 1;
        while (true)
        {
            var found = await _client.RangeAsync(KeyOf(_prefix, next), KeyOf(_prefix, long.MaxValue), 100, isDescending: false, cancel)
                .ConfigureAwait(false);
            var begin = next;
            foreach (var (key, value) in found.Where(f => IndexOf(f.Key) >= begin))
            {
                if (IndexOf(key) != next)
                {
                    break;
                }

                foreach (var entry in Unpack(value, next))
                {
                    next++;
                    if (entry.Index >= from)
                    {
                        yield return entry;
                    }
                }
            }

            if (next == begin)
            {
                await Task.Delay(PauseMilliseconds, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _client.Dispose();
        _stop.Dispose();
    }

    private static byte[] KeyOf(string prefix, long index)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{prefix}/{index:D19}"));

    private static long IndexOf(byte[] key) => long.Parse(Encoding.UTF8.GetString(key.AsSpan(key.Length - 19)), CultureInfo.InvariantCulture);

    private static byte[] Pack(List<Waiter> waiters)
    {
        var writer = new FrameWriter();
        writer.Int(waiters.Count);
        foreach (var waiter in waiters)
        {
            writer.Ulong(waiter.Command.Session).Ulong(waiter.Command.Sequence).Bytes(waiter.Command.Data.Span);
        }

        return writer.Written.ToArray();
    }

    private static LogEntry[] Unpack(byte[] value, long first)
    {
        var reader = new FrameReader(value);
        var entries = new LogEntry[reader.Count(leastBytes: 20)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new LogEntry(
                1, first + i, LogEntryKind.Command, reader.Ulong(), reader.Ulong(), reader.Bytes().ToArray());
        }

        return entries;
    }

    private async Task ReplayAsync(long end, CancellationToken cancel)
    {
        if (_machine is null || end == 1)
        {
            return;
        }

        await foreach (var entry in ReadAsync(1, cancel).ConfigureAwait(false))
        {
            _machine.Apply(entry);
            if (entry.Index == end - 1)
            {
                return;
            }
        }
    }

    // Takes what has gathered, a batch at a time, as long as there is anything.
    private async Task SendAsync()
    {
        while (true)
        {
            await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            List<Waiter> batch;
            long first;
            lock (_gate)
            {
                var count = Math.Min(_batch, _waiting.Count);
                if (count == 0)
                {
                    _isSending = false;
                    _free.Release();
                    return;
                }

                (batch, first) = (_waiting.GetRange(0, count), _next);
                _waiting.RemoveRange(0, count);
                _next += count;
            }

            _last = PutAsync(batch, first, _last);
        }
    }

    private async Task PutAsync(List<Waiter> batch, long first, Task before)
    {
        try
        {
            var isOurs = await PutUntilAnsweredAsync(KeyOf(_prefix, first), Pack(batch)).ConfigureAwait(false);
            await before.ConfigureAwait(false);
            if (!isOurs)
            {
                throw new IOException($"Another writer uses the log '{_prefix}' in etcd.");
            }

            for (var i = 0; i < batch.Count; i++)
            {
                var command = batch[i].Command;
                var entry = new LogEntry(1, first + i, LogEntryKind.Command, command.Session, command.Sequence, command.Data);
                batch[i].Source.TrySetResult(new CommitResult(entry.Index, _machine is null ? default : _machine.Apply(entry)));
            }
        }
        catch (Exception problem)
        {
            batch.ForEach(w => w.Source.TrySetException(problem));
            throw;
        }
        finally
        {
            _free.Release();
        }
    }

    // A put whose answer was lost is asked for again; the key is the same, so it is there once.
    private async Task<bool> PutUntilAnsweredAsync(byte[] key, byte[] value)
    {
        while (true)
        {
            try
            {
                return await _client.PutNewAsync(key, value, _stop.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (
                problem is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
            {
                await Task.Delay(PauseMilliseconds, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private sealed record Waiter(ClientCommand Command, TaskCompletionSource<CommitResult> Source);
}
