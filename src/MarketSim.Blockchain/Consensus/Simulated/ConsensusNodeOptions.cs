using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How a simulated node works.</summary>
public sealed record ConsensusNodeOptions
{
    /// <summary>What nodes are called in a run, before their number.</summary>
    public string NamePrefix { get; init; } = "node-";

    /// <summary>How long a tick of the protocol is.</summary>
    public SimDuration TickLength { get; init; } = SimDuration.FromMilliseconds(15);

    /// <summary>Whether a node that stood still counts the ticks that it missed before it hears anything, as one does that looks at its
    /// machine's clock. Leases need it: else a leader that stood still takes its lease for younger than it is.</summary>
    public bool CatchesUpTicks { get; init; }

    /// <summary>Entries after which a node takes a snapshot; from 1.</summary>
    public long SnapshotEvery { get; init; } = long.MaxValue;

    /// <summary>Whether a node tells of the commands that it has reported final; not where the client tells it itself, who knows how
    /// long it waited in all.</summary>
    public bool TellsAcknowledged { get; init; } = true;

    /// <summary>Entries before a snapshot that are kept all the same, for nodes that are only a little behind.</summary>
    public long EntriesKept { get; init; } = 100;
}
