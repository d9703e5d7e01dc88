using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a leader does: it orders commands, sends them on, counts who has them, and commits.</summary>
public sealed partial class RaftCore
{
    // Election timeouts after which a snapshot that brought no answer counts as lost.
    private const int SnapshotPatience = 2;

    private readonly SortedDictionary<int, Progress> _progress = [];
    private readonly List<int> _peers = [];
    private long _sinceHeartbeat;
    private long _sinceQuorum;
    private long _uncommittedBytes;
    private int _transferee;
    private bool _appendsDue;
    private long _sinceTransfer;

    /// <inheritdoc/>
    public Proposal Propose(in ClientCommand command)
    {
        if (Role != ConsensusRole.Leader)
        {
            return new Proposal(ProposalVerdict.NotLeader, Term, 0, Leader);
        }

        if (_transferee != 0 || (_uncommittedBytes > 0 && _uncommittedBytes + command.Data.Length > _options.MaxUncommittedBytes))
        {
            return new Proposal(ProposalVerdict.Busy, Term, 0, Id);
        }

        Append(LogEntryKind.Command, command.Session, command.Sequence, command.Data);
        _events.Add(new ConsensusEvent
        {
            Kind = ConsensusEventKind.Proposed, Term = Term, Index = LastIndex, Role = Role,
            Id = (command.Session << 20) ^ command.Sequence,
        });

        // Sent when the work is taken: what is proposed until then travels in one message.
        _appendsDue = true;
        return new Proposal(ProposalVerdict.Accepted, Term, LastIndex, Id);
    }

    /// <summary>Hands leadership to a node: it is brought up to date and told to campaign. Given up after an election timeout.
    /// </summary>
    /// <param name="target">A voter, from 1.</param>
    public Proposal Transfer(int target)
    {
        if (Role != ConsensusRole.Leader)
        {
            return new Proposal(ProposalVerdict.NotLeader, Term, 0, Leader);
        }

        if (target == Id || !Configuration.Voters.Contains(target) || !_progress.TryGetValue(target, out var progress))
        {
            return new Proposal(ProposalVerdict.Invalid, Term, 0, Id);
        }

        (_transferee, _sinceTransfer) = (target, 0);
        if (progress.Match == LastIndex)
        {
            HandOver(target);
        }
        else
        {
            progress.IsProbing = false;
            Send(target, progress);
        }

        return new Proposal(ProposalVerdict.Accepted, Term, LastIndex, Id);
    }

    private void HandOver(int target)
    {
        // However late this arrives, the voters will not protect this leader then: no more lease in this term.
        _mayBeReplaced = true;
        Send(new TimeoutNow(Id, target, Term));
    }

    /// <summary>What a leader knows of another node.</summary>
    /// <returns>Null for a node that it does not send to, or if this node does not lead.</returns>
    public FollowerProgress? ProgressOf(int node) => Role == ConsensusRole.Leader && _progress.TryGetValue(node, out var p)
        ? new FollowerProgress(p.Match, p.Next, p.State, p.IsPaused(_options.MaxInflight), p.Inflight) : null;

    private void BecomeLeader()
    {
        SetRole(ConsensusRole.Leader);
        Leader = Id;
        (_sinceHeartbeat, _sinceQuorum, _uncommittedBytes, _transferee) = (0, 0, 0, 0);
        (_leaseUntil, _mayBeReplaced) = (0, false);
        _sentRounds.Clear();
        _progress.Clear();
        for (var index = Commit + 1; index <= LastIndex; index++)
        {
            _uncommittedBytes += _log[index].Data.Length;
        }

        FollowConfiguration();

        Trace?.BecameLeader(this);

        // Only an entry of the own term may be committed by counting (5.4.2); this one takes the older ones with it.
        Append(LogEntryKind.Empty, 0, 0, default);
        SendToAll();
        AdvanceCommit();
    }

    private void ResignLeadership()
    {
        _transferee = 0;
        _progress.Clear();
        _peers.Clear();
        ForgetReads();
    }

    // Sends to exactly those that are in the cluster.
    private void FollowConfiguration()
    {
        _peers.Clear();
        _peers.AddRange(Voters().Union(Configuration.Learners).Where(n => n != Id).Order());
        foreach (var gone in _progress.Keys.Where(n => !_peers.Contains(n)).ToList())
        {
            _progress.Remove(gone);
        }

        foreach (var peer in _peers)
        {
            if (!_progress.ContainsKey(peer))
            {
                _progress.Add(peer, new Progress { Next = LastIndex + 1, IsActive = true });
            }
        }

        if (_transferee != 0 && !Configuration.Voters.Contains(_transferee))
        {
            _transferee = 0;
        }
    }

    private void TickLeader()
    {
        if (++_sinceQuorum >= _options.ElectionTicks)
        {
            _sinceQuorum = 0;
            if (_options.CheckQuorum && !Quorum.Decides(Configuration, n => n == Id || (_progress.TryGetValue(n, out var p) && p.IsActive)))
            {
                BecomeFollower(Term, leader: 0);
                return;
            }

            foreach (var (peer, progress) in _progress)
            {
                progress.IsActive = false;
                if (progress.State == ProgressState.Snapshot && ++progress.SnapshotAge > SnapshotPatience)
                {
                    SnapshotFailed(peer);
                }
            }
        }

        if (_transferee != 0 && ++_sinceTransfer >= _options.ElectionTicks)
        {
            _transferee = 0;
        }

        if (++_sinceHeartbeat >= _options.HeartbeatTicks)
        {
            _sinceHeartbeat = 0;
            SendHeartbeats();
        }
    }

    private void SendHeartbeats()
    {
        _round++;
        if (_options.LeaseReads)
        {
            _sentRounds.Enqueue((_round, _ticks));
        }

        foreach (var peer in _peers)
        {
            // Not beyond what is known to agree: the rest of its log may be another leader's.
            Send(new Heartbeat(Id, peer, Term, Math.Min(_progress[peer].Match, Commit), _round));
        }
    }

    private void Append(LogEntryKind kind, ulong session, ulong sequence, ReadOnlyMemory<byte> data)
    {
        var entry = new LogEntry(Term, LastIndex + 1, kind, session, sequence, data);
        _log.Append(entry);
        _uncommittedBytes += data.Length;
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Appended, Term = Term, Index = entry.Index, Count = 1, Role = Role });
        Trace?.Appended(this, entry);
        if (kind == LogEntryKind.Configuration)
        {
            Adopt(entry);
        }
    }

    private void SendToAll()
    {
        _appendsDue = false;
        foreach (var peer in _peers)
        {
            Send(peer, _progress[peer]);
        }
    }

    // Everything that may go to a node now.
    private void Send(int peer, Progress progress, bool evenEmpty = true)
    {
        while (!progress.IsPaused(_options.MaxInflight))
        {
            var previous = progress.Next - 1;
            var previousTerm = _log.TermAt(previous);
            if (previousTerm < 0 || previous < _log.Base || (previous == _log.Base && previous > 0 && previousTerm == 0))
            {
                SendSnapshot(peer, progress);
                return;
            }

            var entries = _log.From(progress.Next, _options.MaxEntriesPerMessage, _options.MaxBytesPerMessage);
            if (entries.Count == 0 && (!evenEmpty || progress.State == ProgressState.Replicate))
            {
                return;
            }

            Send(new AppendRequest(Id, peer, Term, previous, previousTerm, entries, Commit));
            progress.ToldCommit = Commit;
            progress.Sent(previous + entries.Count);
            if (progress.State == ProgressState.Probe)
            {
                return;
            }
        }
    }

    private void Take(AppendReply reply)
    {
        if (!_progress.TryGetValue(reply.From, out var progress))
        {
            return;
        }

        progress.IsActive = true;
        if (!reply.IsAccepted)
        {
            if (progress.Refused(reply.Index, _log.LastNotAbove(reply.HintIndex, reply.HintTerm)))
            {
                Send(reply.From, progress);
            }

            return;
        }

        // A promise about entries that this log has not: it cannot be an answer to this leader.
        if (reply.Index > LastIndex)
        {
            return;
        }

        var wasPaused = progress.IsPaused(_options.MaxInflight);
        var isNews = progress.Reached(reply.Index);
        var needsNoSnapshot = progress.State == ProgressState.Snapshot && progress.Match >= Math.Min(progress.SnapshotIndex, _log.Base);
        if (progress.State == ProgressState.Probe || needsNoSnapshot)
        {
            progress.BecomeReplicate();
        }

        if (isNews && AdvanceCommit())
        {
            return;
        }

        if (wasPaused || progress.Next <= LastIndex)
        {
            Send(reply.From, progress, evenEmpty: false);
        }

        if (progress.ToldCommit < Commit && progress.State == ProgressState.Replicate)
        {
            // It waited for an answer when the others were told.
            TellCommit(reply.From, progress);
        }

        if (reply.From == _transferee && progress.Match == LastIndex)
        {
            HandOver(reply.From);
        }
    }

    private void Take(HeartbeatReply reply)
    {
        if (!_progress.TryGetValue(reply.From, out var progress))
        {
            return;
        }

        progress.Heard(_options.MaxInflight);
        if (progress.State == ProgressState.Replicate && progress.Match < LastIndex && progress.Next > LastIndex)
        {
            // Everything was sent and not everything answered. Should it be lost, nothing else would ever find out.
            Send(new AppendRequest(Id, reply.From, Term, LastIndex, _log.LastTerm, [], Commit));
        }
        else if (progress.Match < LastIndex || progress.State == ProgressState.Probe)
        {
            Send(reply.From, progress);
        }

        ConfirmReads(reply, progress);
    }

    // Commits what a majority has, if it is of the own term, and tells the others.
    private bool AdvanceCommit()
    {
        var reached = Quorum.Reached(
            Configuration, n => n == Id ? Durable : _progress.TryGetValue(n, out var p) ? p.Match : 0, _options.Flaw);
        if (reached <= Commit || (_log.TermAt(reached) != Term && !_options.Flaw.HasFlag(RaftFlaw.NoTermCheckOnCommit)))
        {
            return false;
        }

        for (var index = Commit + 1; index <= reached; index++)
        {
            _uncommittedBytes -= _log[index].Data.Length;
        }

        SetCommit(reached);
        FollowCommittedConfiguration();
        if (Role != ConsensusRole.Leader)
        {
            return true;
        }

        StartWaitingReads();
        foreach (var peer in _peers)
        {
            TellCommit(peer, _progress[peer]);
        }

        if (_transferee != 0 && _progress[_transferee].Match == LastIndex)
        {
            HandOver(_transferee);
        }

        return true;
    }

    // With the next entries if there are any, else alone: followers apply only what they know to be committed.
    private void TellCommit(int peer, Progress progress)
    {
        if (progress.State == ProgressState.Replicate && progress.Next > LastIndex)
        {
            Send(new AppendRequest(Id, peer, Term, LastIndex, _log.LastTerm, [], Commit));
            progress.ToldCommit = Commit;
        }
        else
        {
            Send(peer, progress);
        }
    }

    private void SetCommit(long index)
    {
        Commit = index;
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Committed, Term = Term, Index = index, Role = Role });
        Trace?.Committed(this);
    }
}

/// <summary>What a leader knows of another node.</summary>
/// <param name="Match">Up to where their logs are known to agree.</param>
/// <param name="Next">What it sends next.</param>
/// <param name="State">How it sends.</param>
/// <param name="IsPaused">Whether it waits for an answer before it sends more.</param>
/// <param name="Inflight">Messages with entries under way.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FollowerProgress(long Match, long Next, ProgressState State, bool IsPaused, int Inflight);
