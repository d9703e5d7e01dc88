using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a story may expect.</summary>
public sealed partial class Story
{
    private void Expect(StoryLine line)
    {
        var what = line.OneOf("expectation", [.. StoryWords.Expectations.Select(e => e.Name), "no"]);
        switch (what)
        {
            case "no":
                line.OneOf("expectation", "leader");
                ExpectLeader(line, 0);
                break;
            case "leader":
                ExpectLeader(line, line.Takes("none") ? 0 : Node(line).Id);
                break;
            case "safe":
                // It is checked after every line.
                break;
            case "waiting":
                ExpectWaiting(line);
                break;
            case "verdict":
                Compare(line, "the last answer", StoryText.Verdict(_verdict), line.OneOf("verdict", [.. Enum.GetValues<ProposalVerdict>().Select(StoryText.Verdict)]));
                break;
            case "progress":
                ExpectProgress(line);
                break;
            default:
                var nodes = line.Takes("all") ? [.. _cluster.Nodes.Values.Where(n => n.IsUp)] : new List<StoryNode> { Node(line) };
                ExpectOfNodes(what, nodes, line);
                break;
        }
    }

    private void ExpectOfNodes(string what, List<StoryNode> nodes, StoryLine line)
    {
        var (found, wanted) = what switch
        {
            "role" => (n => n.IsUp ? StoryText.Role(n.Core.Role) : "down",
                line.OneOf("role", "follower", "pre-candidate", "candidate", "leader", "learner", "down")),
            "term" => (n => Text(n.Core.Term), Text(line.Number64("term"))),
            "vote" => (n => Text(n.Core.Vote), Text(OrNone(line, 0))),
            "follows" => (n => Text(n.Core.Leader), Text(OrNone(line, 0))),
            "committed" => (n => Text(n.Core.Commit), Text(line.Number64("index"))),
            "applied" => (n => Text(n.Core.AppliedIndex), Text(line.Number64("index"))),
            "last" => (n => Text(n.Core.LastIndex), Text(line.Number64("index"))),
            "first" => (n => Text(n.Core.FirstIndex), Text(line.Number64("index"))),
            "durable" => (n => Text(n.Core.Durable), Text(line.Number64("index"))),
            "snapshot" => (n => n.Core.Snapshot is { } s ? Text(s.Index) : "none", line.Takes("none") ? "none" : Text(line.Number64("index"))),
            "voters" => (n => StoryText.List(n.Core.Configuration.Voters), StoryText.List(Ids(line, "nodes"))),
            "outgoing" => (n => StoryText.List(n.Core.Configuration.Outgoing), StoryText.List(Ids(line, "nodes"))),
            "learners" => (n => StoryText.List(n.Core.Configuration.Learners), StoryText.List(Ids(line, "nodes"))),
            _ => OfLog(what, line),
        };
        foreach (var node in nodes)
        {
            Compare(line, StoryText.Line($"{what} of node {node.Id}"), found(node), wanted);
        }
    }

    private static (Func<StoryNode, string> Found, string Wanted) OfLog(string what, StoryLine line)
    {
        switch (what)
        {
            case "log":
                line.Takes("terms");
                return (n => Joined(n.Core.Entries.Select(e => Text(e.Term))), Joined(Terms(line).Select(Text)));
            case "entry":
                var index = line.Number64("index", 1);
                return (n => n.Core.Entries.FirstOrDefault(e => e.Index == index) is { } entry ? StoryText.Data(entry) : "nothing there", line.Word("command"));
            case "granted":
                var read = (ulong)line.Number64("number of a read", 1);
                return (n => n.Reads.TryGetValue(read, out var at) ? Text(at) : "none", line.Takes("none") ? "none" : Text(line.Number64("index")));
            default:
                var commands = new List<string>();
                while (!line.AtEnd)
                {
                    commands.Add(line.Word("command"));
                }

                return (n => Joined(n.Applied), commands is ["none"] ? "none" : Joined(commands));
        }
    }

    private void ExpectLeader(StoryLine line, int wanted)
    {
        // A leader that is cut off and does not know it yet is one of an older term.
        var leaders = _cluster.Nodes.Values.Where(n => n.IsUp && n.Core.Role == ConsensusRole.Leader).ToList();
        var newest = leaders.Count == 0 ? 0 : leaders.Max(n => n.Core.Term);
        Compare(line, "the leader", Joined(leaders.Where(n => n.Core.Term == newest).Select(n => Text(n.Id))), wanted == 0 ? "none" : Text(wanted));
    }

    private void ExpectWaiting(StoryLine line)
    {
        var (from, to) = (0, 0);
        var kind = ConsensusMessageKind.None;
        long? wanted = null;
        while (!line.AtEnd)
        {
            if (StorySelection.Kinds.ContainsKey(line.Peek))
            {
                kind = StorySelection.Kinds[line.Word("kind")];
                continue;
            }

            var number = line.Number64("number of messages, or link such as 1->2");
            if (line.Takes("->"))
            {
                (from, to) = ((int)number, Node(line).Id);
            }
            else
            {
                wanted = number;
            }
        }

        var found = new StorySelection(from, to, kind, 0).Among(_cluster.Network.Waiting).Count;
        Compare(line, "messages waiting", Text(found), Text(wanted ?? throw line.Wrong("a number of messages was expected at the end")));
    }

    private void ExpectProgress(StoryLine line)
    {
        var (from, to) = Link(line);
        var found = _cluster.Nodes[from].Core.ProgressOf(to)
            ?? throw line.Wrong($"node {from} does not lead, or does not send to {to}");
        while (!line.AtEnd)
        {
            var part = line.OneOf("part of progress", "probe", "replicate", "snapshot", "match", "next", "paused", "in-flight");
            var (value, wanted) = part switch
            {
                "match" => (Text(found.Match), Text(line.Number64("index"))),
                "next" => (Text(found.Next), Text(line.Number64("index"))),
                "in-flight" => (Text(found.Inflight), Text(line.Number64("number"))),
                "paused" => (found.IsPaused ? "on" : "off", line.OnOff() ? "on" : "off"),
                _ => (found.State.ToString().ToLowerInvariant(), part),
            };
            Compare(line, StoryText.Line($"progress of {to} at {from}{(value == wanted || wanted == part ? "" : ", " + part)}"), value, wanted);
        }
    }

    private static long OrNone(StoryLine line, long none) => line.Takes("none") ? none : line.Number64("node");

    private static string Text(long number) => StoryText.Line($"{number}");

    private static string Joined(IEnumerable<string> parts) => string.Join(',', parts) is { Length: > 0 } text ? text : "none";

    private static void Compare(StoryLine line, string what, string found, string wanted)
    {
        if (found != wanted)
        {
            throw line.Wrong(StoryText.Line($"expected {what} to be {wanted}, but it is {found}"));
        }
    }
}
