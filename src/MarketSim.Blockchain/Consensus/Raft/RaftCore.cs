using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Raft: a log that a majority of nodes keep in common, with one leader at a time who orders it.</summary>
/// <remarks>
/// A pure state machine: see <see cref="IConsensusProtocol"/> for how it is driven. All chance comes from the stream given to it.
/// Source: Ongaro and Ousterhout (2014), "In Search of an Understandable Consensus Algorithm (Extended Version)"; pre-vote,
/// transfer, reads and sessions from Ongaro's thesis (2014); handing out work as <see cref="ConsensusReady"/>, and how a leader keeps
/// track of its followers, are ideas of etcd/raft.
/// </remarks>
public sealed partial class RaftCore : IConsensusProtocol
{
    private RaftOptions _options;
    private readonly Rng _random;
    private readonly RaftLog _log = new();
    private readonly ConfigurationHistory _configurations;
    private readonly List<ConsensusMessage> _now = [];
    private readonly List<ConsensusMessage> _afterSync = [];
    private readonly List<ConsensusEvent> _events = [];
    private readonly List<ReadGrant> _reads = [];
    private long _readies;
    private long _handedOut;
    private long _toWrite;
    private long _sinceLeader;
    private int _timeout;
    private bool _stateChanged;
    private LogSnapshot? _received;

    // Writes under way, oldest first: how far each will have left the log on the disk. What is cut off later shortens them, so
    // that a write which ends after its entries were replaced proves nothing about those in their place.
    private readonly List<(long Number, long UpTo)> _writes = [];

    /// <summary>A node as it was when its disk was last written.</summary>
    /// <param name="id">Its number, from 1.</param>
    /// <param name="options">How it works.</param>
    /// <param name="restored">What its disk holds.</param>
    /// <param name="random">Its stream of chance: it draws election timeouts.</param>
    /// <exception cref="ArgumentException">The options do not fit together, or the log has a hole.</exception>
    public RaftCore(int id, RaftOptions options, RaftRestored restored, Rng random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(restored);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(id, 1);
        options.Verify();
        (Id, _options, _random, Term, Vote) = (id, options, random, restored.State.Term, restored.State.Vote);
        Snapshot = restored.Snapshot;
        var first = restored.Entries.Count > 0 ? restored.Entries[0].Index : (Snapshot?.Index ?? 0) + 1;
        if (first > (Snapshot?.Index ?? 0) + 1)
        {
            throw new ArgumentException($"The log begins at {first}, and the snapshot ends at {Snapshot?.Index ?? 0}: a part is missing.");
        }

        // Where the log reaches back before the snapshot, the term before its first entry is not known, nor needed.
        _log.Reset(first - 1, first - 1 == Snapshot?.Index ? Snapshot.Term : 0);
        _configurations = new ConfigurationHistory(Snapshot?.Index ?? 0, Snapshot?.Configuration ?? restored.Configuration);
        foreach (var entry in restored.Entries)
        {
            _log.Append(entry);
            if (entry.Kind == LogEntryKind.Configuration && entry.Index > (Snapshot?.Index ?? 0))
            {
                _configurations.Add(entry);
            }
        }

        if (Snapshot is { } snapshot && _log.LastIndex < snapshot.Index)
        {
            _log.Reset(snapshot.Index, snapshot.Term);
        }

        Durable = _log.LastIndex;
        _toWrite = Durable + 1;
        Commit = Math.Clamp(restored.State.Commit, Snapshot?.Index ?? 0, _log.LastIndex);
        _handedOut = AppliedIndex = Snapshot?.Index ?? 0;
        Role = IsLearner ? ConsensusRole.Learner : ConsensusRole.Follower;

        // Before it stopped it may have promised a leader to wait, and a lease relies on that.
        _loyalUntil = options.LeaseReads && Term > 0 ? options.ElectionTicks : 0;
        ResetTimeout();
    }

    /// <inheritdoc/>
    public int Id { get; }

    /// <inheritdoc/>
    public int Leader { get; private set; }

    /// <summary>The newest term that it has heard of.</summary>
    public long Term { get; private set; }

    /// <summary>Whom it voted for in that term; zero for nobody.</summary>
    public int Vote { get; private set; }

    /// <summary>What it is.</summary>
    public ConsensusRole Role { get; private set; }

    /// <summary>How far it knows the log to be committed.</summary>
    public long Commit { get; private set; }

    /// <summary>How far its log is on its disk.</summary>
    public long Durable { get; private set; }

    /// <summary>How far the machine has applied the log.</summary>
    public long AppliedIndex { get; private set; }

    /// <summary>The end of its log.</summary>
    public long LastIndex => _log.LastIndex;

    /// <summary>The first entry that it still has; one more than <see cref="LastIndex"/> where it has none.</summary>
    public long FirstIndex => _log.Base + 1;

    /// <summary>Its newest snapshot; null for none.</summary>
    public LogSnapshot? Snapshot { get; private set; }

    /// <summary>Who is in the cluster as far as its log says.</summary>
    public ClusterConfiguration Configuration => _configurations.Latest;

    /// <inheritdoc/>
    public bool HasReady => _now.Count > 0 || _afterSync.Count > 0 || _stateChanged || _received is not null || _reads.Count > 0
        || _events.Count > 0 || _toWrite <= _log.LastIndex || Appliable > _handedOut;

    private long Appliable => _options.Flaw.HasFlag(RaftFlaw.ApplyBeforeCommit) ? Durable : Math.Min(Commit, Durable);

    /// <summary>The term of an entry.</summary>
    /// <returns>-1 where the log has no such entry, or no longer.</returns>
    public long TermAt(long index) => _log.TermAt(index);

    /// <summary>An entry that it still has: from <see cref="FirstIndex"/> to <see cref="LastIndex"/>.</summary>
    public LogEntry EntryAt(long index) => _log[index];

    /// <summary>Who was in the cluster as of an entry that it still has, and since which one.</summary>
    internal (long Since, ClusterConfiguration Configuration) ConfigurationAt(long index) => _configurations.EntryAt(index);

    /// <summary>The entries that it still has.</summary>
    public IReadOnlyList<LogEntry> Entries => _log.From(_log.Base + 1, long.MaxValue);

    /// <inheritdoc/>
    public void Tick()
    {
        _ticks++;
        _sinceLeader++;
        if (Role == ConsensusRole.Leader)
        {
            TickLeader();
        }
        else if (_sinceLeader >= _timeout && MayCampaign)
        {
            Campaign();
        }
    }

    /// <inheritdoc/>
    public void Step(ConsensusMessage message)
    {
        if (message is not RaftMessage raft || raft.To != Id || IsDisturbance(raft))
        {
            return;
        }

        Trace?.Received(this, raft);
        if (!MindsTerm(raft))
        {
            return;
        }

        switch (raft)
        {
            case VoteRequest request:
                Answer(request);
                break;
            case VoteReply reply:
                Count(reply);
                break;
            case AppendRequest request:
                Take(request);
                break;
            case AppendReply reply when Role == ConsensusRole.Leader:
                Take(reply);
                break;
            case Heartbeat heartbeat:
                Take(heartbeat);
                break;
            case HeartbeatReply reply when Role == ConsensusRole.Leader:
                Take(reply);
                break;
            case SnapshotRequest request:
                Take(request);
                break;
            case TimeoutNow when MayCampaign && Role != ConsensusRole.Leader:
                BecomeCandidate(isTransfer: true);
                break;
            case ReadIndexRequest request:
                Take(request);
                break;
            case ReadIndexReply reply:
                _reads.Add(new ReadGrant(reply.Request, reply.Index));
                break;
        }
    }

    /// <inheritdoc/>
    public ConsensusReady TakeReady()
    {
        if (_appendsDue && Role == ConsensusRole.Leader)
        {
            SendToAll();
        }

        var entries = _log.From(_toWrite, long.MaxValue);
        var appliable = _received is null ? Appliable : _handedOut;
        var ready = new ConsensusReady
        {
            Number = ++_readies,
            Messages = Drain(_now),
            MessagesAfterSync = Drain(_afterSync),
            State = _stateChanged ? new HardState(Term, Vote, Commit) : null,
            Snapshot = _received,
            Entries = entries,
            Committed = appliable > _handedOut ? _log.From(_handedOut + 1, appliable - _handedOut) : [],
            Reads = Drain(_reads),
            Events = Drain(_events),
        };
        if (ready.Entries.Count > 0 || ready.Snapshot is not null)
        {
            _writes.Add((ready.Number, LastIndex));
        }

        if (_received is { } snapshot)
        {
            _handedOut = snapshot.Index;
            _received = null;
        }

        _toWrite = _log.LastIndex + 1;
        _handedOut = Math.Max(_handedOut, appliable);
        _stateChanged = false;
        return ready;
    }

    /// <inheritdoc/>
    public void Persisted(ConsensusReady ready)
    {
        ArgumentNullException.ThrowIfNull(ready);
        while (_writes.Count > 0 && _writes[0].Number <= ready.Number)
        {
            Durable = Math.Max(Durable, _writes[0].UpTo);
            _writes.RemoveAt(0);
        }

        if (Role == ConsensusRole.Leader)
        {
            AdvanceCommit();
        }
        else if (ready.State is { } state && state.Term == Term && state.Vote == Id && Role == ConsensusRole.Candidate)
        {
            // Its own vote counts from when it cannot be forgotten.
            Count(Id, isGranted: true);
        }
    }

    /// <inheritdoc/>
    public void Applied(long index) => AppliedIndex = Math.Max(AppliedIndex, index);

    /// <summary>For stories: is told of what a TLA+ specification validates; null for nobody.</summary>
    internal RaftTrace? Trace { get; set; }

    /// <summary>For stories: other options from now on.</summary>
    internal void Use(RaftOptions options)
    {
        options.Verify();
        if ((options.FixedElectionTicks, options.ElectionTicks, options.ElectionSpreadTicks)
            != (_options.FixedElectionTicks, _options.ElectionTicks, _options.ElectionSpreadTicks))
        {
            _timeout = DrawTimeout(options);
        }

        _options = options;
    }

    // A candidate whom nobody needs: its term is not taken over either.
    private bool IsDisturbance(RaftMessage message) => message is VoteRequest { IsTransfer: false } && message.Term > Term && HasLease;

    // Whether a message of its term is for us; on the way this node learns of newer terms.
    private bool MindsTerm(RaftMessage message)
    {
        if (message.Term > Term)
        {
            switch (message)
            {
                case VoteRequest { IsPre: true } or VoteReply { IsPre: true, IsGranted: true }:
                    return true;
                case VoteRequest when Role != ConsensusRole.Leader:
                    // Patience goes on: who asks for votes is no leader, and may have a log with which it cannot win.
                    var (since, timeout) = (_sinceLeader, _timeout);
                    BecomeFollower(message.Term, leader: 0);
                    (_sinceLeader, _timeout) = (since, timeout);
                    return true;
                default:
                    BecomeFollower(message.Term, message is AppendRequest or Heartbeat or SnapshotRequest ? message.From : 0);
                    return true;
            }
        }

        if (message.Term == Term)
        {
            return true;
        }

        switch (message)
        {
            // A leader of the past, or a node that is stuck in its own: it must learn of the newer term, else it never comes back.
            case AppendRequest or Heartbeat or SnapshotRequest:
                Send(new AppendReply(Id, message.From, Term, IsAccepted: false, 0, 0, 0));
                break;
            case VoteRequest request:
                Send(new VoteReply(Id, message.From, Term, request.IsPre, IsGranted: false));
                break;
        }

        return false;
    }

    // What promises something waits for the disk.
    private void Send(RaftMessage message, bool afterSync = false)
    {
        (afterSync ? _afterSync : _now).Add(message);
        Trace?.Sent(this, message);
    }

    private void ShortenWrites(long upTo)
    {
        for (var i = 0; i < _writes.Count; i++)
        {
            _writes[i] = (_writes[i].Number, Math.Min(_writes[i].UpTo, upTo));
        }
    }

    private void SetTerm(long term)
    {
        if (term != Term)
        {
            (Term, Vote, _stateChanged) = (term, 0, true);
            _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.TermChanged, Term = term, Role = Role });
        }
    }

    private void SetRole(ConsensusRole role)
    {
        if (role == ConsensusRole.Follower && IsLearner)
        {
            role = ConsensusRole.Learner;
        }

        if (role != Role)
        {
            Role = role;
            _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.RoleChanged, Role = role, Term = Term });
        }
    }

    private void ResetTimeout()
    {
        _sinceLeader = 0;
        _timeout = DrawTimeout(_options);
    }

    private int DrawTimeout(RaftOptions options)
        => options.FixedElectionTicks ?? options.ElectionTicks + (int)_random.Below(options.ElectionSpreadTicks ?? options.ElectionTicks);

    private static T[] Drain<T>(List<T> list)
    {
        T[] all = [.. list];
        list.Clear();
        return all;
    }
}
