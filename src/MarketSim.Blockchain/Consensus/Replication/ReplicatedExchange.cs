using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Blockchain;

/// <summary>An exchange whose commands are final when a cluster has committed them. The log of commands is the replicated log; every node
/// applies it to an exchange of its own, and nobody hears of a trade before it is committed.</summary>
/// <remarks>The venue's actor stands in front: it numbers commands, sends them to whoever leads, sends them again where no answer comes,
/// and lets each take effect in the order of the log. A command keeps its number, so no copy executes it twice.</remarks>
public sealed class ReplicatedExchange : ICommandSequencer
{
    private const ulong Session = 1;

    private readonly ConsensusRecorder _recorder = new();
    private readonly ReplicationOptions _options;
    private readonly SortedDictionary<ulong, Waiting> _waiting = [];
    private readonly SortedDictionary<long, ulong> _final = [];
    private readonly List<ExchangeMachine> _machines = [];
    private ExchangeActor? _venue;
    private ulong _sent;
    private long _effective;
    private int _leader = 1;
    private SimTime _last;
    private SimTime _wakeAt = SimTime.Never;

    /// <summary>A cluster of exchanges.</summary>
    /// <param name="options">How the cluster works, and how the front of it.</param>
    /// <param name="seed">The key of all its chance.</param>
    /// <param name="create">Makes the exchange as it is before the first command; the same for every node.</param>
    public ReplicatedExchange(ReplicationOptions options, ulong seed, Func<Exchange> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(create);
        _options = options;
        var cluster = options.Cluster with { Node = options.Cluster.Node with { TellsAcknowledged = false } };
        Cluster = new SimulatedCluster(cluster, seed, _ => MachineOf(create), _recorder);
    }

    /// <summary>The nodes and what lies between them.</summary>
    public SimulatedCluster Cluster { get; }

    /// <summary>What happened in the cluster, in order; for timelines and checks. Of a long run only what is rare is kept beyond the
    /// first <see cref="ConsensusRecorder.UsualMost"/> events.</summary>
    public IReadOnlyList<ConsensusEvent> Events => _recorder.Events;

    /// <summary>Frequent events of a long run that are not among <see cref="Events"/>.</summary>
    public long EventsLeftOut => _recorder.LeftOut;

    /// <summary>The nodes' exchanges, in order of node.</summary>
    public IReadOnlyList<Exchange> Copies => [.. _machines.Select(m => m.Exchange)];

    /// <summary>What executes the log on each node, in order of node.</summary>
    public IReadOnlyList<ExchangeMachine> Machines => _machines;

    /// <summary>Commands that were sent and are not final yet.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>Commands that were sent more than once because no answer came in time.</summary>
    public long RetryCount { get; private set; }

    /// <summary>Commands that are final.</summary>
    public long FinalCount => _effective;

    /// <summary>Stands it in front of a venue and gives its nodes to the kernel.</summary>
    /// <param name="venue">The venue's actor.</param>
    /// <param name="add">Adds an actor to the kernel and tells its address.</param>
    public void AttachTo(ExchangeActor venue, Func<IActor, ActorId> add)
    {
        ArgumentNullException.ThrowIfNull(venue);
        _venue = venue;
        venue.Sequencer = this;
        Cluster.AddTo(add);
    }

    /// <inheritdoc/>
    public void Administer(in Command command, SimTime now)
    {
        // Before the log begins every copy starts alike. What is done when the run is over concerns the run, not the log.
        if (_sent == 0)
        {
            foreach (var machine in _machines)
            {
                machine.Prepare(command, now);
            }
        }
    }

    /// <inheritdoc/>
    public void Submit(in Command command, IActorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var waiting = new Waiting(++_sent, command, context.Now, ExchangeMachine.Encode(command, context.Now)) { AskedAt = context.Now };
        _waiting.Add(waiting.Number, waiting);
        Ask(waiting, context);
        WakeLater(context);
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (message is not NodeReply reply || !_waiting.TryGetValue(reply.Sequence, out var waiting))
        {
            return;
        }

        if (reply.IsFinal && !waiting.IsFinal)
        {
            waiting.IsFinal = true;
            _final[ExchangeMachine.NumberOf(reply.Answer)] = reply.Sequence;
            _recorder.Observe(new ConsensusEvent
            {
                Time = context.Now, Kind = ConsensusEventKind.Acknowledged, Node = reply.Leader, Index = reply.Index,
                Id = (Session << 20) ^ reply.Sequence, Count = (context.Now - waiting.Time).Nanoseconds,
            });
            TakeEffect(context);
        }
        else if (!reply.IsFinal && reply.Leader != 0 && reply.Leader != _leader)
        {
            // Sent on at once to whom it belongs; without a leader it waits for its time.
            _leader = reply.Leader;
            foreach (var each in _waiting.Values.Where(w => !w.IsFinal))
            {
                Ask(each, context);
            }
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Now < _wakeAt)
        {
            return;
        }

        _wakeAt = SimTime.Never;
        var overdue = _waiting.Values.Where(w => !w.IsFinal && context.Now >= w.AskedAt + _options.RetryAfter).ToList();
        if (overdue.Count > 0)
        {
            // Somebody else may know better.
            _leader = (_leader % _options.Cluster.Nodes) + 1;
            foreach (var waiting in overdue)
            {
                RetryCount++;
                Ask(waiting, context);
            }
        }

        WakeLater(context);
    }

    /// <summary>Whether all nodes that are up and have executed equally many commands hold equal exchanges.</summary>
    /// <returns>Null if so; else a sentence that names two that differ.</returns>
    public string? Disagreement()
    {
        var seen = new Dictionary<long, (int Node, ulong Hash)>();
        for (var i = 0; i < _machines.Count; i++)
        {
            var hash = _machines[i].ComputeHash();
            if (seen.TryGetValue(_machines[i].Count, out var other) && other.Hash != hash)
            {
                return $"Nodes {other.Node} and {i + 1} have both executed {_machines[i].Count} commands, and their exchanges differ.";
            }

            seen.TryAdd(_machines[i].Count, (i + 1, hash));
        }

        return null;
    }

    private void Ask(Waiting waiting, IActorContext context)
    {
        waiting.AskedAt = context.Now;
        context.Send(Cluster.AddressOf(_leader), new NodeRequest(new ClientCommand(Session, waiting.Number, waiting.Data)));
    }

    // In the order of the log, which is that of the numbers the copies gave; an answer that came early waits for those before it.
    private void TakeEffect(IActorContext context)
    {
        while (_final.Remove(_effective + 1, out var number))
        {
            _effective++;
            _waiting.Remove(number, out var waiting);
            _last = waiting!.Time < _last ? _last : waiting.Time;
            _venue!.Commit(waiting.Command, _last, context);
        }
    }

    private void WakeLater(IActorContext context)
    {
        if (_waiting.Count > 0 && _wakeAt == SimTime.Never)
        {
            _wakeAt = context.Now + _options.RetryAfter;
            context.WakeAt(_wakeAt);
        }
    }

    private SessionMachine MachineOf(Func<Exchange> create)
    {
        var machine = new ExchangeMachine(create, keepsHistory: _options.Cluster.Node.SnapshotEvery < long.MaxValue);
        _machines.Add(machine);
        return new SessionMachine(machine, _options.Cluster.Raft.Flaw.HasFlag(RaftFlaw.SkipSessionTable));
    }

    private sealed class Waiting(ulong number, Command command, SimTime time, byte[] data)
    {
        public ulong Number => number;

        public Command Command => command;

        public SimTime Time => time;

        public byte[] Data => data;

        public SimTime AskedAt { get; set; }

        public bool IsFinal { get; set; }
    }
}
