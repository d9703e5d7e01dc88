using System.Diagnostics;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>Kills nodes of a cluster, again and again, while clients trade in it, and then compares what clients were told with what
/// every node's log holds.</summary>
internal sealed class ClusterTorture : IDisposable
{
    private const int Nodes = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClusterProcesses _processes;
    private readonly ClusterPlan _plan;
    private readonly Rng _random;
    private readonly TortureWriters? _writers;
    private readonly List<TimeSpan> _outages = [];

    /// <summary>Starts a cluster and its clients.</summary>
    /// <param name="folder">A folder that does not exist yet.</param>
    /// <param name="writers">How many clients write at a time.</param>
    /// <param name="seed">Which patterns of kills.</param>
    public ClusterTorture(string folder, int writers, ulong seed)
    {
        _random = new Rng(seed, "torture");
        _processes = new ClusterProcesses(folder);

        // Without snapshots, so that at the end every entry can be looked at.
        _plan = _processes.Create(Nodes, 0, plan => plan with { SnapshotEvery = long.MaxValue / 4 });
        try
        {
            StartAll();
            _writers = new TortureWriters(_processes.Folder, writers, seed);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Kill patterns done so far.</summary>
    public int Patterns { get; private set; }

    /// <summary>Commands acknowledged so far.</summary>
    public long Acknowledged => Writers.Acknowledged;

    /// <summary>Some nodes die at random moments and come back at random moments.</summary>
    public void RandomPattern()
    {
        Pause(_random.Below(300));
        int[] order = [.. Enumerable.Range(1, Nodes).OrderBy(_ => _random.NextBits())];
        var count = (int)_random.Between(1, Nodes);

        // Every other time the leader is the first: its death is what costs most.
        if (_random.Chance(0.5) && LeaderNow() is > 0 and var leader)
        {
            order = [leader, .. order.Where(n => n != leader)];
        }

        foreach (var node in order[..count])
        {
            Kill(node);
            Pause(_random.Below(150));
            if (_random.Chance(0.3))
            {
                _processes.Start(node);
            }
        }

        Pause(_random.Below(600));
        Recover();
    }

    /// <summary>One node is down; a follower is killed, 10 ms later the leader, which stays down; the other two come back. What was
    /// acknowledged last is on one of them alone.</summary>
    public void HardPattern()
    {
        var leader = LeaderNow() is > 0 and var l ? l : throw new IOException("Nobody leads.");
        int[] followers = [.. Enumerable.Range(1, Nodes).Where(n => n != leader).OrderBy(_ => _random.NextBits())];
        Kill(followers[0]);
        Pause(200 + _random.Below(200));
        Kill(followers[1]);
        Pause(10);
        Kill(leader);
        _processes.Start(followers[0]);
        _processes.Start(followers[1]);
        Progress("two of three nodes came back");
        Recover();
    }

    /// <summary>The leader alone dies, and comes back once the other two serve clients again.</summary>
    public void LeaderKill()
    {
        Pause(_random.Below(200));
        var leader = LeaderNow() is > 0 and var l ? l : throw new IOException("Nobody leads.");
        var began = Stopwatch.GetTimestamp();
        Kill(leader);
        while (Writers.NewestAnswered < began)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new IOException($"Nothing became final for {Patience.TotalSeconds:0} s after the leader was killed.");
            }

            Pause(1);
        }

        _outages.Add(Stopwatch.GetElapsedTime(began));
        Recover();
    }

    private TortureWriters Writers => _writers ?? throw new InvalidOperationException("Nobody writes.");

    /// <summary>Ends the writing and compares.</summary>
    public TortureVerdict Finish()
    {
        var acknowledged = Writers.Stop();
        StartAll();
        var cluster = new ClusterOperator(_processes.Folder);
        var states = Settle(cluster);
        var logs = Enumerable.Range(1, Nodes).Select(node => ReadLog(cluster, node, states.Min(s => s.Applied))).ToArray();
        return TortureVerdict.Of(acknowledged, states, logs, FailOvers(), _outages, Patterns, _plan.MaximumElectionTimeout, Writers.Retries);
    }

    public void Dispose()
    {
        _writers?.Dispose();
        for (var node = 1; node <= Nodes; node++)
        {
            _processes.Kill(node);
        }
    }

    // Everybody is back, and something new becomes final.
    private void Recover()
    {
        StartAll();
        Progress("all nodes came back");
        Patterns++;
    }

    private void StartAll()
    {
        for (var node = 1; node <= Nodes; node++)
        {
            _processes.Start(node);
        }

        if (_processes.AwaitLeader(Nodes, Patience) == 0)
        {
            var words = string.Join("; ", Enumerable.Range(1, Nodes).Select(n => $"node {n}: {_processes.LastWords(n)}"));
            throw new IOException($"No leader that all nodes follow within {Patience.TotalSeconds:0} s. {words}");
        }
    }

    private void Progress(string after)
    {
        var goal = Writers.Acknowledged + 20;
        for (var watch = Stopwatch.StartNew(); Writers.Acknowledged < goal; Thread.Sleep(5))
        {
            if (watch.Elapsed > Patience)
            {
                throw new IOException($"Nothing became final for {Patience.TotalSeconds:0} s after {after}.");
            }
        }
    }

    private void Kill(int node)
    {
        if (_processes.IsRunning(node, out _))
        {
            _processes.Note(_plan, new ConsensusEvent { Kind = ConsensusEventKind.Crashed, Node = node, Role = ConsensusRole.Down });
            _processes.Kill(node);
        }
    }

    private int LeaderNow() => new ClusterOperator(_processes.Folder).StatusOfAll().OfType<NodeStatus>()
        .Where(s => s.Role == "leader").OrderByDescending(s => s.Term).FirstOrDefault()?.Node ?? 0;

    private static NodeStatus[] Settle(ClusterOperator cluster)
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(50))
        {
            NodeStatus[] states = [.. cluster.StatusOfAll().OfType<NodeStatus>()];
            if (states.Length == Nodes && states.All(s => s.Applied == states[0].Applied && s.Applied == s.Last))
            {
                return states;
            }

            if (watch.Elapsed > Patience)
            {
                throw new IOException("The nodes did not come to one end of the log.");
            }
        }
    }

    private static List<LogEntry> ReadLog(ClusterOperator cluster, int node, long to)
    {
        var all = new List<LogEntry>();
        while (all.Count < to)
        {
            var part = cluster.Log(node, all.Count + 1, out var first);
            if (part is not { Count: > 0 } || first != 1)
            {
                throw new IOException($"Node {node} did not give its log from entry {all.Count + 1} on.");
            }

            all.AddRange(part);
        }

        return all;
    }

    // From the death of a leader to the next one's beginning, where a majority was there to choose it.
    private List<TimeSpan> FailOvers()
    {
        var (leader, alive) = (0, Nodes);
        SimTime? since = null;
        var all = new List<TimeSpan>();
        foreach (var item in ClusterHistoryCommand.Read(_processes.Folder, _plan))
        {
            switch (item.Kind)
            {
                case ConsensusEventKind.Recovered:
                    alive = Math.Min(Nodes, alive + 1);
                    break;
                case ConsensusEventKind.Crashed:
                    alive--;
                    since = alive <= Nodes / 2 ? null : item.Node == leader ? item.Time : since;
                    break;
                case ConsensusEventKind.RoleChanged when item.Role == ConsensusRole.Leader:
                    if (since is { } death)
                    {
                        all.Add(TimeSpan.FromTicks((item.Time - death).Nanoseconds / 100));
                    }

                    (leader, since) = (item.Node, null);
                    break;
                default:
                    break;
            }
        }

        return all;
    }

    private static void Pause(long milliseconds) => Thread.Sleep((int)milliseconds);
}
