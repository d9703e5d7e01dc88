using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What happens in a story, in words.</summary>
internal static class StoryText
{
    public static string Of(ConsensusMessage message)
    {
        var link = Line($"{message.From}->{message.To}");
        return message switch
        {
            VoteRequest m => Line($"{link} {(m.IsPre ? "pre-vote" : "vote")} term {m.Term} last {m.LastIndex}/{m.LastTerm}{(m.IsTransfer ? " hand-over" : "")}"),
            VoteReply m => Line($"{link} {(m.IsPre ? "pre-vote-reply" : "vote-reply")} term {m.Term} {(m.IsGranted ? "granted" : "refused")}"),
            AppendRequest m => Line($"{link} append term {m.Term} after {m.PreviousIndex}/{m.PreviousTerm} {Entries(m.Entries)}commit {m.Commit}"),
            AppendReply { IsAccepted: true } m => Line($"{link} append-reply term {m.Term} has {m.Index}"),
            AppendReply m => Line($"{link} append-reply term {m.Term} refused {m.Index}, perhaps {m.HintIndex}/{m.HintTerm}"),
            Heartbeat m => Line($"{link} heartbeat term {m.Term} commit {m.Commit}"),
            HeartbeatReply m => Line($"{link} heartbeat-reply term {m.Term}"),
            SnapshotRequest m => Line($"{link} snapshot term {m.Term} up to {m.Snapshot.Index}/{m.Snapshot.Term}"),
            TimeoutNow m => Line($"{link} timeout-now term {m.Term}"),
            ReadIndexRequest m => Line($"{link} read #{m.Request}"),
            ReadIndexReply m => Line($"{link} read-reply #{m.Request} at {m.Index}"),
            _ => Line($"{link} {message.Kind} term {message.Term}"),
        };
    }

    /// <summary>An event in words; null for those that the story's own lines tell.</summary>
    public static string? Of(int node, in ConsensusEvent item, ClusterConfiguration configuration) => item.Kind switch
    {
        ConsensusEventKind.RoleChanged => Line($"{node}: {Role(item.Role)} in term {item.Term}"),
        ConsensusEventKind.TermChanged => Line($"{node}: term {item.Term}"),
        ConsensusEventKind.Voted => Line($"{node}: votes for {item.Peer} in term {item.Term}"),
        ConsensusEventKind.Appended => Line($"{node}: log up to {item.Index}"),
        ConsensusEventKind.Truncated => Line($"{node}: cuts its log off after {item.Index}, {item.Count} lost"),
        ConsensusEventKind.Committed => Line($"{node}: committed up to {item.Index}"),
        ConsensusEventKind.Reconfigured => Line($"{node}: {Members(configuration)}"),
        ConsensusEventKind.SnapshotInstalled => Line($"{node}: takes over a snapshot up to {item.Index}"),
        _ => null,
    };

    public static string Role(ConsensusRole role) => role == ConsensusRole.PreCandidate ? "pre-candidate" : role.ToString().ToLowerInvariant();

    public static string Verdict(ProposalVerdict verdict) => verdict switch
    {
        ProposalVerdict.NotLeader => "not-leader",
        ProposalVerdict.ChangePending => "change-pending",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    public static string Kind(LogEntryKind kind) => kind.ToString().ToLowerInvariant();

    public static string Members(ClusterConfiguration configuration)
    {
        var text = new StringBuilder("voters ").Append(List(configuration.Voters));
        if (configuration.IsJoint)
        {
            text.Append(" and ").Append(List(configuration.Outgoing)).Append(configuration.StaysJoint ? ", until left" : "");
        }

        return configuration.Learners.Count == 0 ? text.ToString() : text.Append(", learners ").Append(List(configuration.Learners)).ToString();
    }

    public static string List(IReadOnlyList<int> nodes) => nodes.Count == 0 ? "none" : string.Join(',', nodes);

    /// <summary>An entry's data as a person reads it.</summary>
    public static string Data(LogEntry entry) => entry.Kind switch
    {
        LogEntryKind.Command => Encoding.UTF8.GetString(entry.Data.Span),
        LogEntryKind.Configuration => Members(ConfigurationHistory.Decode(entry.Data.Span)),
        _ => "",
    };

    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Entries(IReadOnlyList<LogEntry> entries)
        => entries.Count == 0 ? "" : $"[{string.Join(", ", entries.Select(One))}] ";

    private static string One(LogEntry entry)
    {
        var data = Data(entry);
        var shown = data.Length > 24 ? data[..24] + "…" : data;
        return entry.Kind switch
        {
            LogEntryKind.Command => Line($"{entry.Index}/{entry.Term} \"{shown}\""),
            LogEntryKind.Empty => Line($"{entry.Index}/{entry.Term}"),
            _ => Line($"{entry.Index}/{entry.Term} {data}"),
        };
    }
}
