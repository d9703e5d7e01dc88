using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node in simulated time: drives a consensus protocol with a clock, a disk and a network that may all fail, and executes what
/// becomes final.</summary>
public sealed class ConsensusNode : IActor
{
    private readonly ConsensusNodeOptions _options;
    private readonly FaultyNetwork _network;
    private readonly IConsensusObserver _observer;
    private readonly Func<int, ActorId> _addressOf;
    private readonly Func<SimulatedDisk, IConsensusProtocol> _start;
    private readonly Dictionary<(ulong Session, ulong Sequence), (ActorId Client, SimTime Since)> _asked = [];
    private readonly PendingReads _reads = new();
    private IActorContext? _context;
    private SimTime _nextTick = SimTime.Never;
    private SimTime _flushed = SimTime.Never;
    private SimTime _stalledUntil = SimTime.Zero;
    private readonly Queue<(ActorId From, Message Message)> _heldBack = new();
    private long _lastTerm;

    /// <summary>A node that is up from the beginning.</summary>
    /// <param name="id">Its number, from 1.</param>
    /// <param name="options">How it works.</param>
    /// <param name="machine">What executes commands.</param>
    /// <param name="disk">Its disk.</param>
    /// <param name="network">The links to the others.</param>
    /// <param name="observer">Who is told of everything.</param>
    /// <param name="addressOf">The address of a node by its number.</param>
    /// <param name="start">Makes the protocol from what the disk holds; called at each start.</param>
    public ConsensusNode(
        int id, ConsensusNodeOptions options, IReplicatedMachine machine, SimulatedDisk disk, FaultyNetwork network,
        IConsensusObserver observer, Func<int, ActorId> addressOf, Func<SimulatedDisk, IConsensusProtocol> start)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Id, _options, Machine, Disk, _network, _observer, _addressOf, _start) = (id, options, machine, disk, network, observer, addressOf, start);
        Name = $"{options.NamePrefix}{id}";
        Protocol = start(disk);
    }

    /// <summary>Its number, from 1.</summary>
    public int Id { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What executes commands.</summary>
    public IReplicatedMachine Machine { get; }

    /// <summary>Its disk.</summary>
    public SimulatedDisk Disk { get; }

    /// <summary>The protocol as it runs; another one after each start.</summary>
    public IConsensusProtocol Protocol { get; private set; }

    /// <summary>Whether it runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>How far its machine has executed the log.</summary>
    public long AppliedIndex { get; private set; }

    /// <summary>By how much its clock runs too fast (above 1) or too slowly.</summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary>Whether it stands for election when the run begins.</summary>
    public bool CampaignsAtStart { get; init; }

    /// <summary>Is called for each entry that it executes.</summary>
    public Action<ConsensusNode, LogEntry>? OnApply { get; set; }

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        _context = context;
        ScheduleTick();
        if (CampaignsAtStart && Protocol is RaftCore raft)
        {
            raft.Campaign();
        }

        Work();
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (!IsUp)
        {
            if (message is Packet lost)
            {
                _network.Lose(lost, context.Now);
            }
        }
        else if (context.Now < _stalledUntil)
        {
            _heldBack.Enqueue((from, message));
        }
        else
        {
            Take(from, message);
            Work();
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        if (!IsUp)
        {
            return;
        }

        if (context.Now < _stalledUntil)
        {
            // A disk goes on by itself; the node hears of it when it comes to.
            return;
        }

        if (_options.CatchesUpTicks)
        {
            CatchUp();
        }

        while (_heldBack.TryDequeue(out var held))
        {
            Take(held.From, held.Message);
        }

        if (context.Now >= _flushed)
        {
            _flushed = SimTime.Never;
            EndFlush();
        }

        if (context.Now >= _nextTick)
        {
            Protocol.Tick();
            ScheduleTick();
        }

        Work();
    }

    /// <summary>Stops it without warning.</summary>
    public void Crash()
    {
        if (!IsUp)
        {
            return;
        }

        IsUp = false;
        var lost = Disk.Crash();
        Observe(new ConsensusEvent { Kind = ConsensusEventKind.Crashed, Count = lost, Term = _lastTerm, Role = ConsensusRole.Down });
        _asked.Clear();
        _reads.Clear();
        foreach (var (_, message) in _heldBack)
        {
            if (message is Packet packet)
            {
                _network.Lose(packet, Now);
            }
        }

        _heldBack.Clear();
        (_nextTick, _flushed, _stalledUntil) = (SimTime.Never, SimTime.Never, SimTime.Zero);
    }

    /// <summary>Starts it again from its disk. A disk whose flushed part is damaged keeps it down.</summary>
    public void Restart()
    {
        if (IsUp)
        {
            return;
        }

        if (Disk.IsDamaged)
        {
            Observe(new ConsensusEvent { Kind = ConsensusEventKind.DiskDamaged, Role = ConsensusRole.Down });
            return;
        }

        Machine.Reset();
        AppliedIndex = 0;
        if (Disk.Restore(1).Snapshot is { } snapshot)
        {
            Machine.Restore(snapshot.Data);
            AppliedIndex = snapshot.Index;
        }

        Protocol = _start(Disk);
        IsUp = true;
        _lastTerm = Disk.State.Term;
        Observe(new ConsensusEvent { Kind = ConsensusEventKind.Recovered, Index = Disk.LastIndex, Term = _lastTerm });
        ScheduleTick();
        Work();
    }

    /// <summary>Lets it stand still for a while: neither its clock nor messages reach it.</summary>
    public void Stall(SimDuration duration)
    {
        if (IsUp)
        {
            _stalledUntil = Now + duration;
            _context!.WakeAt(_stalledUntil);
            Observe(new ConsensusEvent { Kind = ConsensusEventKind.Stalled, Count = duration.Nanoseconds });
        }
    }

    /// <summary>Lets it do the work that has come up in its protocol otherwise than by a message or its clock: a change of members that
    /// an operator asked for.</summary>
    public void Poke()
    {
        if (IsUp && _context is not null && Now >= _stalledUntil)
        {
            Work();
        }
    }

    internal SimTime Now => _context?.Now ?? SimTime.Zero;

    private void Take(ActorId from, Message message)
    {
        switch (message)
        {
            case Packet packet when _network.Arrives(packet, Now):
                Protocol.Step(packet.Body);
                break;
            case NodeRequest request:
                Take(from, request.Command);
                break;
            case NodeQuestion question:
                Take(from, question);
                break;
        }
    }

    private void Take(ActorId client, in ClientCommand command)
    {
        var proposal = Protocol.Propose(command);
        if (proposal.Verdict == ProposalVerdict.Accepted)
        {
            _asked[(command.Session, command.Sequence)] = (client, Now);
        }
        else
        {
            _context!.Send(client, new NodeReply(command.Session, command.Sequence, IsFinal: false, proposal.Leader, 0, default));
        }
    }

    // Any node may be asked: one that follows asks its leader from where on it may answer.
    private void Take(ActorId client, NodeQuestion question)
    {
        var number = _reads.Add(client, question);
        if (Protocol is not RaftCore raft || !raft.ReadIndex(number))
        {
            _reads.Remove(number);
            _context!.Send(client, new NodeAnswer(question.Number, IsAnswered: false, Protocol.Leader, 0, default));
        }
    }

    private void Work()
    {
        while (Protocol.HasReady)
        {
            var ready = Protocol.TakeReady();
            foreach (var item in ready.Events)
            {
                Observe(item);
            }

            Send(ready.Messages);
            if (ready.Snapshot is { } snapshot)
            {
                Machine.Restore(snapshot.Data);
                AppliedIndex = snapshot.Index;
                Protocol.Applied(snapshot.Index);
            }

            Disk.Write(ready);
            Apply(ready.Committed);
            foreach (var grant in ready.Reads)
            {
                _reads.Grant(grant);
            }

            foreach (var (client, question) in _reads.Take(AppliedIndex))
            {
                _context!.Send(client, new NodeAnswer(question.Number, IsAnswered: true, Protocol.Leader, AppliedIndex, Machine.Read(question.Data)));
            }
        }

        if (_flushed == SimTime.Never && Disk.BeginFlush() is { } duration)
        {
            if (duration > SimDuration.Zero)
            {
                _flushed = Now + duration;
                _context!.WakeAt(_flushed);
            }
            else
            {
                EndFlush();
                Work();
            }
        }
    }

    private void EndFlush()
    {
        foreach (var done in Disk.EndFlush())
        {
            if (done.Entries.Count > 0)
            {
                Observe(new ConsensusEvent { Kind = ConsensusEventKind.Synced, Index = done.Entries[^1].Index, Term = done.Entries[^1].Term });
            }

            Protocol.Persisted(done);
            Send(done.MessagesAfterSync);
        }
    }

    private void Apply(IReadOnlyList<LogEntry> committed)
    {
        foreach (var entry in committed)
        {
            if (entry.Index <= AppliedIndex)
            {
                continue;
            }

            var answer = entry.Kind == LogEntryKind.Command ? Machine.Apply(entry) : default;
            AppliedIndex = entry.Index;
            OnApply?.Invoke(this, entry);
            if (entry.Session != 0 && _asked.Remove((entry.Session, entry.Sequence), out var asked))
            {
                _context!.Send(asked.Client, new NodeReply(entry.Session, entry.Sequence, IsFinal: true, Id, entry.Index, answer));
                if (_options.TellsAcknowledged)
                {
                    Observe(new ConsensusEvent
                    {
                        Kind = ConsensusEventKind.Acknowledged, Index = entry.Index, Term = entry.Term,
                        Id = (entry.Session << 20) ^ entry.Sequence, Count = (Now - asked.Since).Nanoseconds,
                    });
                }
            }
        }

        if (committed.Count > 0)
        {
            Protocol.Applied(AppliedIndex);
            Observe(new ConsensusEvent { Kind = ConsensusEventKind.Applied, Index = AppliedIndex });
            Compact();
        }
    }

    private void Compact()
    {
        if (Protocol is RaftCore raft && AppliedIndex - (raft.Snapshot?.Index ?? 0) >= _options.SnapshotEvery)
        {
            Disk.Keep(raft.TakeSnapshot(AppliedIndex, Machine.Save(), _options.EntriesKept), raft.FirstIndex);
            Observe(new ConsensusEvent { Kind = ConsensusEventKind.SnapshotTaken, Index = AppliedIndex });
        }
    }

    private void Send(IReadOnlyList<ConsensusMessage> messages)
    {
        foreach (var message in messages)
        {
            _network.Send(message, _addressOf(message.To), _context!);
        }
    }

    private SimDuration TickLength => SimDuration.FromNanoseconds(Math.Max(1, (long)(_options.TickLength.Nanoseconds / ClockSpeed)));

    private void ScheduleTick()
    {
        _nextTick = Now + TickLength;
        _context!.WakeAt(_nextTick);
    }

    // All but the one that is due now, which comes in its turn.
    private void CatchUp()
    {
        for (; _nextTick + TickLength <= Now; _nextTick += TickLength)
        {
            Protocol.Tick();
        }
    }

    private void Observe(in ConsensusEvent item)
    {
        if (item.Kind is ConsensusEventKind.RoleChanged or ConsensusEventKind.TermChanged)
        {
            _lastTerm = item.Term;
        }

        _observer.Observe(item with { Time = Now, Node = Id });
    }
}
