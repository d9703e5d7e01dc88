using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One simulation of a cluster under faults: a safety phase in which anything may fail, and a liveness phase in which nothing
/// does and everything must become final. All of it follows from the seed.</summary>
/// <remarks>Source of the two phases: TigerBeetle's simulator, VOPR.</remarks>
public sealed class SwarmRun
{
    private const int SafetyTicks = 2_000;
    private const int LivenessTicks = 3_000;

    private readonly ulong _seed;
    private readonly SwarmFeatures _features;
    private readonly Kernel _kernel;
    private readonly SafetyChecks _checks;
    private readonly FaultyNetwork _network;
    private readonly List<ConsensusNode> _nodes = [];
    private readonly List<AppendMachine> _machines = [];
    private readonly List<SwarmClient> _clients = [];
    private readonly List<ClientOperation> _history = [];
    private readonly SwarmFaults _faults;

    /// <summary>Sets up a cluster.</summary>
    /// <param name="seed">From which everything is drawn.</param>
    /// <param name="nodes">How many nodes, from 1 to 9.</param>
    /// <param name="flaw">What is deliberately wrong; for tests of the checks.</param>
    /// <param name="observer">Who is told of every event; nobody if null.</param>
    public SwarmRun(ulong seed, int nodes, RaftFlaw flaw = RaftFlaw.None, IConsensusObserver? observer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 9);
        _seed = seed;
        _features = SwarmFeatures.Draw(new Rng(seed, "features"), nodes, flaw);
        _kernel = new Kernel(seed, new ConstantLatency(SimDuration.Zero));
        _checks = new SafetyChecks(observer) { OnViolation = _kernel.Stop };
        _network = new FaultyNetwork(_features.Network, new Rng(seed, "network"), _checks);
        for (var id = 1; id <= nodes; id++)
        {
            Add(id, nodes, flaw);
        }

        List<ActorId> addresses = [.. Enumerable.Range(0, nodes).Select(n => new ActorId(n))];
        for (var number = 1; number <= _features.Clients; number++)
        {
            _clients.Add(new SwarmClient(number, _features, addresses, _history));
            _kernel.Add(_clients[^1]);
        }

        _checks.Watch(_nodes);
        _faults = new SwarmFaults(_features, _nodes, _network, new Rng(seed, "faults"));
    }

    /// <summary>Runs it. Only once.</summary>
    public SwarmResult Run()
    {
        var calm = -1L;
        SafetyViolation? problem = null;
        try
        {
            Fail();
            if (_checks.Violation is null)
            {
                calm = CalmDown();
            }

            problem = _checks.Violation ?? Finish(calm);
        }
        catch (Exception exception) when (exception is ActorFailedException or InvariantViolatedException or ArgumentException)
        {
            // A node that finds itself in an impossible state says so.
            problem = _checks.Violation ?? new SafetyViolation("nodes never fail by themselves", (exception.InnerException ?? exception).Message, _kernel.Now);
        }

        _clients.ForEach(c => c.CloseHistory());
        return new SwarmResult
        {
            Seed = _seed, Nodes = _nodes.Count, Violation = problem, Acknowledged = _clients.Sum(c => (long)c.Acknowledged.Count),
            Reads = _clients.Sum(c => c.Reads),
            Entries = _checks.Cluster.FinalIndex, Terms = _nodes.Max(n => n.Disk.State.Term), Faults = _faults.Count,
            Events = _kernel.EventsProcessed, TicksToCalm = calm, History = _history,
        };
    }

    private void Add(int id, int nodes, RaftFlaw flaw)
    {
        var machine = new AppendMachine();
        var name = string.Create(CultureInfo.InvariantCulture, $"disk-{id}");
        var timeouts = new Rng(_seed, string.Create(CultureInfo.InvariantCulture, $"raft-{id}"));
        var node = new ConsensusNode(
            id, _features.Node, new SessionMachine(machine, flaw.HasFlag(RaftFlaw.SkipSessionTable)),
            new SimulatedDisk(_features.Disk, new Rng(_seed, name), flaw), _network, _checks, n => new ActorId(n - 1),
            disk => new RaftCore(id, _features.Raft, disk.Restore(nodes), timeouts))
        {
            ClockSpeed = _features.Clocks[id - 1],
        };
        _machines.Add(machine);
        _nodes.Add(node);
        _kernel.Add(node);
    }

    private void Fail()
    {
        var end = SimTime.Zero + (SwarmFeatures.Tick * SafetyTicks);
        while (_kernel.Now < end && _checks.Violation is null)
        {
            _kernel.Run(Earlier(_faults.NextTime, end));
            if (_checks.Violation is null)
            {
                _faults.Run(_kernel.Now);
            }
        }
    }

    // Ticks until everything is final everywhere; -1 where that never comes.
    private long CalmDown()
    {
        _clients.ForEach(c => c.IsOpen = false);
        _faults.End(_kernel.Now);
        int[] all = [.. Enumerable.Range(1, _nodes.Count)];
        for (var tick = 0L; tick < LivenessTicks; tick += 5)
        {
            _kernel.Run(_kernel.Now + (SwarmFeatures.Tick * 5));
            if (_checks.Violation is not null)
            {
                return -1;
            }

            if (Leader() is { } leader && !leader.Configuration.Voters.SequenceEqual(all))
            {
                leader.ProposeConfig(all, []);
                _nodes[leader.Id - 1].Poke();
            }
            else if (IsCalm())
            {
                return tick + 5;
            }
        }

        return -1;
    }

    private bool IsCalm()
        => _clients.TrueForAll(c => c.Unanswered == 0) && Leader() is { } leader && leader.Commit == leader.LastIndex
            && _nodes.TrueForAll(n => _faults.IsGone(n.Id) || (n.IsUp && n.AppliedIndex == leader.LastIndex));

    private RaftCore? Leader() => _nodes.Where(n => n.IsUp).Select(n => n.Protocol).OfType<RaftCore>()
        .Where(r => r.Role == ConsensusRole.Leader).MaxBy(r => r.Term);

    // What can be told only at the end.
    private SafetyViolation? Finish(long calm)
    {
        var up = _nodes.FindAll(n => !_faults.IsGone(n.Id));
        if (calm < 0)
        {
            return Broken("liveness", string.Create(
                CultureInfo.InvariantCulture,
                $"{LivenessTicks} ticks after the last fault {_clients.Sum(c => c.Unanswered)} commands are unanswered, and logs are executed up to"
                + $" {string.Join(", ", up.Select(n => n.AppliedIndex))}."));
        }

        foreach (var node in up)
        {
            if (_machines[node.Id - 1].Doubled is { } doubled)
            {
                return Broken("executed once", $"Node {node.Id} executed command {doubled.Sequence} of client {doubled.Session} twice.");
            }

            if (node.Machine.ComputeHash() != up[0].Machine.ComputeHash())
            {
                return Broken("equal states", $"Nodes {up[0].Id} and {node.Id} executed the same log and are in different states.");
            }
        }

        foreach (var client in _clients)
        {
            var lost = client.Acknowledged.Find(s => !_machines[up[0].Id - 1].Has(client.Session, s));
            if (lost != 0)
            {
                return Broken("acknowledged is kept", $"Command {lost} of client {client.Session} was acknowledged and is lost.");
            }
        }

        if (LinearizabilityCheck.FindOffence(_history) is [.., var last])
        {
            return Broken("linearizability", $"No order of execution explains what clients were told; see {(last.Operation == "append" ? $"command {last.Id & 0xFFFFF}" : "the answer to a question")} of client {last.Client}.");
        }

        return null;
    }

    private SafetyViolation Broken(string property, string sentence) => new(property, sentence, _kernel.Now);

    private static SimTime Earlier(SimTime a, SimTime b) => a < b ? a : b;
}
