using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketSim.Blockchain;

/// <summary>What the nodes and clients of a real cluster must agree on; kept in the cluster's folder as <c>cluster.json</c>.</summary>
public sealed record ClusterPlan
{
    /// <summary>What the file is called.</summary>
    public const string FileName = "cluster.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Which cluster: logs and certificates of another are refused.</summary>
    public required ulong Cluster { get; init; }

    /// <summary>When it was made: events tell their time from here on.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The port of each node on this machine; the first one is node 1's.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>What executes the commands: <c>exchange</c>, one stock traded continuously; or <c>log</c>, which only keeps them.</summary>
    public string Machine { get; init; } = "exchange";

    /// <summary>A tick of a node's clock, in milliseconds.</summary>
    public int TickMilliseconds { get; init; } = 20;

    /// <summary>Without a word from a leader for this many ticks, up to twice as many, a node campaigns.</summary>
    public int ElectionTicks { get; init; } = 12;

    /// <summary>A leader is heard at least this often, in ticks.</summary>
    public int HeartbeatTicks { get; init; } = 2;

    /// <summary>A state is saved, and the log before it let go, after at least this many entries.</summary>
    public long SnapshotEvery { get; init; } = 200_000;

    /// <summary>Whether events are written down for the timeline.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>How long a node may wait before it campaigns, at most.</summary>
    [JsonIgnore]
    public TimeSpan MaximumElectionTimeout => TimeSpan.FromMilliseconds(2.0 * ElectionTicks * TickMilliseconds);

    /// <summary>How many nodes there are.</summary>
    [JsonIgnore]
    public int Nodes => Ports.Count;

    /// <summary>Where a node keeps what is its own.</summary>
    public static string FolderOf(string folder, int node)
        => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"node-{node}"));

    /// <summary>What happened on a node, as lines of a <see cref="MarketSim.Core.ConsensusEventFile"/>, in no particular order: all of late, of
    /// earlier times what happens rarely.</summary>
    public static IEnumerable<string> HistoryOf(string folder, int node) => JournalFiles.Lines(FolderOf(folder, node));

    /// <summary>Where certificates are kept.</summary>
    public static string CertificatesOf(string folder) => Path.Combine(folder, "certificates");

    /// <summary>Makes a cluster: its folder, its plan, its certificates.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static ClusterPlan Create(string folder, ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            throw new IOException($"There is a cluster in '{folder}' already.");
        }

        Directory.CreateDirectory(folder);
        ClusterCertificates.Create(
            CertificatesOf(folder), [.. Enumerable.Range(1, plan.Nodes).Select(NameOf), "client"], plan.Began);
        for (var node = 1; node <= plan.Nodes; node++)
        {
            Directory.CreateDirectory(FolderOf(folder, node));
        }

        File.WriteAllText(path, JsonSerializer.Serialize(plan, Json) + "\n");
        return plan;
    }

    /// <summary>Reads the plan of the cluster in a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static ClusterPlan Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no cluster in '{folder}': 'marketsim cluster start' makes one, '--dir' names another folder.");
        }

        try
        {
            return JsonSerializer.Deserialize<ClusterPlan>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}' is empty.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"'{path}' is not the plan of a cluster: {problem.Message}", problem);
        }
    }

    /// <summary>What a node is called in its certificate.</summary>
    internal static string NameOf(int node) => string.Create(CultureInfo.InvariantCulture, $"node-{node}");
}
