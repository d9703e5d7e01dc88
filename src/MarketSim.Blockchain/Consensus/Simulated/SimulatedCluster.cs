using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Nodes, their disks and the links between them, in simulated time; and a script of what goes wrong.</summary>
public sealed class SimulatedCluster
{
    private readonly ConsensusNode[] _nodes;
    private readonly ActorId[] _addresses;
    private readonly IReadOnlyList<Fault> _faults;

    /// <summary>A cluster. It lives once it is added to a kernel: see <see cref="AddTo"/>.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="seed">The key of all its chance.</param>
    /// <param name="machine">Makes the machine of a node.</param>
    /// <param name="observer">Who is told of everything.</param>
    public SimulatedCluster(
        SimulatedClusterOptions options, ulong seed, Func<int, IReplicatedMachine> machine, IConsensusObserver observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(machine);
        options.Verify();
        Options = options;
        _faults = FaultScript.Parse(options.Faults, options.Nodes);
        _addresses = new ActorId[options.Nodes + 1];
        var prefix = options.Node.NamePrefix;
        Network = new FaultyNetwork(options.Network, new Rng(seed, prefix + "network"), observer);
        _nodes =
        [
            .. Enumerable.Range(1, options.Nodes).Select(id => new ConsensusNode(
                id, options.Node, machine(id), new SimulatedDisk(options.Disk, new Rng(seed, $"{prefix}disk {id}"), options.Raft.Flaw),
                Network, observer, AddressOf, Starter(id, seed)) { CampaignsAtStart = id == options.FirstLeader }),
        ];
    }

    /// <summary>How it works.</summary>
    public SimulatedClusterOptions Options { get; }

    /// <summary>The nodes, in order of number.</summary>
    public IReadOnlyList<ConsensusNode> Nodes => _nodes;

    /// <summary>The links between them.</summary>
    public FaultyNetwork Network { get; }

    /// <summary>The node that leads: of several that believe so, the one of the newest term.</summary>
    /// <returns>Null if there is none.</returns>
    public ConsensusNode? Leader => _nodes.Where(n => n.IsUp && n.Protocol.Leader == n.Id)
        .MaxBy(n => n.Protocol is RaftCore raft ? raft.Term : 0);

    /// <summary>The address of a node, once it is added.</summary>
    public ActorId AddressOf(int node) => _addresses[node];

    /// <summary>Gives the cluster to a kernel.</summary>
    /// <param name="add">Adds an actor and tells its address.</param>
    public void AddTo(Func<IActor, ActorId> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        foreach (var node in _nodes)
        {
            _addresses[node.Id] = add(node);
        }

        if (_faults.Count > 0)
        {
            add(new FaultInjector(this, _faults));
        }
    }

    /// <summary>Lets a fault happen now.</summary>
    public void Suffer(Fault fault, SimTime now)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var options = Network.Options;
        switch (fault.Kind)
        {
            case FaultKind.Partition or FaultKind.OneWay:
                Network.Cut(fault.First, fault.Second, fault.Kind == FaultKind.OneWay, now);
                break;
            case FaultKind.Heal:
                Network.Heal(now);
                break;
            case FaultKind.Loss:
                Network.Options = options with { Loss = fault.Share };
                break;
            case FaultKind.Duplicate:
                Network.Options = options with { Duplication = fault.Share };
                break;
            case FaultKind.Latency:
                Network.Options = options with { Latency = fault.Duration };
                break;
            case FaultKind.Jitter:
                Network.Options = options with { Jitter = fault.Duration };
                break;
            default:
                foreach (var node in Targets(fault))
                {
                    Suffer(node, fault, now);
                }

                break;
        }
    }

    private void Suffer(ConsensusNode node, Fault fault, SimTime now)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                node.Crash();
                break;
            case FaultKind.Restart:
                node.Restart();
                break;
            case FaultKind.Stall:
                node.Stall(fault.Duration);
                break;
            case FaultKind.Isolate:
                var self = 1UL << (node.Id - 1);
                Network.Cut(self, ((1UL << Options.Nodes) - 1) & ~self, isOneWay: false, now);
                break;
            case FaultKind.SlowDisk:
                node.Disk.Slowness = fault.Duration;
                break;
            case FaultKind.FlipBit:
                node.Disk.FlipBit();
                break;
            case FaultKind.Clock:
                node.ClockSpeed = 1 + fault.Share;
                break;
        }
    }

    private IReadOnlyList<ConsensusNode> Targets(Fault fault)
    {
        switch (fault.Target)
        {
            case FaultTarget.All:
                return _nodes;
            case FaultTarget.Node:
                return [_nodes[fault.Node - 1]];
            default:
                var leader = Leader;
                var one = fault.Target == FaultTarget.Leader ? leader : Array.Find(_nodes, n => n.IsUp && n != leader);
                return one is null ? [] : [one];
        }
    }

    private Func<SimulatedDisk, IConsensusProtocol> Starter(int id, ulong seed)
    {
        var starts = 0;
        return disk => Options.Protocol switch
        {
            "streamlet" => Options.Liar == id
                ? new LyingStreamlet(id, Options.Streamlet with { Nodes = Options.Nodes }, disk.State, disk.Entries)
                : new StreamletCore(id, Options.Streamlet with { Nodes = Options.Nodes }, disk.State, disk.Entries),

            // A stream of its own for each start: a node that comes back does not draw the same timeouts again.
            _ => new RaftCore(id, Options.Raft, disk.Restore(Options.Nodes), new Rng(seed, $"{Options.Node.NamePrefix}{id} start {starts++}")),
        };
    }
}
