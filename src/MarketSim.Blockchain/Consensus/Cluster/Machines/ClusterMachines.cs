namespace MarketSim.Blockchain;

/// <summary>What a real cluster may execute.</summary>
public static class ClusterMachines
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["exchange", "log"];

    /// <summary>One that has executed nothing yet.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReplicatedMachine Create(string name) => name switch
    {
        "exchange" => new OrderMachine(),
        "log" => new LogMachine(),
        _ => throw new ArgumentException($"Unknown machine '{name}'. Known: {string.Join(", ", Names)}."),
    };
}
