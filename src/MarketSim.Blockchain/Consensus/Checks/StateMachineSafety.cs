using System.Globalization;

namespace MarketSim.Blockchain;

/// <summary>No node executes anything but what is final, in order and without a hole, and after the same place all machines are in the
/// same state.</summary>
internal sealed class StateMachineSafety : SafetyCheck
{
    private readonly List<(LogEntry? Entry, ulong Hash)> _executed = [default];

    /// <inheritdoc/>
    public override string Property => "state machine safety";

    /// <inheritdoc/>
    public override string? AfterApply(ConsensusNode node, LogEntry entry, ObservedCluster cluster)
    {
        if (node.Protocol is RaftCore raft && entry.Index > raft.Commit)
        {
            return $"Node {node.Id} executed entry {entry.Index}, though the log is committed only up to {raft.Commit}.";
        }

        var hash = node.Machine.ComputeHash();
        while (_executed.Count <= entry.Index)
        {
            _executed.Add(default);
        }

        var (first, firstHash) = _executed[(int)entry.Index];
        if (first is null)
        {
            _executed[(int)entry.Index] = (entry, hash);
            return null;
        }

        if (!first.IsSameAs(entry))
        {
            return $"Node {node.Id} executed an entry of term {entry.Term} at {entry.Index}, where another node executed one of term {first.Term}.";
        }

        return hash == firstHash ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"After entry {entry.Index} the state of node {node.Id} is {hash:x16}, and another node's was {firstHash:x16}.");
    }
}
