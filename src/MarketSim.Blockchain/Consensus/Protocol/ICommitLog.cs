namespace MarketSim.Blockchain;

/// <summary>Where commands become final: on this machine alone, through our own Raft cluster, or through etcd. One port, so that the
/// exchange in front of it does not know which.</summary>
public interface ICommitLog : IAsyncDisposable
{
    /// <summary>Which engine: <c>local</c>, <c>raft</c>, <c>etcd</c>.</summary>
    string Engine { get; }

    /// <summary>Makes a command final. It completes when the command is durable and will not be lost; retried with the same session
    /// and sequence it is executed once.</summary>
    /// <returns>Its place in the log, from 1.</returns>
    Task<CommitResult> CommitAsync(ClientCommand command, CancellationToken cancel);

    /// <summary>The committed commands from a place on, in order; it waits for more.</summary>
    IAsyncEnumerable<LogEntry> ReadAsync(long from, CancellationToken cancel);
}

/// <summary>A command is final.</summary>
/// <param name="Index">Its place in the log, from 1.</param>
/// <param name="Result">What the machine answered; empty where nothing was executed yet.</param>
public readonly record struct CommitResult(long Index, ReadOnlyMemory<byte> Result);
