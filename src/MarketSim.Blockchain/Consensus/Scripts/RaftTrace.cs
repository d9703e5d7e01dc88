using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Writes what a story's nodes do as the events that the TLA+ specification of etcd/raft validates: one JSON object a line.
/// </summary>
/// <remarks>
/// The specification knows no pre-vote, no check-quorum, and members that change when a change is applied, where ours change when it is
/// appended: stories for validation leave these out. A message is on its way, and state is durable, from its <c>Ready</c> on; so they
/// hold no disk either. A leader's own copy and a candidate's own vote are messages to themselves, sent with the work and received when
/// it is written.
/// </remarks>
public sealed class RaftTrace(TextWriter writer)
{
    private readonly Dictionary<(int Node, long Ready), (long Term, long Index, bool IsVote)> _own = [];

    internal void Started(RaftCore core)
    {
        Note("InitState", core);
    }

    internal void Note(string name, RaftCore core) => Write(name, core, null);

    /// <summary>Work was taken: its messages leave, and its state becomes durable.</summary>
    internal void Taken(RaftCore core, ConsensusReady ready)
    {
        if (core.Role == ConsensusRole.Candidate && ready.State is { } state && state.Vote == core.Id)
        {
            _own[(core.Id, ready.Number)] = (core.Term, 0, true);
            Write("SendRequestVoteResponse", core, Message("MsgVoteResp", core.Term, core.Id, core.Id));
        }

        if (core.Role == ConsensusRole.Leader && ready.Entries.Count > 0)
        {
            _own[(core.Id, ready.Number)] = (core.Term, core.LastIndex, false);
            Write("SendAppendEntriesResponse", core, Message("MsgAppResp", core.Term, core.Id, core.Id, index: core.LastIndex));
        }

        foreach (var message in ready.Messages.Concat(ready.MessagesAfterSync))
        {
            Transport("Send", core, message);
        }

        Note("Ready", core);
    }

    /// <summary>Work is about to be reported as written: the node hears from itself.</summary>
    internal void Written(RaftCore core, ConsensusReady ready)
    {
        if (!_own.Remove((core.Id, ready.Number), out var own) || own.Term != core.Term)
        {
            return;
        }

        if (own.IsVote && core.Role == ConsensusRole.Candidate)
        {
            Write("ReceiveRequestVoteResponse", core, Message("MsgVoteResp", core.Term, core.Id, core.Id));
        }
        else if (!own.IsVote && core.Role == ConsensusRole.Leader)
        {
            Write("ReceiveAppendEntriesResponse", core, Message("MsgAppResp", core.Term, core.Id, core.Id, index: own.Index));
        }
    }

    internal void Received(RaftCore core, ConsensusMessage message) => Transport("Receive", core, message);

    private void Transport(string way, RaftCore core, ConsensusMessage message)
    {
        switch (message)
        {
            case VoteRequest { IsPre: false } m:
                Write($"{way}RequestVoteRequest", core, Message("MsgVote", m.Term, m.From, m.To, index: m.LastIndex, logTerm: m.LastTerm));
                break;
            case VoteReply { IsPre: false } m:
                Write($"{way}RequestVoteResponse", core, Message("MsgVoteResp", m.Term, m.From, m.To, reject: !m.IsGranted));
                break;
            case AppendRequest m:
                var last = m.PreviousIndex + m.Entries.Count;
                Write($"{way}AppendEntriesRequest", core, Message(
                    "MsgApp", m.Term, m.From, m.To, m.Entries.Count, m.PreviousIndex, m.PreviousTerm, Math.Min(m.Commit, last)));
                break;
            case AppendReply m:
                Write($"{way}AppendEntriesResponse", core, Message("MsgAppResp", m.Term, m.From, m.To, index: m.Index, reject: !m.IsAccepted));
                break;
            case Heartbeat m:
                Write($"{way}AppendEntriesRequest", core, Message("MsgHeartbeat", m.Term, m.From, m.To, commit: m.Commit));
                break;
            case HeartbeatReply m:
                Write($"{way}AppendEntriesResponse", core, Message("MsgHeartbeatResp", m.Term, m.From, m.To));
                break;
            case SnapshotRequest m:
                Write($"{way}AppendEntriesRequest", core, Message("MsgSnap", m.Term, m.From, m.To, (int)m.Snapshot.Index));
                break;
            default:
                break;
        }
    }

    private static Action<Utf8JsonWriter> Message(
        string type, long term, int from, int to, int entries = 0, long index = 0, long logTerm = 0, long commit = 0, bool reject = false)
        => json =>
        {
            json.WriteStartObject("msg");
            json.WriteString("type", type);
            json.WriteNumber("term", term);
            json.WriteString("from", Name(from));
            json.WriteString("to", Name(to));
            json.WriteNumber("entries", entries);
            json.WriteNumber("logTerm", logTerm);
            json.WriteNumber("index", index);
            json.WriteNumber("commit", commit);
            json.WriteString("vote", "0");
            json.WriteBoolean("reject", reject);
            json.WriteNumber("rejectHint", 0);
            json.WriteEndObject();
        };

    private void Write(string name, RaftCore core, Action<Utf8JsonWriter>? message)
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
                ConsensusRole.PreCandidate => "StatePreCandidate",
                _ => "StateFollower",
            });
            json.WriteNumber("log", core.LastIndex);
            json.WriteStartArray("conf");
            Names(json, core.Configuration.Voters);
            Names(json, core.Configuration.Outgoing);
            json.WriteEndArray();
            message?.Invoke(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(stream.ToArray()));
        writer.Write('\n');
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
