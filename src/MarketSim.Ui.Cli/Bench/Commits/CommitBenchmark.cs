using System.Diagnostics;
using HdrHistogram;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary>What one engine did with so many clients.</summary>
/// <param name="Engine">Which engine; <c>etcd-batched</c> puts 100 entries together.</param>
/// <param name="Clients">How many clients, each waiting for its answer before it goes on.</param>
/// <param name="Seconds">For how long it was measured.</param>
/// <param name="Entries">Entries that became final.</param>
/// <param name="PerSecond">Entries per second.</param>
/// <param name="P50Ms">Median time to an answer, in milliseconds.</param>
/// <param name="P99Ms">99% of the answers came within this, in milliseconds.</param>
internal sealed record CommitResultRow(
    string Engine, int Clients, double Seconds, long Entries, double PerSecond, double P50Ms, double P99Ms);

/// <summary>Measures how fast entries become final: three processes on this machine, 64-byte entries, every flush real.</summary>
internal sealed class CommitBenchmark : IDisposable
{
    /// <summary>What can be measured.</summary>
    public static IReadOnlyList<string> Engines { get; } = ["local", "raft", "etcd", "etcd-batched"];

    private const int EntryBytes = 64;
    private const int Together = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-bench-").FullName;
    private ClusterProcesses? _cluster;
    private EtcdProcesses? _etcd;
    private readonly int _nodes;

    /// <summary>Starts what the engines need.</summary>
    /// <param name="engines">Which ones will be measured.</param>
    /// <param name="nodes">Processes of each.</param>
    public CommitBenchmark(IReadOnlyList<string> engines, int nodes)
    {
        _nodes = nodes;
        try
        {
            Start(engines, nodes);
        }
        catch
        {
            // What was started must not outlive the attempt.
            Dispose();
            throw;
        }
    }

    /// <summary>Measures one engine with so many clients.</summary>
    public CommitResultRow Measure(string engine, int clients, TimeSpan length)
    {
        var warmUp = TimeSpan.FromTicks(Math.Min(length.Ticks / 2, TimeSpan.TicksPerSecond * 2));
        switch (engine)
        {
            case "raft":
                using (var client = new ClusterClient(_cluster!.Folder))
                {
                    return Row(engine, clients, new ClosedLoop(warmUp, length).Run(clients, (data, number, done) => client.Submit(
                        new ClientCommand(0, number, data), (_, problem) => done(problem))));
                }

            case "etcd":
                using (var client = new EtcdClient(_etcd!.Endpoints))
                {
                    return Row(engine, clients, new ClosedLoop(warmUp, length).Run(clients, (data, number, done) => Tell(
                        client.PutAsync(BitConverter.GetBytes(number), data, CancellationToken.None), done)));
                }

            case "etcd-batched":
                return Logged(engine, clients, EtcdCommitLog.OpenAsync(
                    _etcd!.Endpoints, "bench", Together).GetAwaiter().GetResult(), warmUp, length, Together);
            default:
                return Logged(engine, clients, new LocalCommitLog(
                    Path.Combine(_folder, $"local-{clients}"), ClusterMachines.Create("log")), warmUp, length, 1);
        }
    }

    public void Dispose()
    {
        for (var node = 1; _cluster is not null && node <= _nodes; node++)
        {
            _cluster.Kill(node);
        }

        _etcd?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Start(IReadOnlyList<string> engines, int nodes)
    {
        if (engines.Contains("raft"))
        {
            _cluster = new ClusterProcesses(Path.Combine(_folder, "cluster"));
            _cluster.Create(nodes, 0, plan => plan with { Machine = "log", KeepsHistory = false });
            for (var node = 1; node <= nodes; node++)
            {
                _cluster.Start(node);
            }

            if (_cluster.AwaitLeader(nodes, TimeSpan.FromSeconds(30)) == 0)
            {
                throw new IOException("The cluster did not come up within 30 s.");
            }
        }

        _etcd = engines.Any(e => e.StartsWith("etcd", StringComparison.Ordinal)) ? EtcdProcesses.Start(nodes) : null;
    }

    private static CommitResultRow Logged(string engine, int clients, ICommitLog log, TimeSpan warmUp, TimeSpan length, int together)
    {
        try
        {
            return Row(engine, clients, new ClosedLoop(warmUp, length) { Together = together }.Run(clients, (data, _, done) => Tell(
                Task.WhenAll(Enumerable.Range(0, together).Select(_ => log.CommitAsync(new ClientCommand(0, 0, data), CancellationToken.None))),
                done)));
        }
        finally
        {
            log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Tell(Task task, Action<Exception?> done)
        => task.ContinueWith(t => done(t.Exception), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static CommitResultRow Row(string engine, int clients, ClosedLoop loop) => new(
        engine, clients, loop.Seconds, loop.Entries, loop.Entries / loop.Seconds,
        loop.Latencies.GetValueAtPercentile(50) / 1e6, loop.Latencies.GetValueAtPercentile(99) / 1e6);

    /// <summary>Clients that each wait for an answer before they ask again.</summary>
    private sealed class ClosedLoop(TimeSpan warmUp, TimeSpan length)
    {
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource _finished = new();
        private int _running;
        private long _begin;
        private long _end;
        private ulong _number;
        private Exception? _failure;

        public int Together { get; init; } = 1;

        public long Entries { get; private set; }

        public double Seconds => length.TotalSeconds;

        public LongHistogram Latencies { get; } = new(60_000_000_000, 3);

        public ClosedLoop Run(int clients, Action<byte[], ulong, Action<Exception?>> commit)
        {
            _begin = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
            _end = _begin + (long)(length.TotalSeconds * Stopwatch.Frequency);
            _running = clients;
            for (var i = 0; i < clients; i++)
            {
                var data = new byte[EntryBytes];
                BitConverter.TryWriteBytes(data, i);
                Next(data, commit);
            }

            if (!_finished.Task.Wait(warmUp + length + TimeSpan.FromSeconds(60)))
            {
                throw new IOException("Some clients got no answer for a minute.");
            }

            return _failure is null ? this : throw new IOException($"A commit failed: {_failure.InnerException?.Message ?? _failure.Message}", _failure);
        }

        private void Next(byte[] data, Action<byte[], ulong, Action<Exception?>> commit)
        {
            var began = Stopwatch.GetTimestamp();
            commit(data, Interlocked.Increment(ref _number), problem =>
            {
                var now = Stopwatch.GetTimestamp();
                if (now >= _begin && now < _end)
                {
                    lock (_gate)
                    {
                        Entries += Together;
                        Latencies.RecordValue(Math.Max(1, (now - began) * (1_000_000_000 / Stopwatch.Frequency)));
                    }
                }

                if (problem is not null)
                {
                    _failure = problem;
                }

                if (now < _end && problem is null)
                {
                    Next(data, commit);
                }
                else if (Interlocked.Decrement(ref _running) == 0)
                {
                    _finished.SetResult();
                }
            });
        }
    }
}
