using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How a leader comes and goes.</summary>
public sealed partial class RaftCore
{
    private readonly SortedDictionary<int, bool> _votes = [];
    private long _ticks;
    private long _loyalUntil;

    private bool IsLearner => !IsVoter && Configuration.Learners.Contains(Id);

    private bool IsVoter => IsVoterIn(Configuration);

    // A node that is taking over a snapshot does not know yet who is in the cluster. One that is on its way out may be needed until that
    // is committed: it can have the only log that is long enough (thesis, section 4.2.2). Any configuration from the one known to be
    // committed on may be the last that is: after a crash a node knows less of that than before.
    private bool MayCampaign => _received is null && (IsVoter || _configurations.Since(Commit).Any(IsVoterIn));

    private bool IsVoterIn(ClusterConfiguration configuration)
        => configuration.Voters.Contains(Id) || configuration.Outgoing.Contains(Id);

    // A leader was heard lately, so nobody needs another. A leader that checks its quorum steps down when it has none.
    private bool HasLease => _options.CheckQuorum
        && (Role == ConsensusRole.Leader || (Leader != 0 && _sinceLeader < _options.ElectionTicks) || _ticks < _loyalUntil);

    /// <summary>Stands for election now, as if the timeout had passed. A leader, and a node without a vote, do nothing.</summary>
    public void Campaign()
    {
        if (Role == ConsensusRole.Leader || !MayCampaign)
        {
            return;
        }

        if (_options.PreVote)
        {
            BecomePreCandidate();
        }
        else
        {
            BecomeCandidate(isTransfer: false);
        }
    }

    private void BecomePreCandidate()
    {
        Leader = 0;
        SetRole(ConsensusRole.PreCandidate);
        ResetTimeout();
        _votes.Clear();
        RequestVotes(Term + 1, isPre: true, isTransfer: false);
        Count(Id, isGranted: true);
    }

    private void BecomeCandidate(bool isTransfer)
    {
        Leader = 0;
        SetTerm(Term + 1);
        SetRole(ConsensusRole.Candidate);
        ResetTimeout();
        _votes.Clear();
        (Vote, _stateChanged) = (Id, true);
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Voted, Term = Term, Peer = Id, Role = Role });

        Trace?.BecameCandidate(this);

        // Asked only when the own vote is on disk: else a crash could let it vote for another in the same term.
        RequestVotes(Term, isPre: false, isTransfer);
    }

    private void BecomeFollower(long term, int leader)
    {
        var isNews = term != Term || Role is ConsensusRole.Leader or ConsensusRole.Candidate;
        if (Role == ConsensusRole.Leader)
        {
            ResignLeadership();
        }

        SetTerm(term);
        SetRole(ConsensusRole.Follower);
        Leader = leader;
        ResetTimeout();
        if (isNews)
        {
            Trace?.BecameFollower(this);
        }
    }

    private void RequestVotes(long term, bool isPre, bool isTransfer)
    {
        foreach (var voter in Voters())
        {
            if (voter != Id)
            {
                Send(new VoteRequest(Id, voter, term, _log.LastIndex, _log.LastTerm, isPre, isTransfer), afterSync: !isPre);
            }
        }
    }

    // Voters of both configurations, each once, ascending.
    private IEnumerable<int> Voters()
        => Configuration.IsJoint ? Configuration.Voters.Union(Configuration.Outgoing).Order() : Configuration.Voters;

    private void Answer(VoteRequest request)
    {
        var isFree = Vote == request.From || (Vote == 0 && Leader == 0) || (request.IsPre && request.Term > Term)
            || _options.Flaw.HasFlag(RaftFlaw.VoteTwice);
        var isGranted = isFree
            && (_log.IsUpToDate(request.LastIndex, request.LastTerm) || _options.Flaw.HasFlag(RaftFlaw.NoUpToDateCheck));
        if (request.IsPre)
        {
            // A refusal carries the own term, so that a candidate of the past learns of it; a grant promises nothing.
            Send(new VoteReply(Id, request.From, isGranted ? request.Term : Term, IsPre: true, isGranted));
            return;
        }

        if (isGranted)
        {
            (Vote, _stateChanged) = (request.From, true);
            _sinceLeader = 0;
            _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Voted, Term = Term, Peer = request.From, Role = Role });
        }

        Send(new VoteReply(Id, request.From, Term, IsPre: false, isGranted), afterSync: true);
    }

    private void Count(VoteReply reply)
    {
        var isAwaited = reply.IsPre
            ? Role == ConsensusRole.PreCandidate && (!reply.IsGranted || reply.Term == Term + 1)
            : Role == ConsensusRole.Candidate;
        if (isAwaited)
        {
            Count(reply.From, reply.IsGranted);
        }
    }

    private void Count(int node, bool isGranted)
    {
        _votes.TryAdd(node, isGranted);
        if (Quorum.Decides(Configuration, n => _votes.TryGetValue(n, out var granted) && granted, _options.Flaw))
        {
            if (Role == ConsensusRole.PreCandidate)
            {
                BecomeCandidate(isTransfer: false);
            }
            else
            {
                BecomeLeader();
            }
        }
        else if (Quorum.Blocks(Configuration, n => _votes.TryGetValue(n, out var granted) && !granted))
        {
            BecomeFollower(Term, leader: 0);
        }
    }
}
