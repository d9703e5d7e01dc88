namespace MarketSim.Blockchain;

/// <summary>The state of the machine in place of the log up to an entry.</summary>
/// <param name="Index">The last entry in it.</param>
/// <param name="Term">That entry's term.</param>
/// <param name="Configuration">Who was in the cluster there.</param>
/// <param name="Data">The machine's state, the table of client sessions included.</param>
public sealed record LogSnapshot(long Index, long Term, ClusterConfiguration Configuration, ReadOnlyMemory<byte> Data);
