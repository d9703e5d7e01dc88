namespace MarketSim.Blockchain;

/// <summary>How a leader sends to one node.</summary>
public enum ProgressState : byte
{
    /// <summary>One message at a time, until it is known where the logs agree.</summary>
    Probe,

    /// <summary>As many as may be under way, without waiting for answers.</summary>
    Replicate,

    /// <summary>Nothing, until the snapshot sent has arrived.</summary>
    Snapshot,
}

/// <summary>What a leader knows of another node's log.</summary>
internal sealed class Progress
{
    private readonly Queue<long> _inflight = new();

    public long Match { get; set; }

    public long Next { get; set; } = 1;

    public ProgressState State { get; private set; }

    /// <summary>In <see cref="ProgressState.Probe"/>: a probe is under way.</summary>
    public bool IsProbing { get; set; }

    /// <summary>Whether it was heard of since the last check of the quorum.</summary>
    public bool IsActive { get; set; }

    /// <summary>In <see cref="ProgressState.Snapshot"/>: up to where the snapshot goes.</summary>
    public long SnapshotIndex { get; private set; }

    /// <summary>In <see cref="ProgressState.Snapshot"/>: for how many election timeouts.</summary>
    public int SnapshotAge { get; set; }

    /// <summary>The last round of reads that it confirmed.</summary>
    public long ReadRound { get; set; }

    /// <summary>The commit index that the last append told it.</summary>
    public long ToldCommit { get; set; }

    public int Inflight => _inflight.Count;

    public bool IsPaused(int maxInflight) => State switch
    {
        ProgressState.Probe => IsProbing,
        ProgressState.Replicate => _inflight.Count >= maxInflight,
        _ => true,
    };

    public void BecomeProbe()
    {
        Next = State == ProgressState.Snapshot ? Math.Max(Match + 1, SnapshotIndex + 1) : Match + 1;
        (State, IsProbing, SnapshotIndex) = (ProgressState.Probe, false, 0);
        _inflight.Clear();
    }

    public void BecomeReplicate()
    {
        (State, IsProbing, SnapshotIndex, Next) = (ProgressState.Replicate, false, 0, Match + 1);
        _inflight.Clear();
    }

    public void BecomeSnapshot(long index)
    {
        (State, IsProbing, SnapshotIndex, SnapshotAge) = (ProgressState.Snapshot, false, index, 0);
        _inflight.Clear();
    }

    public void Sent(long last)
    {
        if (State == ProgressState.Replicate)
        {
            Next = last + 1;
            _inflight.Enqueue(last);
        }
        else
        {
            IsProbing = true;
        }
    }

    /// <summary>The node's log agrees up to here.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Reached(long index)
    {
        while (_inflight.TryPeek(out var first) && first <= index)
        {
            _inflight.Dequeue();
        }

        IsProbing = false;
        Next = Math.Max(Next, index + 1);
        if (index <= Match)
        {
            return false;
        }

        Match = index;
        return true;
    }

    /// <summary>The node refused a message; it may agree at or before a place.</summary>
    /// <returns>Whether the refusal answers something that was sent and still counts.</returns>
    public bool Refused(long index, long hint)
    {
        if (State == ProgressState.Replicate)
        {
            if (index <= Match)
            {
                return false;
            }

            BecomeProbe();
            return true;
        }

        if (State == ProgressState.Snapshot || Next - 1 != index)
        {
            return false;
        }

        Next = Math.Max(Math.Min(index, hint + 1), Match + 1);
        IsProbing = false;
        return true;
    }

    /// <summary>A sign of life: one message more may go even if answers were lost.</summary>
    public void Heard(int maxInflight)
    {
        IsActive = true;
        IsProbing = false;
        if (State == ProgressState.Replicate && _inflight.Count >= maxInflight)
        {
            _inflight.Dequeue();
        }
    }
}
