using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One run of the scenario <c>raft-crash</c> under a script of faults, and what became of its orders.</summary>
public sealed class CrashedMarket
{
    private static readonly SimTime End = SimTime.FromMilliseconds(2_000);

    // By then whatever was acknowledged before has reached every node that is up: several hundred message delays.
    private static readonly SimTime Settled = SimTime.FromMilliseconds(1_800);

    // A leader that is cut off may still learn that a majority had an entry before: from an answer that its neighbour is yet to give. That
    // takes a message there, a flush behind another one, and a message back.
    private static readonly SimDuration UnderWay = SimDuration.FromMicroseconds(12_800);

    // What a node's tape was after each of its commands, and whether all nodes agreed on it.
    private readonly Dictionary<long, ulong> _tapes = [];
    private readonly MarketSimulation _market;
    private readonly SimTime _fault;
    private bool _tapesAgree = true;

    private CrashedMarket(int nodes, string faults, SimTime fault, ulong seed, RaftFlaw flaw)
    {
        var scenario = ScenarioCatalog.Find("raft-crash");
        var options = new OptionSet(scenario.Options);
        options.Set("nodes", nodes.ToString(CultureInfo.InvariantCulture));
        var world = scenario.Create(options, seed);
        var usual = world.Replication!;
        world.Replication = usual with
        {
            Cluster = usual.Cluster with { Faults = faults, Raft = usual.Cluster.Raft with { Flaw = flaw } },
        };
        (_fault, _market) = (fault, new MarketSimulation(world, seed, NullRecorder.Instance));
        foreach (var node in Raft.Cluster.Nodes)
        {
            node.OnApply += CompareTapes;
        }
    }

    private ReplicatedExchange Raft => _market.Raft!;

    private IReadOnlyList<ConsensusEvent> Events => Raft.Events;

    /// <summary>Runs it.</summary>
    /// <param name="nodes">Nodes of the cluster.</param>
    /// <param name="faults">What goes wrong, as <see cref="FaultScript"/> reads it; node 1 leads at first.</param>
    /// <param name="fault">When the first of it does.</param>
    /// <param name="again">When the last of it is mended.</param>
    /// <param name="seed">The key of all chance.</param>
    /// <param name="silenced">Nodes that are cut off or down in between and must acknowledge nothing.</param>
    public static CrashOutcome Run(int nodes, string faults, SimTime fault, SimTime again, ulong seed, params IReadOnlyList<int> silenced)
        => Run(nodes, faults, fault, again, seed, RaftFlaw.None, silenced);

    internal static CrashOutcome Run(
        int nodes, string faults, SimTime fault, SimTime again, ulong seed, RaftFlaw flaw, IReadOnlyList<int> silenced)
        => new CrashedMarket(nodes, faults, fault, seed, flaw).Measure(again, silenced);

    private CrashOutcome Measure(SimTime again, IReadOnlyList<int> silenced)
    {
        // The old leader's log as it was when others took over from it: its own memory, however much of it is on disks.
        _market.RunUntil(again - SimDuration.FromMilliseconds(1));
        var old = ((RaftCore)Raft.Cluster.Nodes[0].Protocol).Entries;
        _market.RunUntil(Settled);
        var told = Events.Where(e => e.Kind == ConsensusEventKind.Acknowledged).ToList();
        _market.RunUntil(End);

        var logs = Raft.Cluster.Nodes.Where(n => n.IsUp).Select(n => ((RaftCore)n.Protocol).Entries).ToList();
        var final = logs.MaxBy(l => l.Count)!;
        var kept = final.Select(e => (e.Index, e.Term)).ToHashSet();
        var vanished = old.Where(e => e.Kind == LogEntryKind.Command && !kept.Contains((e.Index, e.Term))).ToList();
        var before = told.Where(e => e.Node == 1 && e.Time < again).Select(e => e.Id).ToHashSet();
        var leaders = Events.Where(IsNewLeader).ToList();
        return new CrashOutcome
        {
            Acknowledged = told.Count,
            Missing = told.Sum(e => logs.Count(log => !Holds(log, e))),
            Retries = Raft.RetryCount,
            Doubled = Raft.Machines.Where((_, i) => Raft.Cluster.Nodes[i].IsUp).Sum(Doubled),
            TapesAgree = _tapesAgree && Raft.Disagreement() is null,
            Trades = Raft.Machines.Max(m => m.TradeCount),
            MostLeadersOfATerm = leaders.GroupBy(e => e.Term).Max(g => g.Select(e => e.Node).Distinct().Count()),
            BySilenced = Told(again).Count(e => silenced.Contains(e.Node) && e.Time > _fault + UnderWay),
            ByOthers = Told(again).Count(e => !silenced.Contains(e.Node)),
            AfterMending = Events.Count(e => e.Kind == ConsensusEventKind.Acknowledged && e.Time > again),
            Vanished = vanished.Count,
            AcknowledgedVanished = vanished.Count(e => before.Contains(IdOf(e))),
            Election = ElectionAfter(_fault),
        };
    }

    private IEnumerable<ConsensusEvent> Told(SimTime until)
        => Events.Where(e => e.Kind == ConsensusEventKind.Acknowledged && e.Time > _fault && e.Time < until);

    private static bool IsNewLeader(ConsensusEvent item) => item is { Kind: ConsensusEventKind.RoleChanged, Role: ConsensusRole.Leader };

    private static ulong IdOf(LogEntry entry) => (entry.Session << 20) ^ entry.Sequence;

    private static bool Holds(IReadOnlyList<LogEntry> log, in ConsensusEvent told)
        => log.Count >= told.Index && IdOf(log[(int)told.Index - 1]) == told.Id;

    // Commands that a copy executed beyond the different ones in its log.
    private long Doubled(ExchangeMachine machine)
    {
        var node = Raft.Cluster.Nodes[Raft.Machines.ToList().IndexOf(machine)];
        var log = ((RaftCore)node.Protocol).Entries;
        var different = log.Take((int)node.AppliedIndex).Where(e => e.Kind == LogEntryKind.Command).Select(IdOf).Distinct().Count();
        return Math.Abs(machine.Count - different);
    }

    private void CompareTapes(ConsensusNode node, LogEntry entry)
    {
        var machine = Raft.Machines[node.Id - 1];
        if (!_tapes.TryAdd(entry.Index, machine.TapeHash))
        {
            _tapesAgree &= _tapes[entry.Index] == machine.TapeHash;
        }
    }

    private ElectionOutcome ElectionAfter(SimTime fault)
    {
        var found = Events.FirstOrDefault(e => IsNewLeader(e) && e.Time > fault);
        var served = Events.FirstOrDefault(e => e.Kind == ConsensusEventKind.Acknowledged && e.Time > fault && e.Node == found.Node);
        var until = found.Node == 0 ? End : found.Time;

        // A campaign begins with the question whether it could win.
        var roles = Events.Where(e => e.Kind == ConsensusEventKind.RoleChanged && e.Time > fault && e.Time <= until).ToList();
        var campaigns = roles.Where(e => e.Role == ConsensusRole.PreCandidate).ToList();
        var terms = roles.Where(e => e.Role == ConsensusRole.Candidate).GroupBy(e => e.Term).Where(g => g.Key != found.Term);
        return new ElectionOutcome(
            campaigns.Count > 0 ? Milliseconds(campaigns[0].Time) : null,
            found.Node == 0 ? null : Milliseconds(found.Time), served.Node == 0 ? null : Milliseconds(served.Time), campaigns.Count,
            [.. terms.Select(g => g.Count() < 2 ? double.PositiveInfinity : (g.ElementAt(1).Time - g.First().Time).Nanoseconds / 1e6)]);

        double Milliseconds(SimTime time) => (time - fault).Nanoseconds / 1e6;
    }
}

/// <summary>What became of the orders of one run.</summary>
public sealed record CrashOutcome
{
    /// <summary>Commands that the exchange's front was told to be final.</summary>
    public int Acknowledged { get; init; }

    /// <summary>Of these, summed over live nodes: how many were not in the log at their place.</summary>
    public int Missing { get; init; }

    /// <summary>Commands sent again because no answer came.</summary>
    public long Retries { get; init; }

    /// <summary>Executions beyond one for each command, summed over live nodes.</summary>
    public long Doubled { get; init; }

    /// <summary>Whether after each command all nodes had printed the same trades, and ended in the same state.</summary>
    public bool TapesAgree { get; init; }

    /// <summary>How many trades there were.</summary>
    public long Trades { get; init; }

    /// <summary>The most nodes that led in one term.</summary>
    public int MostLeadersOfATerm { get; init; }

    /// <summary>Commands that nodes which were to be silent acknowledged during the fault, a round trip after it began: until then a
    /// leader may hear that a majority had an entry before.</summary>
    public int BySilenced { get; init; }

    /// <summary>Commands that the others acknowledged meanwhile.</summary>
    public int ByOthers { get; init; }

    /// <summary>Commands acknowledged after everything was mended.</summary>
    public int AfterMending { get; init; }

    /// <summary>Commands of the old leader's log that are in no log any more, at the place that it gave them.</summary>
    public int Vanished { get; init; }

    /// <summary>Of these, those that it had acknowledged.</summary>
    public int AcknowledgedVanished { get; init; }

    /// <summary>How the next leader was found.</summary>
    public required ElectionOutcome Election { get; init; }
}

/// <summary>How a leader was found after a crash; times in milliseconds since then, null for never.</summary>
/// <param name="Noticed">When the first node lost patience.</param>
/// <param name="Led">When there was a leader.</param>
/// <param name="Served">When that leader first told a client that a command is final.</param>
/// <param name="Campaigns">How often a node tried.</param>
/// <param name="SplitGaps">For each term without a leader: between its first and second candidate; infinite where there was one.</param>
public sealed record ElectionOutcome(double? Noticed, double? Led, double? Served, int Campaigns, IReadOnlyList<double> SplitGaps);
