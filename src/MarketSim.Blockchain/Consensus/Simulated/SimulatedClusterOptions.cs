namespace MarketSim.Blockchain;

/// <summary>How a simulated cluster works.</summary>
public sealed record SimulatedClusterOptions
{
    /// <summary>The protocols that there are.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["raft", "streamlet"];

    /// <summary>How many nodes, from 1 to 63.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>One of <see cref="Protocols"/>.</summary>
    public string Protocol { get; init; } = "raft";

    /// <summary>How a Raft node works.</summary>
    public RaftOptions Raft { get; init; } = new();

    /// <summary>How a Streamlet node works; the number of nodes is the cluster's.</summary>
    public StreamletOptions Streamlet { get; init; } = new();

    /// <summary>With Streamlet: the node that lies; zero for none.</summary>
    public int Liar { get; init; }

    /// <summary>With Raft: the node that campaigns when the run begins; zero waits until somebody's patience ends.</summary>
    public int FirstLeader { get; init; } = 1;

    /// <summary>Ticks, snapshots, names.</summary>
    public ConsensusNodeOptions Node { get; init; } = new();

    /// <summary>How disks behave.</summary>
    public DiskOptions Disk { get; init; } = new();

    /// <summary>How links behave.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>What goes wrong, as <see cref="FaultScript"/> reads it; empty for nothing.</summary>
    public string Faults { get; init; } = "";

    internal void Verify()
    {
        if (Nodes is < 1 or > 63)
        {
            throw new ArgumentException($"A cluster has 1 to 63 nodes; it was to have {Nodes}.");
        }

        if (!Protocols.Contains(Protocol))
        {
            throw new ArgumentException($"Protocol was '{Protocol}'; accepted is {string.Join(" or ", Protocols)}.");
        }

        if (Liar != 0 && (Protocol != "streamlet" || Liar > Nodes || Liar < 0))
        {
            throw new ArgumentException($"Node {Liar} cannot lie: only a node of a streamlet cluster can, from 1 to {Nodes}.");
        }
    }
}
