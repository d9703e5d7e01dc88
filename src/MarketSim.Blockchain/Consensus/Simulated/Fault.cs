using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What can go wrong in a cluster, or right again.</summary>
public enum FaultKind
{
    /// <summary>A node stops without warning.</summary>
    Crash,

    /// <summary>A node that is down starts again; all of them where none is named.</summary>
    Restart,

    /// <summary>A node stands still for a while.</summary>
    Stall,

    /// <summary>The links between two groups are cut, both ways.</summary>
    Partition,

    /// <summary>What the first group sends the second is lost.</summary>
    OneWay,

    /// <summary>A node's links to all others are cut.</summary>
    Isolate,

    /// <summary>All links are whole again.</summary>
    Heal,

    /// <summary>A node's flushes take so much longer.</summary>
    SlowDisk,

    /// <summary>A bit of a node's flushed log flips.</summary>
    FlipBit,

    /// <summary>Share of messages that are lost from now on.</summary>
    Loss,

    /// <summary>Share of messages that arrive twice from now on.</summary>
    Duplicate,

    /// <summary>How long messages take at least from now on.</summary>
    Latency,

    /// <summary>Up to how much longer they take from now on.</summary>
    Jitter,

    /// <summary>A node's clock runs faster or slower by a share.</summary>
    Clock,
}

/// <summary>Whom a fault hits.</summary>
public enum FaultTarget
{
    /// <summary>The node of a number.</summary>
    Node,

    /// <summary>Whoever leads at that moment.</summary>
    Leader,

    /// <summary>The first node of those that are up and do not lead.</summary>
    Follower,

    /// <summary>Every node.</summary>
    All,
}

/// <summary>Something that happens to a cluster at a set time.</summary>
/// <param name="Time">When, since the run began.</param>
/// <param name="Kind">What.</param>
public sealed record Fault(SimTime Time, FaultKind Kind)
{
    /// <summary>Whom it hits, where it hits a node.</summary>
    public FaultTarget Target { get; init; }

    /// <summary>The node's number, where one is named; from 1.</summary>
    public int Node { get; init; }

    /// <summary>The first group of a cut: a bit for each node; node 1 is bit 0.</summary>
    public ulong First { get; init; }

    /// <summary>The second group of a cut.</summary>
    public ulong Second { get; init; }

    /// <summary>How long, where that matters.</summary>
    public SimDuration Duration { get; init; }

    /// <summary>A share, where that matters: 0.05 is 5%.</summary>
    public double Share { get; init; }
}
