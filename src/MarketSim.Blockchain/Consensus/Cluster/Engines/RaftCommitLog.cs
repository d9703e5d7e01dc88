using System.Runtime.CompilerServices;

namespace MarketSim.Blockchain;

/// <summary>Commands become final in a cluster of ours: when a majority of its nodes has them on disk.</summary>
/// <param name="folder">The cluster's folder; its nodes run.</param>
public sealed class RaftCommitLog(string folder) : ICommitLog
{
    private const int PauseMilliseconds = 20;

    private readonly ClusterClient _client = new(folder);
    private readonly ClusterOperator _operator = new(folder);
    private readonly int _nodes = ClusterPlan.Load(folder).Nodes;

    /// <inheritdoc/>
    public string Engine => "raft";

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(ClientCommand command, CancellationToken cancel) => _client.SubmitAsync(command, cancel);

    /// <inheritdoc/>
    /// <remarks>Entries that clients did not ask for, such as a new leader's first, are passed over; so are copies of a command that
    /// was sent again, all but the first of those that are read.</remarks>
    /// <exception cref="InvalidDataException">The nodes have let go of the log up to there: a snapshot stands in its place.</exception>
    public async IAsyncEnumerable<LogEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<(ulong, ulong)>();
        var node = 1;
        for (var next = Math.Max(1, from); ;)
        {
            var entries = _operator.Log(node, next, out var first);
            if (entries is not null && first > next)
            {
                throw new InvalidDataException($"Entries before {first} are no longer kept; a snapshot stands in their place.");
            }

            foreach (var entry in entries ?? [])
            {
                next = entry.Index + 1;
                if (entry.Kind == LogEntryKind.Command && (entry.Session == 0 || seen.Add((entry.Session, entry.Sequence))))
                {
                    yield return entry;
                }
            }

            if (entries is not { Count: > 0 })
            {
                node = entries is null ? (node % _nodes) + 1 : node;
                await Task.Delay(PauseMilliseconds, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
