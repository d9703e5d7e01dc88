using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node of a real cluster: drives the protocol's core with a clock, a disk and connections. One thread at a time does it
/// all, the core and the machine included: whoever brings something drives where nobody does, else leaves it in the inbox.</summary>
/// <remarks><code>
/// connections ─┐                     ┌─► peers        at once: what promises nothing
/// clock ───────┼─► inbox ─► core ────┼─► disk ─► inbox ─► peers   what promises something, once it is flushed
/// disk ────────┘                     └─► machine ─► clients             what is committed
/// </code>
/// A single entry is written by the one who drives, more of them, or any on a slow disk, by a thread of the disk's own, so that work
/// for the next flush gathers during this one.</remarks>
public sealed partial class ClusterNode : IDisposable
{
    private readonly ClusterPlan _plan;
    private readonly NodeSettings _settings;
    private readonly int _id;
    private readonly RaftCore _core;
    private readonly SessionMachine _machine;
    private readonly Inbox _inbox = new();
    private readonly WriteAheadLog _log;
    private readonly DiskThread _disk;
    private readonly EventJournal _journal;
    private readonly Callers _callers;
    private readonly PeerLink?[] _links;
    private readonly Connection?[] _peers;
    private readonly bool[] _isCut;
    private readonly Waiting _waiting = new();
    private readonly CommitNews _news = new();
    private readonly HashSet<Connection> _toFlush = [];
    private readonly HashSet<Connection> _answered = [];
    private readonly Queue<ConsensusReady> _unwritten = [];
    private readonly List<LogEntry> _applied = [];
    private int _leader;
    private long _appliedIndex;
    private long _snapshotIndex;
    private bool _isSaving;
    private ulong _messages;
    private bool _isStopping;

    /// <summary>A node of the cluster in a folder; it opens its log and begins to listen.</summary>
    /// <param name="folder">The cluster's folder.</param>
    /// <param name="id">Which node, from 1.</param>
    /// <exception cref="IOException">Its log is damaged, its port is taken, or its folder cannot be used.</exception>
    public ClusterNode(string folder, int id)
        : this(folder, id, new NodeSettings())
    {
    }

    internal ClusterNode(string folder, int id, NodeSettings settings)
    {
        (_plan, _id, _settings) = (ClusterPlan.Load(folder), id, settings);
        if (id < 1 || id > _plan.Nodes)
        {
            throw new ArgumentException($"There is no node {id}: the cluster has nodes 1 to {_plan.Nodes}.");
        }

        var own = ClusterPlan.FolderOf(folder, id);
        var certificates = ClusterCertificates.Load(ClusterPlan.CertificatesOf(folder), ClusterPlan.NameOf(id));
        _machine = new SessionMachine(ClusterMachines.Create(_plan.Machine));
        _log = WriteAheadLog.Open(Path.Combine(own, "log"), new WalOptions
        {
            Cluster = _plan.Cluster, Node = id, SegmentBytes = settings.SegmentBytes, BeforeFlush = settings.BeforeFlush,
        }, out var contents);
        Note = contents.Note;
        _core = Restore(contents);
        _journal = new EventJournal(_plan.KeepsHistory ? own : null, _plan.Began, settings.JournalBytes);
        Record(new ConsensusEvent { Kind = ConsensusEventKind.Recovered, Index = contents.LastIndex, Term = contents.State.Term });
        _callers = new Callers(_plan, id, certificates, _inbox);
        _disk = new DiskThread(_log, _inbox);
        (_links, _peers, _isCut) = (new PeerLink?[_plan.Nodes + 1], new Connection?[_plan.Nodes + 1], new bool[_plan.Nodes + 1]);
        for (var peer = 1; peer <= _plan.Nodes; peer++)
        {
            var to = peer;
            _links[peer] = peer == id ? null : new PeerLink(peer, () => Call(certificates, to), _inbox);
        }
    }

    /// <summary>What had to be repaired in its log when it was opened, as a sentence; null if nothing.</summary>
    public string? Note { get; }

    /// <summary>Runs the node until it is told to stop, or cannot go on.</summary>
    /// <exception cref="IOException">Its disk failed; it must not promise anything any longer.</exception>
    public void Run(CancellationToken stop)
    {
        _inbox.Run(Turn, TimeSpan.FromMilliseconds(_plan.TickMilliseconds), stop);
    }

    /// <summary>Ends the node in order: what was asked for is written first.</summary>
    public void Dispose()
    {
        foreach (var link in _links)
        {
            link?.Dispose();
        }

        _callers.Dispose();
        _disk.Dispose();
        _journal.Dispose();
    }

    private RaftCore Restore(WalContents contents)
    {
        if (contents.Snapshot is { } snapshot)
        {
            _machine.Restore(snapshot.Data);
            _appliedIndex = _snapshotIndex = snapshot.Index;
        }

        return RaftSetup.Create(_plan, _id, contents);
    }

    private Connection Call(ClusterCertificates certificates, int peer)
    {
        var link = Connection.Call(_plan.Ports[peer - 1], certificates, ClusterPlan.NameOf(peer));
        ClientFrames.WriteHello(link.Out, _plan.Cluster, _id);
        link.Flush();
        return link;
    }

    private bool Turn(List<NodeInput> inputs, bool isTickDue)
    {
        foreach (var input in inputs)
        {
            Handle(input);
        }

        if (isTickDue)
        {
            SendNow(_news.GiveUp());
            _core.Tick();
        }

        while (_core.HasReady)
        {
            Take(_core.TakeReady());
        }

        NoticeLeader();
        SendAll();
        return !_isStopping;
    }

    private void Handle(NodeInput input)
    {
        switch (input)
        {
            case MessageInput { Message: var message, Id: var id } when !_isCut[message.From]:
                Record(new ConsensusEvent
                {
                    Kind = ConsensusEventKind.Received, Peer = message.From, Message = message.Kind, Term = message.Term, Id = id,
                });
                _core.Step(message);
                break;
            case RequestInput request:
                Offer(request);
                break;
            case ReplyInput { Peer: var peer, Reply: var reply } when !_isCut[peer]:
                if (_waiting.TryTakePassed(reply.Request, out var caller))
                {
                    Answer(caller.Client, 0, reply with { Request = caller.Request });
                }

                break;
            case DiskDone done:
                Written(done);
                break;
            case DiskFailed { Problem: var problem }:
                throw Unwritable(problem);
            case PeerUp up:
                _peers[up.Peer] = up.Link;
                break;
            case PeerDown { Peer: > 0 } down when _peers[down.Peer] == down.Link:
                _peers[down.Peer] = null;
                break;
            case ControlInput control:
                Obey(control);
                break;
        }
    }

    private void Take(ConsensusReady ready)
    {
        foreach (var item in ready.Events)
        {
            Record(item);
        }

        Send(ready.Messages);
        if (ready.Snapshot is { } snapshot)
        {
            Install(snapshot);
        }

        Apply(ready.Committed);

        // Without anything to write it still waits its turn: what it promises rests on those before it.
        if (!ready.MustSync && _unwritten.Count == 0)
        {
            Send(ready.MessagesAfterSync);
            _core.Persisted(ready);
        }
        else if (MayWriteItself(ready))
        {
            // Others write while this node does: what promises nothing leaves first.
            SendAll();
            WriteNow(ready);
            Written([ready]);
        }
        else
        {
            _unwritten.Enqueue(ready);
            _disk.Write(ready);
        }
    }

    // A single entry, with nothing else to do meanwhile: a change of threads would cost as much as half the flush. A disk that was
    // slow of late is left to its own thread, so that it holds up nobody.
    private bool MayWriteItself(ConsensusReady ready) => _unwritten.Count == 0 && !_isSaving && ready.Snapshot is null
        && ready.Entries.Count <= 1 && _disk.IsQuick && !_inbox.HasMore;

    private void WriteNow(ConsensusReady ready)
    {
        try
        {
            _disk.WriteNow(ready);
        }
        catch (Exception problem)
        {
            throw Unwritable(problem);
        }
    }

    // What reached the disk is unknown, and a later flush may succeed without it: the node must end.
    private IOException Unwritable(Exception problem)
        => new($"Node {_id} stops, since its log could not be written: {problem.Message}", problem);

    private void Written(DiskDone done)
    {
        for (var i = 0; i < done.Readies.Count; i++)
        {
            _unwritten.Dequeue();
        }

        Written(done.Readies);
        if (done.Saved is { } saved)
        {
            Record(new ConsensusEvent { Kind = ConsensusEventKind.SnapshotTaken, Index = saved.Index });
            _isSaving = false;
        }
    }

    private void Written(IReadOnlyList<ConsensusReady> readies)
    {
        foreach (var ready in readies)
        {
            _core.Persisted(ready);
            _settings.Trace?.Invoke(new DriverStep(_core.Durable, null));
            if (ready.Entries.Count > 0)
            {
                Record(new ConsensusEvent { Kind = ConsensusEventKind.Synced, Index = _core.Durable, Count = ready.Entries.Count });
            }
        }

        // All of them at once, so that the promises of several become one.
        Send([.. readies.SelectMany(ready => ready.MessagesAfterSync)]);
    }

    private void Record(in ConsensusEvent item)
    {
        if (_plan.KeepsHistory)
        {
            _journal.Record(item with { Time = _journal.Now, Node = _id });
        }
    }
}
