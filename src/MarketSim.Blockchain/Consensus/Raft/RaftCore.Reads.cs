using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Reads that see every command that was final when they were asked, without writing anything.</summary>
/// <remarks>Source: Ongaro (2014), section 6.4.</remarks>
public sealed partial class RaftCore
{
    private readonly List<PendingRead> _pendingReads = [];
    private readonly List<(ulong Request, int From)> _waitingReads = [];
    private readonly Queue<(long Round, long Tick)> _sentRounds = new();
    private long _round;
    private long _leaseUntil;
    private bool _mayBeReplaced;

    /// <summary>Asks from where a read may be answered; the answer comes as a <see cref="ReadGrant"/>. It may be lost: ask again.
    /// </summary>
    /// <param name="request">The reader's own number; never used twice, not after a restart either.</param>
    /// <returns>Whether there is anybody to ask.</returns>
    public bool ReadIndex(ulong request)
    {
        if (Role == ConsensusRole.Leader)
        {
            Ask(request, Id);
            return true;
        }

        if (Leader == 0)
        {
            return false;
        }

        Send(new ReadIndexRequest(Id, Leader, Term, request));
        return true;
    }

    private void Take(ReadIndexRequest request)
    {
        if (Role == ConsensusRole.Leader)
        {
            Ask(request.Request, request.From);
        }
    }

    private bool HasReadLease => _options.LeaseReads && !_mayBeReplaced && _ticks < _leaseUntil;

    private void Ask(ulong request, int from)
    {
        if (_log.TermAt(Commit) != Term)
        {
            // A new leader does not know yet what is committed, until it has committed something itself.
            _waitingReads.Add((request, from));
            return;
        }

        if (HasReadLease || _options.Flaw.HasFlag(RaftFlaw.ReadWithoutQuorum) || Quorum.Decides(Configuration, n => n == Id))
        {
            Grant(request, from, Commit);
            return;
        }

        _pendingReads.Add(new PendingRead(request, from, Commit, _round + 1));
        SendHeartbeats();
    }

    private void StartWaitingReads()
    {
        var waiting = _waitingReads.ToList();
        _waitingReads.Clear();
        foreach (var (request, from) in waiting)
        {
            Ask(request, from);
        }
    }

    private void ConfirmReads(HeartbeatReply reply, Progress progress)
    {
        progress.ReadRound = Math.Max(progress.ReadRound, reply.ReadRound);
        RenewLease();
        var granted = 0;
        while (granted < _pendingReads.Count
            && Quorum.Decides(Configuration, n => n == Id || (_progress.TryGetValue(n, out var p) && p.ReadRound >= _pendingReads[granted].Round)))
        {
            Grant(_pendingReads[granted].Request, _pendingReads[granted].From, _pendingReads[granted].Index);
            granted++;
        }

        _pendingReads.RemoveRange(0, granted);
    }

    // Answers of a majority to a round prove that nobody else can lead until their patience ends, counted from when it was sent.
    private void RenewLease()
    {
        while (_sentRounds.TryPeek(out var sent)
            && Quorum.Decides(Configuration, n => n == Id || (_progress.TryGetValue(n, out var p) && p.ReadRound >= sent.Round)))
        {
            _leaseUntil = sent.Tick + (_options.Flaw.HasFlag(RaftFlaw.LeaseTooLong)
                ? 2 * _options.ElectionTicks : _options.ElectionTicks - _options.LeaseMarginTicks);
            _sentRounds.Dequeue();
        }
    }

    private void Grant(ulong request, int from, long index)
    {
        if (from == Id)
        {
            _reads.Add(new ReadGrant(request, index));
        }
        else
        {
            Send(new ReadIndexReply(Id, from, Term, request, index));
        }
    }

    private void ForgetReads()
    {
        _pendingReads.Clear();
        _waitingReads.Clear();
    }

    private sealed record PendingRead(ulong Request, int From, long Index, long Round);
}
