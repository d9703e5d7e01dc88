using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What can be set of a replicated exchange, in market files and on the command line.</summary>
public static class ReplicationSettings
{
    /// <summary>All of it, in reading order.</summary>
    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new() { Name = "nodes", Kind = OptionKind.Integer, Default = "5", Min = 1, Max = 63, Summary = "Nodes of the cluster; each holds a copy of the exchange." },
        new()
        {
            Name = "protocol", Kind = OptionKind.Choice, Default = "raft", Choices = SimulatedClusterOptions.Protocols,
            Summary = "How they agree: raft bears crashes, streamlet bears liars too.",
        },
        new() { Name = "liar", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = 63, Summary = "With streamlet: the node that lies; 0 for none." },
        new() { Name = "tick", Kind = OptionKind.Duration, Default = "10ms", Summary = "In which a node counts time, at least 10us: the coarser, the likelier two lose patience together." },
        new()
        {
            Name = "election-timeout", Kind = OptionKind.Duration, Default = "150ms",
            Summary = "Silence after which a node campaigns, at least; drawn up to twice as long. Multiples of tick.", Source = "Ongaro and Ousterhout (2014), 9.3",
        },
        new() { Name = "heartbeat", Kind = OptionKind.Duration, Default = "50ms", Summary = "Time between two signs of life of a leader. Multiples of tick." },
        new() { Name = "first-leader", Kind = OptionKind.Integer, Default = "1", Min = 0, Max = 63, Summary = "The node that campaigns when the run begins; 0 waits for a timeout." },
        new() { Name = "pre-vote", Kind = OptionKind.Flag, Default = "true", Summary = "Whether a node asks whether it could win before it raises the term." },
        new() { Name = "check-quorum", Kind = OptionKind.Flag, Default = "true", Summary = "Whether a leader without a majority steps down." },
        new() { Name = "entries-per-message", Kind = OptionKind.Integer, Default = "1024", Min = 1, Max = 1_000_000, Summary = "Entries in one message, at most." },
        new() { Name = "link", Kind = OptionKind.Duration, Default = "500us", Summary = "How long a message between nodes takes at least." },
        new() { Name = "jitter", Kind = OptionKind.Duration, Default = "100us", Summary = "Up to how much longer it takes." },
        new() { Name = "sync", Kind = OptionKind.Duration, Default = "800us", Summary = "How long a disk takes to flush." },
        new() { Name = "retry-after", Kind = OptionKind.Duration, Default = "100ms", Summary = "Silence after which the front of the exchange sends a command again." },
        new() { Name = "faults", Kind = OptionKind.Text, Default = "", Summary = "What goes wrong, such as 'at 250ms crash leader; at 600ms partition 1,2 | 3,4,5'." },
    ];

    /// <summary>A replicated exchange as set.</summary>
    /// <exception cref="ArgumentException">The values do not fit together.</exception>
    /// <exception cref="FormatException">The faults cannot be read.</exception>
    public static ReplicationOptions From(OptionSet values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var tick = values.Duration("tick");
        if (tick < SimDuration.FromMicroseconds(10))
        {
            throw new ArgumentException($"Option 'tick' was '{values.Text("tick")}'; accepted is 10us or longer.");
        }

        var options = new ReplicationOptions
        {
            RetryAfter = values.Duration("retry-after"),
            Cluster = new SimulatedClusterOptions
            {
                Nodes = values.Count("nodes"), Protocol = values.Text("protocol"), Liar = values.Count("liar"),
                Raft = new RaftOptions
                {
                    ElectionTicks = Ticks(values, "election-timeout", tick), HeartbeatTicks = Ticks(values, "heartbeat", tick),
                    PreVote = values.Flag("pre-vote"), CheckQuorum = values.Flag("check-quorum"), MaxEntriesPerMessage = values.Count("entries-per-message"),
                },
                FirstLeader = values.Count("first-leader"),
                Node = new ConsensusNodeOptions { TickLength = tick },
                Network = new NetworkOptions { Latency = values.Duration("link"), Jitter = values.Duration("jitter") },
                Disk = new DiskOptions { SyncTime = values.Duration("sync") },
                Faults = values.Text("faults"),
            },
        };
        if (options.Cluster.Raft.ElectionTicks <= options.Cluster.Raft.HeartbeatTicks)
        {
            throw new ArgumentException("A node must hear its leader more often than it loses patience: election-timeout was not longer than heartbeat.");
        }

        _ = FaultScript.Parse(options.Cluster.Faults, options.Cluster.Nodes);
        return options;
    }

    /// <summary>What would have to be set to have it like this; the other way round than <see cref="From"/>.</summary>
    public static OptionSet ValuesOf(ReplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (cluster, raft) = (options.Cluster, options.Cluster.Raft);
        var tick = cluster.Node.TickLength;
        var values = new OptionSet(Specs);
        values.Set("nodes", Text(cluster.Nodes));
        values.Set("protocol", cluster.Protocol);
        values.Set("liar", Text(cluster.Liar));
        values.Set("tick", DurationText.Format(tick));
        values.Set("election-timeout", DurationText.Format(tick * raft.ElectionTicks));
        values.Set("heartbeat", DurationText.Format(tick * raft.HeartbeatTicks));
        values.Set("first-leader", Text(cluster.FirstLeader));
        values.Set("pre-vote", raft.PreVote ? "true" : "false");
        values.Set("check-quorum", raft.CheckQuorum ? "true" : "false");
        values.Set("entries-per-message", Text(raft.MaxEntriesPerMessage));
        values.Set("link", DurationText.Format(cluster.Network.Latency));
        values.Set("jitter", DurationText.Format(cluster.Network.Jitter));
        values.Set("sync", DurationText.Format(cluster.Disk.SyncTime));
        values.Set("retry-after", DurationText.Format(options.RetryAfter));
        values.Set("faults", cluster.Faults);
        return values;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>As it is where nobody sets anything.</summary>
    public static ReplicationOptions Usual => From(new OptionSet(Specs));

    private static int Ticks(OptionSet values, string name, SimDuration tick)
    {
        var ticks = values.Duration(name).Nanoseconds / tick.Nanoseconds;
        return ticks is >= 1 and <= int.MaxValue / 2 && values.Duration(name).Nanoseconds % tick.Nanoseconds == 0
            ? (int)ticks
            : throw new ArgumentException($"Option '{name}' was '{values.Text(name)}'; accepted is a multiple of the tick, {values.Text("tick")}.");
    }
}
