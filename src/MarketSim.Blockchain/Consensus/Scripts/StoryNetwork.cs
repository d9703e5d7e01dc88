using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The links of a story: messages wait, in the order in which they were sent, until the story says what becomes of them.
/// </summary>
internal sealed class StoryNetwork
{
    private readonly HashSet<(int From, int To)> _cut = [];

    public List<ConsensusMessage> Waiting { get; } = [];

    public bool IsCut(int from, int to) => _cut.Contains((from, to));

    public void Cut(int from, int to) => _cut.Add((from, to));

    public void Heal(int from, int to) => _cut.Remove((from, to));

    public void HealAll() => _cut.Clear();
}

/// <summary>Which messages a line speaks of: <c>1-&gt;2 append #1</c>, <c>to 2</c>, <c>from 1</c>, or all.</summary>
internal readonly record struct StorySelection(int From, int To, ConsensusMessageKind Kind, int Place)
{
    public static readonly IReadOnlyDictionary<string, ConsensusMessageKind> Kinds = new SortedDictionary<string, ConsensusMessageKind>(StringComparer.Ordinal)
    {
        ["append"] = ConsensusMessageKind.Append,
        ["append-reply"] = ConsensusMessageKind.AppendReply,
        ["heartbeat"] = ConsensusMessageKind.Heartbeat,
        ["heartbeat-reply"] = ConsensusMessageKind.HeartbeatReply,
        ["pre-vote"] = ConsensusMessageKind.PreVote,
        ["pre-vote-reply"] = ConsensusMessageKind.PreVoteReply,
        ["read"] = ConsensusMessageKind.ReadIndex,
        ["read-reply"] = ConsensusMessageKind.ReadIndexReply,
        ["snapshot"] = ConsensusMessageKind.Snapshot,
        ["timeout-now"] = ConsensusMessageKind.TimeoutNow,
        ["vote"] = ConsensusMessageKind.Vote,
        ["vote-reply"] = ConsensusMessageKind.VoteReply,
    };

    public static StorySelection Read(StoryLine line, Func<StoryLine, int> node)
    {
        var (from, to, place) = (0, 0, 0);
        var kind = ConsensusMessageKind.None;
        while (!line.AtEnd)
        {
            if (line.Takes("all"))
            {
                continue;
            }

            if (line.Takes("to"))
            {
                to = node(line);
            }
            else if (line.Takes("from"))
            {
                from = node(line);
            }
            else if (line.Peek.StartsWith('#'))
            {
                place = int.TryParse(line.Word("place")[1..], out var number) && number > 0 ? number
                    : throw line.Wrong("after # a number from 1 was expected, such as #2 for the second such message");
            }
            else if (line.Peek.Length > 0 && char.IsAsciiDigit(line.Peek[0]))
            {
                from = node(line);
                if (!line.Takes("->"))
                {
                    throw line.Wrong("a link such as 1->2 was expected");
                }

                to = node(line);
            }
            else
            {
                kind = Kinds[line.OneOf("kind of message", [.. Kinds.Keys, "all", "to", "from"])];
            }
        }

        return new StorySelection(from, to, kind, place);
    }

    /// <summary>The messages that it names, of those that wait now.</summary>
    public List<ConsensusMessage> Among(IReadOnlyList<ConsensusMessage> waiting)
    {
        var found = new List<ConsensusMessage>();
        foreach (var message in waiting)
        {
            if ((From == 0 || message.From == From) && (To == 0 || message.To == To) && (Kind == 0 || message.Kind == Kind))
            {
                found.Add(message);
            }
        }

        return Place == 0 ? found : Place <= found.Count ? [found[Place - 1]] : [];
    }
}
