using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MarketSim.Blockchain;

/// <summary>Everything about a story's nodes and messages, as JSON.</summary>
internal static class StoryDump
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="only">A single node; zero for all.</param>
    public static string Write(StoryCluster cluster, int only)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var node in cluster.Nodes.Values.Where(n => only == 0 || n.Id == only))
            {
                Node(json, cluster, node);
            }

            json.WriteEndArray();
            json.WriteStartArray("messages");
            foreach (var message in cluster.Network.Waiting.Where(m => only == 0 || m.From == only || m.To == only))
            {
                json.WriteStartObject();
                json.WriteNumber("from", message.From);
                json.WriteNumber("to", message.To);
                json.WriteString("kind", StorySelection.Kinds.First(k => k.Value == message.Kind).Key);
                json.WriteNumber("term", message.Term);
                json.WriteString("text", StoryText.Of(message));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Node(Utf8JsonWriter json, StoryCluster cluster, StoryNode node)
    {
        var core = node.Core;
        json.WriteStartObject();
        json.WriteNumber("id", node.Id);
        json.WriteBoolean("up", node.IsUp);
        json.WriteNumber("term", core.Term);
        json.WriteNumber("vote", core.Vote);
        json.WriteString("role", node.IsUp ? StoryText.Role(core.Role) : "down");
        json.WriteNumber("leader", core.Leader);
        json.WriteNumber("commit", core.Commit);
        json.WriteNumber("applied", core.AppliedIndex);
        json.WriteNumber("first", core.FirstIndex);
        json.WriteNumber("last", core.LastIndex);
        json.WriteNumber("durable", core.Durable);
        json.WriteNumber("unwritten", node.Unwritten);
        if (core.Snapshot is { } snapshot)
        {
            json.WriteStartObject("snapshot");
            json.WriteNumber("index", snapshot.Index);
            json.WriteNumber("term", snapshot.Term);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("snapshot");
        }

        json.WriteStartObject("configuration");
        List(json, "voters", core.Configuration.Voters);
        List(json, "outgoing", core.Configuration.Outgoing);
        List(json, "learners", core.Configuration.Learners);
        json.WriteEndObject();
        Log(json, core);
        Progress(json, cluster, core);
        json.WriteStartArray("commands");
        foreach (var command in node.Applied)
        {
            json.WriteStringValue(command);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Log(Utf8JsonWriter json, RaftCore core)
    {
        json.WriteStartArray("log");
        foreach (var entry in core.Entries)
        {
            json.WriteStartObject();
            json.WriteNumber("index", entry.Index);
            json.WriteNumber("term", entry.Term);
            json.WriteString("kind", StoryText.Kind(entry.Kind));
            json.WriteString("data", StoryText.Data(entry));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Progress(Utf8JsonWriter json, StoryCluster cluster, RaftCore core)
    {
        json.WriteStartArray("progress");
        foreach (var peer in cluster.Nodes.Keys)
        {
            if (core.ProgressOf(peer) is { } progress)
            {
                json.WriteStartObject();
                json.WriteNumber("node", peer);
                json.WriteString("state", progress.State.ToString().ToLowerInvariant());
                json.WriteNumber("match", progress.Match);
                json.WriteNumber("next", progress.Next);
                json.WriteBoolean("paused", progress.IsPaused);
                json.WriteNumber("inFlight", progress.Inflight);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<int> nodes)
    {
        json.WriteStartArray(name);
        foreach (var node in nodes)
        {
            json.WriteNumberValue(node);
        }

        json.WriteEndArray();
    }
}
