using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>States in place of old entries.</summary>
public sealed partial class RaftCore
{
    /// <summary>Takes the machine's state as of an entry in place of the log up to it.</summary>
    /// <param name="index">The entry; applied already.</param>
    /// <param name="state">The machine's state after it.</param>
    /// <param name="keep">Entries before it to keep, for nodes that are only a little behind.</param>
    /// <returns>What is to be written before the old entries are thrown away on disk.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The entry is not applied yet, or older than the last snapshot.</exception>
    public LogSnapshot TakeSnapshot(long index, ReadOnlyMemory<byte> state, long keep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, AppliedIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, Math.Max(Snapshot?.Index ?? 0, _log.Base));
        Snapshot = new LogSnapshot(index, _log.TermAt(index), _configurations.At(index), state);
        _configurations.CompactTo(index);
        _log.CompactTo(Math.Max(_log.Base, index - Math.Max(0, keep)));
        return Snapshot;
    }

    private void SendSnapshot(int peer, Progress progress)
    {
        // A node that does not answer would be sent megabytes again and again.
        if (!progress.IsActive || Snapshot is null)
        {
            return;
        }

        progress.BecomeSnapshot(Snapshot.Index);
        Send(new SnapshotRequest(Id, peer, Term, Snapshot));
    }

    /// <summary>The driver could not deliver a snapshot: the leader tries anew.</summary>
    /// <param name="node">To whom.</param>
    public void SnapshotFailed(int node)
    {
        if (Role == ConsensusRole.Leader && _progress.TryGetValue(node, out var progress) && progress.State == ProgressState.Snapshot)
        {
            progress.BecomeProbe();
            progress.Next = progress.Match + 1;
        }
    }

    private void Take(SnapshotRequest request)
    {
        Follow(request.From);
        var snapshot = request.Snapshot;
        if (snapshot.Index <= Commit)
        {
            Promise(request.From, Commit);
            return;
        }

        if (_log.TermAt(snapshot.Index) == snapshot.Term)
        {
            // The log has what the snapshot stands for; it only did not know that it is committed.
            Learn(snapshot.Index);
            Promise(request.From, snapshot.Index);
            return;
        }

        _log.Reset(snapshot.Index, snapshot.Term);
        _configurations.Reset(snapshot.Index, snapshot.Configuration);
        (Snapshot, _received) = (snapshot, snapshot);
        (Durable, _toWrite) = (0, snapshot.Index + 1);
        ShortenWrites(0);
        SetCommit(snapshot.Index);
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.SnapshotInstalled, Term = Term, Index = snapshot.Index, Role = Role });
        ShowConfiguration();
        Promise(request.From, snapshot.Index);
    }
}
