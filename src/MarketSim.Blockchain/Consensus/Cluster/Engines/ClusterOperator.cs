namespace MarketSim.Blockchain;

/// <summary>Asks and orders single nodes of a real cluster.</summary>
public sealed class ClusterOperator
{
    private readonly ClusterPlan _plan;
    private readonly ClusterCertificates _certificates;

    /// <summary>The operator of the cluster in a folder.</summary>
    /// <exception cref="FileNotFoundException">There is no cluster in this folder.</exception>
    public ClusterOperator(string folder)
    {
        _plan = ClusterPlan.Load(folder);
        _certificates = ClusterCertificates.Load(ClusterPlan.CertificatesOf(folder), "client");
    }

    /// <summary>How a node is doing.</summary>
    /// <returns>Null for one that does not answer.</returns>
    public NodeStatus? StatusOf(int node) => Ask(node, ControlKind.Status, []) is { } answer ? NodeStatus.FromBytes(answer) : null;

    /// <summary>All nodes' status, node 1's first; null for those that do not answer.</summary>
    public IReadOnlyList<NodeStatus?> StatusOfAll() => [.. Enumerable.Range(1, _plan.Nodes).Select(StatusOf)];

    /// <summary>Lets a node neither hear nor tell anything from and to these peers; none makes its links whole again.</summary>
    /// <returns>False where the node does not answer.</returns>
    public bool Cut(int node, IEnumerable<int> peers) => Ask(node, ControlKind.Cut, [.. peers.Select(p => (byte)p)]) is not null;

    /// <summary>Tells a node to end.</summary>
    /// <returns>False where it does not answer.</returns>
    public bool Stop(int node) => Ask(node, ControlKind.Stop, []) is not null;

    /// <summary>Committed entries of a node from a place on, as many as it gives at once.</summary>
    /// <param name="node">Which node, from 1.</param>
    /// <param name="from">The first place wanted, from 1.</param>
    /// <param name="first">The first one that it still has.</param>
    /// <returns>Null where it does not answer.</returns>
    public IReadOnlyList<LogEntry>? Log(int node, long from, out long first)
    {
        first = 0;
        if (Ask(node, ControlKind.Log, BitConverter.GetBytes(from)) is not { } answer)
        {
            return null;
        }

        var reader = new FrameReader(answer);
        first = reader.Long() + 1;
        var entries = new List<LogEntry>();
        while (!reader.IsAtEnd)
        {
            entries.Add(EntryCodec.Read(ref reader));
        }

        return entries;
    }

    private byte[]? Ask(int node, ControlKind kind, byte[] data)
    {
        byte[]? answer = null;
        try
        {
            using var connection = Connection.Call(_plan.Ports[node - 1], _certificates, ClusterPlan.NameOf(node));
            ClientFrames.WriteHello(connection.Out, _plan.Cluster, 0);
            ClientFrames.WriteControl(connection.Out, 1, kind, data);
            connection.Flush();
            using var patience = new Timer(_ => connection.Close(), null, 3_000, Timeout.Infinite);
            connection.ReadAll(body =>
            {
                var reader = new FrameReader(body);
                if ((FrameKind)reader.Byte() == FrameKind.ControlReply && reader.Ulong() == 1)
                {
                    answer = reader.Bytes().ToArray();
                    connection.Close();
                }
            });
        }
        catch (IOException)
        {
            // Nobody there.
        }

        return answer;
    }
}
