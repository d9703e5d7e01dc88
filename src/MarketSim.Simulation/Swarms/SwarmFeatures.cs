using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What one simulation of a swarm is made of. Each feature is on or off by itself: faults that are always all on hide each
/// other.</summary>
/// <remarks>Source: Groce, Zhang, Eide, Chen and Regehr (2012), "Swarm Testing".</remarks>
internal sealed record SwarmFeatures
{
    public static readonly SimDuration Tick = SimDuration.FromMilliseconds(10);

    public required RaftOptions Raft { get; init; }

    public required NetworkOptions Network { get; init; }

    public required DiskOptions Disk { get; init; }

    public required ConsensusNodeOptions Node { get; init; }

    /// <summary>Faults that may come, in the order of <see cref="SwarmFault"/>.</summary>
    public required IReadOnlyList<SwarmFault> Faults { get; init; }

    /// <summary>Mean ticks between two faults.</summary>
    public int FaultEvery { get; init; }

    /// <summary>Whether faults seek out the leader rather than anybody.</summary>
    public bool AimsAtLeader { get; init; }

    /// <summary>How fast each node's clock runs; 1 is right.</summary>
    public required IReadOnlyList<double> Clocks { get; init; }

    /// <summary>How many clients there are.</summary>
    public int Clients { get; init; }

    /// <summary>Mean ticks that a client thinks between two commands.</summary>
    public int Thinking { get; init; }

    /// <summary>How many commands a client has under way.</summary>
    public int Pipeline { get; init; }

    /// <summary>Ticks after which a client that has heard nothing asks again, somebody else.</summary>
    public int Patience { get; init; }

    /// <summary>Share of what clients ask that is a read; zero for none.</summary>
    public double Reads { get; init; }

    /// <summary>Draws the features of a seed.</summary>
    public static SwarmFeatures Draw(Rng random, int nodes, RaftFlaw flaw)
    {
        bool Has(double chance) => random.Chance(chance);
        SimDuration Ticks(double most) => SimDuration.FromNanoseconds((long)(Tick.Nanoseconds * most * random.NextDouble()));

        // Small messages leave many half-copied logs behind; figure 8 of the paper needs them.
        var raft = new RaftOptions
        {
            ElectionTicks = (int)random.Between(8, 16), HeartbeatTicks = (int)random.Between(1, 3), PreVote = Has(0.5), CheckQuorum = Has(0.5),
            MaxEntriesPerMessage = Has(0.6) ? (int)random.Between(1, 3) : (int)random.Between(4, 64),
            MaxInflight = (int)random.Between(1, 16), Flaw = flaw,
        };
        if (raft.CheckQuorum && Has(0.5))
        {
            raft = raft with { LeaseReads = true, LeaseMarginTicks = (int)random.Between(3, 5) };
        }

        List<SwarmFault> faults = [];
        foreach (var fault in Enum.GetValues<SwarmFault>())
        {
            if (Has(0.5))
            {
                faults.Add(fault);
            }
        }

        // Leaders that fall one after the other, each with a few entries that one other node has: the way to figure 8.
        var huntsLeaders = Has(0.2);
        if (huntsLeaders)
        {
            faults = [SwarmFault.Crash, SwarmFault.Partition, .. faults];
            raft = raft with { MaxEntriesPerMessage = (int)random.Between(1, 2), MaxInflight = (int)random.Between(1, 2) };
        }

        // What shows a lease that is too long: a leader that alone does not know that it was replaced.
        if (raft.LeaseReads && !faults.Contains(SwarmFault.Partition))
        {
            faults.Add(SwarmFault.Partition);
        }

        // A node that is gone for good and a cluster that shrinks could together leave no majority, rightly.
        if (faults.Contains(SwarmFault.Members))
        {
            faults.Remove(SwarmFault.FlipBit);
        }

        return new SwarmFeatures
        {
            Raft = raft,
            Network = new NetworkOptions
            {
                Latency = SimDuration.FromMicroseconds(500) + Ticks(1), Jitter = Has(0.5) ? Ticks(6) : Ticks(0.2),
                Loss = Has(0.5) ? 0.2 * random.NextDouble() : 0, Duplication = Has(0.5) ? 0.2 * random.NextDouble() : 0,
            },
            Disk = new DiskOptions { SyncTime = Ticks(1) + SimDuration.FromMicroseconds(100), SyncJitter = Ticks(Has(0.3) ? 4 : 0.5) },
            Node = new ConsensusNodeOptions
            {
                NamePrefix = "n", TickLength = Tick, CatchesUpTicks = raft.LeaseReads, SnapshotEvery = Has(0.5) ? random.Between(5, 40) : long.MaxValue,
                EntriesKept = random.Between(0, 8),
            },
            Faults = faults,
            FaultEvery = huntsLeaders ? (int)random.Between(8, 25) : (int)random.Between(10, 80),
            AimsAtLeader = huntsLeaders || raft.LeaseReads || Has(0.5),
            Clocks = [.. Enumerable.Range(1, nodes).Select(_ => Has(0.3) ? 1 + (MostDrift(raft) * ((2 * random.NextDouble()) - 1)) : 1)],
            Reads = raft.LeaseReads ? 0.3 + (0.5 * random.NextDouble()) : Has(0.5) ? 0.1 + (0.5 * random.NextDouble()) : 0,
            Clients = (int)random.Between(1, 4),
            Thinking = (int)random.Between(1, 12),
            Pipeline = (int)random.Between(1, 4),
            Patience = Has(0.5) ? (int)random.Between(3, 10) : (int)random.Between(11, 40),
        };
    }

    // A lease allows for so much and no more: the leader's E - m ticks must end before a voter's E, of which the first may be cut short.
    private static double MostDrift(RaftOptions raft)
    {
        if (!raft.LeaseReads)
        {
            return 0.2;
        }

        var ratio = (raft.ElectionTicks - 1.0) / (raft.ElectionTicks - raft.LeaseMarginTicks);
        return 0.95 * (ratio - 1) / (ratio + 1);
    }
}

/// <summary>What may befall a simulated cluster.</summary>
internal enum SwarmFault
{
    /// <summary>A node stops and starts again some time later.</summary>
    Crash,

    /// <summary>Several nodes stop within a moment, and start again.</summary>
    CrashStorm,

    /// <summary>The links between two groups are cut for a while.</summary>
    Partition,

    /// <summary>The links from some nodes to the others are cut for a while, one way.</summary>
    OneWay,

    /// <summary>Links are cut and whole by turns, every few milliseconds.</summary>
    Flap,

    /// <summary>A node hangs for a while.</summary>
    Stall,

    /// <summary>A disk is slow for a while.</summary>
    SlowDisk,

    /// <summary>Nodes join and leave.</summary>
    Members,

    /// <summary>The leader hands over.</summary>
    Transfer,

    /// <summary>Flushed data is damaged while a node is down: it never comes back.</summary>
    FlipBit,
}
