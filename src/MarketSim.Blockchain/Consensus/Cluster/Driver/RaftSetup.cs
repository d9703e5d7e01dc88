using System.Security.Cryptography;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The protocol's core as a node of a real cluster has it.</summary>
internal static class RaftSetup
{
    /// <summary>Entries kept in memory behind a snapshot, for nodes that are only a little behind.</summary>
    public const long Kept = 10_000;

    public static RaftCore Create(ClusterPlan plan, int id, WalContents contents)
    {
        var options = new RaftOptions
        {
            ElectionTicks = plan.ElectionTicks, HeartbeatTicks = plan.HeartbeatTicks, MaxEntriesPerMessage = 4_096, MaxInflight = 1_024,
        };
        var restored = new RaftRestored(contents.State, contents.Snapshot, contents.Entries, ClusterConfiguration.Of(plan.Nodes));

        // A node's election timeouts must differ from the others', and from its own of the last start.
        return new RaftCore(id, options, restored, new Rng(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), $"node {id}"));
    }
}
