using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The words that say how things are, and those that ask nodes for something.</summary>
public sealed partial class Story
{
    private bool SetUp(string word, StoryLine line)
    {
        switch (word)
        {
            case "nodes":
                CreateNodes(line);
                return true;
            case "join":
                Join(line);
                return true;
            case "bootstrap":
                Bootstrap(line);
                return true;
            case "option":
                Option(line);
                return true;
            case "limit":
                Limit(line);
                return true;
            case "flaw":
                var flaw = Flaw(line);
                _cluster.Change(o => o with { Flaw = o.Flaw | flaw });
                return true;
            case "timeout":
                var node = Node(line).Id;
                var ticks = line.Number32("number of ticks", 1);
                _cluster.ChangeOne(node, o => o with { FixedElectionTicks = ticks });
                return true;
            case "log":
                Log(line);
                return true;
            case "term":
                Furnish(line, (state, value) => state with { Term = value, Vote = 0 });
                return true;
            case "vote":
                Furnish(line, (state, value) => state with { Vote = (int)value });
                return true;
            case "commit":
                Furnish(line, (state, value) => state with { Commit = value });
                return true;
            default:
                return false;
        }
    }

    private void CreateNodes(StoryLine line)
    {
        if (_cluster.Nodes.Count > 0)
        {
            throw line.Wrong("there are nodes already; 'join 4' adds another one");
        }

        var count = line.Number32("number of nodes", 1);
        _cluster.Create(count <= 99 ? count : throw line.Wrong("at most 99 nodes were expected"));
        foreach (var node in _cluster.Nodes.Values)
        {
            _cluster.Start(node);
        }
    }

    private void Join(StoryLine line)
    {
        var id = line.Number32("node", 1);
        if (_cluster.Nodes.ContainsKey(id))
        {
            throw line.Wrong($"node {id} is there already");
        }

        _cluster.Nodes.Add(id, new StoryNode(id, new ClusterConfiguration([], [], [])));
        _cluster.Start(_cluster.Nodes[id]);
    }

    private void Bootstrap(StoryLine line)
    {
        IReadOnlyList<int> voters = [.. _cluster.Nodes.Keys];
        IReadOnlyList<int> learners = [];
        var (index, term) = (0L, 1L);
        while (!line.AtEnd)
        {
            switch (line.OneOf("part of bootstrap", "voters", "learners", "index", "term"))
            {
                case "voters":
                    voters = Ids(line, "nodes");
                    break;
                case "learners":
                    learners = Ids(line, "nodes");
                    break;
                case "index":
                    index = line.Number64("index", 1);
                    break;
                default:
                    term = line.Number64("term", 1);
                    break;
            }
        }

        if (learners.Intersect(voters).Any())
        {
            voters = [.. voters.Except(learners)];
        }

        var configuration = new ClusterConfiguration([.. voters.Order()], [], [.. learners.Order()]);
        foreach (var node in _cluster.Nodes.Values)
        {
            node.Founders = configuration;
            if (index > 0)
            {
                node.Furnish(s => s with { Term = Math.Max(s.Term, term), Commit = index }, [], new LogSnapshot(index, term, configuration, default));
            }

            _cluster.Start(node);
        }
    }

    private void Option(StoryLine line)
    {
        switch (line.OneOf("option", "pre-vote", "check-quorum", "lease-reads", "election-ticks", "heartbeat-ticks"))
        {
            case "pre-vote":
                var preVote = line.OnOff();
                _cluster.Change(o => o with { PreVote = preVote });
                break;
            case "check-quorum":
                var checkQuorum = line.OnOff();
                _cluster.Change(o => o with { CheckQuorum = checkQuorum });
                break;
            case "lease-reads":
                var lease = line.OnOff();
                _cluster.Change(o => o with { LeaseReads = lease });
                break;
            case "election-ticks":
                var election = line.Number32("number of ticks", 2);
                _cluster.Change(o => o with { ElectionTicks = election });
                break;
            default:
                var heartbeat = line.Number32("number of ticks", 1);
                _cluster.Change(o => o with { HeartbeatTicks = heartbeat });
                break;
        }
    }

    private void Limit(StoryLine line)
    {
        var name = line.OneOf("limit", "entries-per-message", "bytes-per-message", "in-flight", "uncommitted-bytes");
        var value = line.Number32("limit", 1);
        _cluster.Change(o => name switch
        {
            "entries-per-message" => o with { MaxEntriesPerMessage = value },
            "bytes-per-message" => o with { MaxBytesPerMessage = value },
            "in-flight" => o with { MaxInflight = value },
            _ => o with { MaxUncommittedBytes = value },
        });
    }

    private RaftFlaw Flaw(StoryLine line)
    {
        var flaws = Enum.GetValues<RaftFlaw>().Where(f => f != RaftFlaw.None).ToDictionary(f => KebabCase.Of(f.ToString()));
        return AllowsFlaws ? flaws[line.OneOf("flaw", [.. flaws.Keys])]
            : throw line.Wrong("deliberate flaws are not allowed here");
    }

    private void Log(StoryLine line)
    {
        var node = Node(line);
        if (!line.Takes("terms"))
        {
            throw line.Wrong("'terms' and a list were expected, such as: log 1 terms 1,1,2");
        }

        var terms = Terms(line);
        if (terms.Contains(0) || !terms.SequenceEqual(terms.Order()))
        {
            throw line.Wrong("terms are from 1 and never fall along a log");
        }

        var entries = Entries(node.Core.FirstIndex - 1, terms);
        var last = terms.Count > 0 ? terms[^1] : 0;
        node.Furnish(s => s.Term < last ? s with { Term = last, Vote = 0 } : s, entries);
        _cluster.Start(node);
    }

    // Equal places and terms are equal entries, so the command is made of both.
    private static List<LogEntry> Entries(long after, List<long> terms)
    {
        var entries = new List<LogEntry>();
        foreach (var term in terms)
        {
            var index = after + entries.Count + 1;
            entries.Add(new LogEntry(term, index, LogEntryKind.Command, 0, 0, Encoding.UTF8.GetBytes(StoryText.Line($"e{index}.{term}"))));
        }

        return entries;
    }

    // 1*3 is 1,1,1.
    private static List<long> Terms(StoryLine line)
    {
        var terms = new List<long>();
        var word = line.Word("list of terms");
        foreach (var part in word is "none" or "-" ? [] : word.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var factors = part.Split('*');
            if (factors.Length > 2 || !long.TryParse(factors[0], out var term) || term < 0
                || (factors.Length == 2 && (!int.TryParse(factors[1], out var times) || times is < 1 or > 10_000)))
            {
                throw line.Wrong($"'{part}' is no term; a list such as 1,1,2 or 1*2,2 was expected");
            }

            terms.AddRange(Enumerable.Repeat(term, factors.Length == 2 ? int.Parse(factors[1], System.Globalization.CultureInfo.InvariantCulture) : 1));
        }

        return terms;
    }

    private void Furnish(StoryLine line, Func<HardState, long, HardState> change)
    {
        var node = Node(line);
        var value = line.Takes("none") ? 0 : line.Number64("number");
        node.Furnish(state => change(state, value));
        _cluster.Start(node);
    }
}
