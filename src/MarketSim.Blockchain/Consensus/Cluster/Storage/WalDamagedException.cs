namespace MarketSim.Blockchain;

/// <summary>A write-ahead log is damaged where it was whole once. The node must not go on from it: what it promised may be missing.
/// </summary>
/// <param name="file">Which file.</param>
/// <param name="offset">Where in it, in bytes.</param>
/// <param name="problem">What is wrong there, as the end of a sentence.</param>
public sealed class WalDamagedException(string file, long offset, string problem) : IOException(
    $"'{file}' is damaged at byte {offset}: {problem}. Restore the folder from a copy; or, if it is a node's, empty it once all other "
    + "nodes run and 'marketsim cluster status' shows the same for all under 'committed', and let them run until this one has caught up.")
{
    /// <summary>Which file.</summary>
    public string File { get; } = file;

    /// <summary>Where in it, in bytes.</summary>
    public long Offset { get; } = offset;
}
