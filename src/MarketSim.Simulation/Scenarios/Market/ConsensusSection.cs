using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The key <c>consensus</c> of a market file: the exchange is replicated by a cluster, and what goes wrong with it.</summary>
/// <remarks>
/// <code>
/// consensus:
///   nodes: 5
///   election-timeout: 150ms
///   faults:
///     - at 250ms crash leader
///     - at 600ms partition 1,2 | 3,4,5
/// </code>
/// </remarks>
internal static class ConsensusSection
{
    public static void Read(MarketBuilder builder)
    {
        if (builder.Top.Take("consensus") is not { } consensus)
        {
            return;
        }

        var values = new OptionSet(ReplicationSettings.Specs);
        foreach (var (name, value) in consensus.Map("A map of the cluster's settings").Rest())
        {
            name.Check(() =>
            {
                values.Set(name.Text, value.IsList ? string.Join("; ", value.List.Select(line => line.Text)) : value.Text);
                return true;
            });
        }

        builder.World.Replication = consensus.Check(() => ReplicationSettings.From(values));
    }
}
