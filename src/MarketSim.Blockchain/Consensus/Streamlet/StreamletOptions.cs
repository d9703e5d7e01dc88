namespace MarketSim.Blockchain;

/// <summary>How a node of the Streamlet protocol works.</summary>
public sealed record StreamletOptions
{
    /// <summary>How many nodes there are; they are numbered from 1. Fewer than a third of them may lie: four bear one liar.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>How long an epoch is, in ticks; at least twice the time that a message takes.</summary>
    public int EpochTicks { get; init; } = 4;

    /// <summary>Commands in a block, at most.</summary>
    public int MaxCommands { get; init; } = 256;
}
