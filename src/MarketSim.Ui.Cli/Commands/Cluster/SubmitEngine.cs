using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary>Where <c>marketsim cluster submit</c> makes orders final: one exchange, three kinds of log.</summary>
internal sealed class SubmitEngine : IDisposable
{
    /// <summary>Where a local log is kept where nothing else is said.</summary>
    public const string DefaultLocal = "marketsim-local";

    /// <summary>Where etcd listens where nothing else is said.</summary>
    public const string DefaultEtcd = "http://127.0.0.1:2379";

    private readonly Func<ClientCommand, CancellationToken, Task<CommitResult>> _commit;
    private readonly Func<long> _retries;
    private readonly Action _close;

    private SubmitEngine(Func<ClientCommand, CancellationToken, Task<CommitResult>> commit, Func<long> retries, Action close)
        => (_commit, _retries, _close) = (commit, retries, close);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["local", "raft", "etcd"];

    /// <summary>How often a command was sent again.</summary>
    public long Retries => _retries();

    /// <summary>What to do where no answer comes, as a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>What had to be repaired when its log was opened, as a sentence; null if nothing.</summary>
    public string? Note { get; private init; }

    /// <summary>Opens one.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="folder">The cluster's folder, or the local log's.</param>
    /// <param name="node">The node of the cluster to go through, from 1.</param>
    /// <param name="endpoints">Where etcd's members listen, with commas between them.</param>
    /// <exception cref="IOException">The log cannot be used, or etcd does not answer.</exception>
    public static SubmitEngine Open(string name, string folder, int node, string endpoints)
    {
        if (name == "raft")
        {
            var client = new ClusterClient(folder, ClusterCommand.Node(node, ClusterPlan.Load(folder))) { FollowsLeader = false };
            return new SubmitEngine(client.SubmitAsync, () => client.Retries, client.Dispose)
            {
                Advice = "'marketsim cluster status' shows who runs.",
            };
        }

        var log = name == "local"
            ? new LocalCommitLog(Path.Combine(folder, "log"), ClusterMachines.Create("exchange")) : OpenEtcd(Endpoints(endpoints));
        return new SubmitEngine(log.CommitAsync, () => 0, () => log.DisposeAsync().AsTask().GetAwaiter().GetResult())
        {
            Advice = name == "local" ? $"The disk of '{folder}' did not finish its flush." : $"A majority of etcd's members at {endpoints} must run.",
            Note = (log as LocalCommitLog)?.Note,
        };
    }

    public Task<CommitResult> CommitAsync(ClientCommand command, CancellationToken cancel) => _commit(command, cancel);

    public void Dispose() => _close();

    private static ICommitLog OpenEtcd(Uri[] endpoints)
    {
        try
        {
            return EtcdCommitLog.OpenAsync(endpoints, machine: ClusterMachines.Create("exchange")).GetAwaiter().GetResult();
        }
        catch (HttpRequestException problem)
        {
            throw new IOException($"etcd does not answer at {string.Join(", ", endpoints.Select(e => e.Authority))}: {problem.Message}", problem);
        }
        catch (TaskCanceledException problem)
        {
            throw new IOException($"etcd does not answer in time at {string.Join(", ", endpoints.Select(e => e.Authority))}.", problem);
        }
    }

    private static Uri[] Endpoints(string text)
    {
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => Uri.TryCreate(part, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
                ? uri! : throw new ArgumentException($"--etcd has '{part}'; accepted are addresses such as {DefaultEtcd}, with commas between them."))];
    }
}
