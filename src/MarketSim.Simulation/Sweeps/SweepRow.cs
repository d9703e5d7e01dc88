namespace MarketSim.Simulation;

/// <summary>What one run of a sweep came to.</summary>
public sealed record SweepRow
{
    /// <summary>The run's number in the plan.</summary>
    public required int Run { get; init; }

    /// <summary>Its seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Fingerprint of its final state, 16 hexadecimal digits; null where it failed.</summary>
    public string? StateHash { get; init; }

    /// <summary>What stopped it, where something did.</summary>
    public string? Failure { get; init; }

    /// <summary>Its figures by name, in reading order; null where undefined. Empty where it failed.</summary>
    public required IReadOnlyDictionary<string, double?> Figures { get; init; }
}
