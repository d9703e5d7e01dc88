using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary>A command that a client was told is final.</summary>
/// <param name="Index">Where in the log.</param>
/// <param name="Answer">What the exchange answered.</param>
internal sealed record Acknowledgement(ulong Session, ulong Sequence, long Index, ReadOnlyMemory<byte> Answer);

/// <summary>Clients that trade without pause, and remember every answer.</summary>
internal sealed class TortureWriters : IDisposable
{
    private const int PauseMilliseconds = 4;

    private readonly ConcurrentBag<Acknowledgement> _acknowledged = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ClusterClient> _clients = [];
    private readonly Task[] _writers;
    private long _newest;

    public TortureWriters(string folder, int writers, ulong seed)
    {
        // Some connections for many writers, each of them first to another node.
        for (var i = 0; i < Math.Min(writers, 4); i++)
        {
            _clients.Add(new ClusterClient(folder, 1 + (i % 3)) { FollowsLeader = i % 2 == 0 });
        }

        _writers = [.. Enumerable.Range(0, writers).Select(i => Task.Run(() => WriteAsync(_clients[i % _clients.Count], i, seed)))];
    }

    public long Acknowledged => _acknowledged.Count;

    /// <summary>When the newest of the commands that were acknowledged was sent, by the clock of <see cref="Stopwatch"/>.</summary>
    public long NewestAnswered => Interlocked.Read(ref _newest);

    public long Retries => _clients.Sum(c => c.Retries);

    /// <summary>Waits until every command under way is answered.</summary>
    public IReadOnlyCollection<Acknowledgement> Stop()
    {
        _stop.Cancel();
        Task.WaitAll(_writers);
        return _acknowledged;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _clients.ForEach(c => c.Dispose());
        _stop.Dispose();
    }

    private async Task WriteAsync(ClusterClient client, int writer, ulong seed)
    {
        var session = (ulong)writer + 1;
        var sequence = 0UL;
        foreach (var order in Endless(writer, seed))
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            var command = new ClientCommand(session, ++sequence, Encoding.UTF8.GetBytes(order));
            var sent = Stopwatch.GetTimestamp();
            var result = await client.SubmitAsync(command, CancellationToken.None).ConfigureAwait(false);
            NoteAnswered(sent);
            _acknowledged.Add(new Acknowledgement(session, sequence, result.Index, result.Result));
            await Task.Delay(PauseMilliseconds).ConfigureAwait(false);
        }
    }

    private void NoteAnswered(long sent)
    {
        for (var seen = NewestAnswered; sent > seen; seen = NewestAnswered)
        {
            Interlocked.CompareExchange(ref _newest, sent, seen);
        }
    }

    private static IEnumerable<string> Endless(int writer, ulong seed)
    {
        for (var part = 0UL; ; part++)
        {
            foreach (var order in ClusterSubmitCommand.RandomOrders(1_000, seed + (part * 1_000) + (ulong)writer))
            {
                yield return order;
            }
        }
    }
}
