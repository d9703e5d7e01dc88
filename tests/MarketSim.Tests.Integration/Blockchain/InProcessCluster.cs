using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MarketSim.Blockchain;

namespace MarketSim.Tests.Integration;

/// <summary>Nodes of a real cluster, with real sockets and disks, but all in this process, so that a test can look inside.</summary>
internal sealed class InProcessCluster : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<int, (CancellationTokenSource Stop, Thread Thread)> _running = [];
    private readonly ConcurrentDictionary<int, Exception> _failures = new();

    public InProcessCluster(int nodes = 3, string machine = "exchange", Func<ClusterPlan, ClusterPlan>? adjust = null)
    {
        var plan = new ClusterPlan { Cluster = 42, Began = DateTimeOffset.UtcNow, Ports = Ports(nodes), Machine = machine };
        Plan = ClusterPlan.Create(_folder.Path, adjust?.Invoke(plan) ?? plan);
        Operator = new ClusterOperator(Folder);
    }

    public ClusterPlan Plan { get; }

    public ClusterOperator Operator { get; }

    public string Folder => _folder.Path;

    public void Start(int node, NodeSettings? settings = null)
    {
        var stop = new CancellationTokenSource();
        var opened = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            try
            {
                using var driven = new ClusterNode(Folder, node, settings ?? new NodeSettings { SegmentBytes = 1 << 20 });
                opened.Set();
                driven.Run(stop.Token);
            }
            catch (Exception problem)
            {
                _failures[node] = problem;
                opened.Set();
            }
        });
        thread.Start();
        opened.Wait();
        _running[node] = (stop, thread);
    }

    public void StartAll(Func<int, NodeSettings>? settings = null)
    {
        for (var node = 1; node <= Plan.Nodes; node++)
        {
            Start(node, settings?.Invoke(node));
        }
    }

    public void Stop(int node)
    {
        var (stop, thread) = _running[node];
        _running.Remove(node);
        stop.Cancel();
        thread.Join();
        stop.Dispose();
    }

    public Exception? FailureOf(int node) => _failures.GetValueOrDefault(node);

    public NodeStatus AwaitLeader() => Await(
        () => Operator.StatusOfAll().OfType<NodeStatus>().FirstOrDefault(s => s.Role == "leader"), "a leader");

    /// <summary>Waits until all running nodes have executed the same log to its end.</summary>
    public NodeStatus[] AwaitAgreement() => Await(
        () =>
        {
            NodeStatus[] all = [.. Operator.StatusOfAll().OfType<NodeStatus>()];
            return all.Length == _running.Count && all.All(s => s.Applied == all[0].Applied && s.Applied == s.Last) ? all : null;
        },
        "all nodes at one end of the log",
        () => string.Join("; ", Operator.StatusOfAll()) + string.Join("; ", _failures.Values));

    public static T Await<T>(Func<T?> look, string what, Func<string>? more = null)
        where T : class
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(20))
        {
            if (look() is { } found)
            {
                return found;
            }
        }

        throw new TimeoutException($"There was not {what} within a minute. {more?.Invoke()}");
    }

    public void Dispose()
    {
        foreach (var node in _running.Keys.ToArray())
        {
            Stop(node);
        }

        _folder.Dispose();
    }

    private static int[] Ports(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
