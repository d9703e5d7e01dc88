namespace MarketSim.Blockchain;

/// <summary>Makes few messages of many that go to one node together: appends that continue each other become one, and of several
/// promises only the farthest goes, since it holds for all.</summary>
/// <remarks>The core sends an entry as soon as it has it. Under load a hundred come up in one turn of the driver, and a message each
/// costs more than the entries themselves.</remarks>
internal static class Merging
{
    /// <summary>The same messages, fewer.</summary>
    public static IReadOnlyList<ConsensusMessage> Merge(IReadOnlyList<ConsensusMessage> messages)
    {
        if (messages.Count < 2)
        {
            return messages;
        }

        var merged = new List<ConsensusMessage>();
        var lastTo = new Dictionary<int, int>();
        foreach (var message in messages)
        {
            if (lastTo.TryGetValue(message.To, out var place) && TryJoin(merged[place], message) is { } joined)
            {
                merged[place] = joined;
                continue;
            }

            lastTo[message.To] = merged.Count;
            merged.Add(message);
        }

        // Lists are joined once, not with every message.
        for (var i = 0; i < merged.Count; i++)
        {
            if (merged[i] is AppendRequest { Entries: JoinedEntries joined } append)
            {
                merged[i] = append with { Entries = [.. joined] };
            }
        }

        return merged;
    }

    private static RaftMessage? TryJoin(ConsensusMessage first, ConsensusMessage second) => (first, second) switch
    {
        (AppendRequest a, AppendRequest b) when a.Term == b.Term && b.PreviousIndex == a.PreviousIndex + a.Entries.Count
            && (a.Entries.Count == 0 ? a.PreviousTerm : a.Entries[^1].Term) == b.PreviousTerm
            => Join(a, b),
        (AppendReply { IsAccepted: true } a, AppendReply { IsAccepted: true } b) when a.Term == b.Term
            => a.Index > b.Index ? a : b,
        _ => null,
    };

    private static AppendRequest Join(AppendRequest a, AppendRequest b)
    {
        var entries = a.Entries as JoinedEntries ?? [.. a.Entries];
        entries.AddRange(b.Entries);
        return a with { Entries = entries, Commit = Math.Max(a.Commit, b.Commit) };
    }

    private sealed class JoinedEntries : List<LogEntry>;
}
