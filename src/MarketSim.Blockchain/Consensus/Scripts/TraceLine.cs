using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A line of a trace as the specification of etcd/raft reads it.</summary>
internal static class TraceLine
{
    /// <param name="name">What happened.</param>
    /// <param name="core">To whom, as it is now.</param>
    /// <param name="configuration">Who is in the cluster, as far as that is committed.</param>
    public static string Of(string name, RaftCore core, ClusterConfiguration configuration, TraceMessage? message, TraceChange? change)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("tag", "trace");
            json.WriteStartObject("event");
            json.WriteString("name", name);
            json.WriteString("nid", Name(core.Id));
            json.WriteStartObject("state");
            json.WriteNumber("term", core.Term);
            json.WriteString("vote", Name(core.Vote));
            json.WriteNumber("commit", core.Commit);
            json.WriteEndObject();
            json.WriteString("role", core.Role switch
            {
                ConsensusRole.Leader => "StateLeader",
                ConsensusRole.Candidate => "StateCandidate",
                _ => "StateFollower",
            });
            json.WriteNumber("log", core.LastIndex);
            json.WriteStartArray("conf");
            Names(json, configuration.Voters);
            Names(json, configuration.Outgoing);
            json.WriteEndArray();
            if (message is not null)
            {
                Write(json, message);
            }

            if (change is not null)
            {
                Write(json, change);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, TraceMessage message)
    {
        json.WriteStartObject("msg");
        json.WriteString("type", message.Type);
        json.WriteNumber("term", message.Term);
        json.WriteString("from", Name(message.From));
        json.WriteString("to", Name(message.To));
        json.WriteNumber("entries", message.Entries);
        json.WriteNumber("logTerm", message.LogTerm);
        json.WriteNumber("index", message.Index);
        json.WriteNumber("commit", message.Commit);
        json.WriteString("vote", "0");
        json.WriteBoolean("reject", message.IsRefusal);
        json.WriteNumber("rejectHint", 0);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TraceChange change)
    {
        json.WriteStartObject("prop");
        json.WriteStartObject("cc");
        if (change.Actions.Count > 0)
        {
            json.WriteStartArray("changes");
            foreach (var (node, action) in change.Actions)
            {
                json.WriteStartObject();
                json.WriteString("nid", Name(node));
                json.WriteString("action", action);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (change.Voters.Count > 0)
        {
            json.WritePropertyName("newconf");
            Names(json, change.Voters);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, IReadOnlyList<int> nodes)
    {
        json.WriteStartArray();
        foreach (var node in nodes)
        {
            json.WriteStringValue(Name(node));
        }

        json.WriteEndArray();
    }

    private static string Name(int node) => node.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A change of members in the specification's words.</summary>
/// <param name="Actions">What is asked, a node each; the specification knows one at a time.</param>
/// <param name="Voters">Who votes when it is applied.</param>
internal sealed record TraceChange(IReadOnlyList<(int Node, string Action)> Actions, IReadOnlyList<int> Voters)
{
    public static TraceChange Between(ClusterConfiguration before, ClusterConfiguration after)
    {
        var actions = new List<(int Node, string Action)>();
        foreach (var node in before.Voters.Union(before.Learners).Union(after.Voters).Union(after.Learners).Order())
        {
            if (after.Voters.Contains(node) && !before.Voters.Contains(node))
            {
                actions.Add((node, "AddNewServer"));
            }
            else if (after.Learners.Contains(node) && !before.Learners.Contains(node))
            {
                actions.Add((node, "AddLearner"));
            }
            else if (!after.Voters.Contains(node) && !after.Learners.Contains(node))
            {
                actions.Add((node, "RemoveServer"));
            }
        }

        return new TraceChange(actions, []);
    }
}
