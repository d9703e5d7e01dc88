using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How long a cluster is without a leader when the one it has crashes; elections alone, without a market.</summary>
/// <remarks>
/// Source: Ongaro and Ousterhout (2014), section 9.3 and figure 16. Five nodes, no pre-vote; the leader crashes at an even chance within
/// its heartbeat interval, which is half of the shortest timeout. The worst case on purpose: all heard its last heartbeat at the same
/// moment, and logs are of different lengths, so that not every candidate can win.
/// </remarks>
public sealed record ElectionTrial
{
    private const int Nodes = 5;
    private static readonly SimDuration Tick = SimDuration.FromMicroseconds(100);

    /// <summary>The shortest timeout.</summary>
    public SimDuration Timeout { get; init; } = SimDuration.FromMilliseconds(150);

    /// <summary>By how much a timeout may be longer.</summary>
    public SimDuration Spread { get; init; } = SimDuration.FromMilliseconds(150);

    /// <summary>How long a message takes.</summary>
    public SimDuration Link { get; init; } = SimDuration.FromMilliseconds(3);

    /// <summary>How long a disk takes to flush.</summary>
    public SimDuration Sync { get; init; } = SimDuration.Zero;

    /// <summary>When no leader is found, the trial ends.</summary>
    public SimDuration Limit { get; init; } = SimDuration.FromSeconds(10L);

    /// <summary>Runs it.</summary>
    /// <param name="seed">The key of its chance.</param>
    /// <returns>Milliseconds without a leader, and how many terms ended without one before that.</returns>
    public (double Milliseconds, long SplitTerms) Run(ulong seed)
    {
        var chance = new Rng(seed, "election");
        var watch = new FirstLeader();
        var kernel = new Kernel(seed, new ConstantLatency(SimDuration.Zero));
        watch.Found = kernel.Stop;
        var network = new FaultyNetwork(new NetworkOptions { Latency = Link, Jitter = SimDuration.Zero }, new Rng(seed, "network"), watch);
        var options = new RaftOptions
        {
            ElectionTicks = Ticks(Timeout), ElectionSpreadTicks = Math.Max(1, Ticks(Spread)), HeartbeatTicks = Ticks(Timeout) / 2,
            PreVote = false, CheckQuorum = false,
        };

        // The last node led, and had the longest log. Time begins when the others hear its last heartbeat.
        for (var id = 1; id < Nodes; id++)
        {
            var disk = new SimulatedDisk(new DiskOptions { SyncTime = Sync, SyncJitter = SimDuration.Zero }, new Rng(seed, $"disk {id}"));
            Fill(disk, entries: id);
            var (node, timeouts) = (id, new Rng(seed, $"timeouts {id}"));
            kernel.Add(new ConsensusNode(
                id, new ConsensusNodeOptions { TickLength = Tick }, new Idle(), disk, network, watch, n => new ActorId(n - 1),
                d => new RaftCore(node, options, d.Restore(Nodes), timeouts)));
        }

        kernel.Add(new Gone());
        var crash = SimDuration.FromNanoseconds(chance.Below(Timeout.Nanoseconds / 2));
        kernel.Run(SimTime.Zero + Limit);
        return (((watch.At ?? Limit) - crash).Nanoseconds / 1e6, watch.Terms);
    }

    private static int Ticks(SimDuration duration) => (int)(duration.Nanoseconds / Tick.Nanoseconds);

    private static void Fill(SimulatedDisk disk, int entries)
    {
        disk.Write(new ConsensusReady
        {
            Number = 1, State = new HardState(1, Nodes, 0),
            Entries = [.. Enumerable.Range(1, entries).Select(i => new LogEntry(1, i, LogEntryKind.Empty, 0, 0, default))],
        });
        disk.BeginFlush();
        disk.EndFlush();
    }

    // Whatever reaches the node that crashed is lost.
    private sealed class Gone : IActor
    {
        public string Name => "gone";

        public void OnStart(IActorContext context)
        {
        }

        public void OnMessage(ActorId from, Message message, IActorContext context)
        {
        }

        public void OnWake(IActorContext context)
        {
        }
    }

    // Nobody asks for anything.
    private sealed class Idle : IReplicatedMachine
    {
        public ReadOnlyMemory<byte> Apply(LogEntry entry) => default;

        public ReadOnlyMemory<byte> Save() => default;

        public void Restore(ReadOnlyMemory<byte> state)
        {
        }

        public void Reset()
        {
        }

        public ulong ComputeHash() => 0;
    }

    private sealed class FirstLeader : IConsensusObserver
    {
        public SimDuration? At { get; private set; }

        public long Terms { get; private set; }

        public Action? Found { get; set; }

        public void Observe(in ConsensusEvent item)
        {
            if (item.Kind == ConsensusEventKind.RoleChanged && item.Role == ConsensusRole.Leader && At is null)
            {
                (At, Terms) = (item.Time - SimTime.Zero, item.Term - 2);
                Found?.Invoke();
            }
        }
    }
}
