using MarketSim.Blockchain;

namespace MarketSim.Simulation;

/// <summary>What came of one simulation of a cluster under faults.</summary>
public sealed record SwarmResult
{
    /// <summary>Its seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many nodes there were.</summary>
    public required int Nodes { get; init; }

    /// <summary>The first property that was broken; null if all held.</summary>
    public SafetyViolation? Violation { get; init; }

    /// <summary>Commands that clients were told to be final.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Questions of clients that were answered without writing anything.</summary>
    public long Reads { get; init; }

    /// <summary>Entries that became final.</summary>
    public long Entries { get; init; }

    /// <summary>The newest term that any node reached.</summary>
    public long Terms { get; init; }

    /// <summary>Faults that were done to it, besides lost, doubled and reordered messages.</summary>
    public int Faults { get; init; }

    /// <summary>Events of the kernel.</summary>
    public long Events { get; init; }

    /// <summary>Ticks from the end of all faults until everything was final everywhere; -1 where it never was.</summary>
    public long TicksToCalm { get; init; } = -1;

    /// <summary>What clients saw.</summary>
    public IReadOnlyList<ClientOperation> History { get; init; } = [];
}
