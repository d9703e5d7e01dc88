using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A story: lines that tell nodes, disks and messages what to do, and what must come of it. It runs on the core itself, with no
/// time but ticks, and gives the same text each time.</summary>
public sealed partial class Story
{
    private const int MostDeliveries = 100_000;

    private readonly StoryCluster _cluster = new();
    private readonly StoryChecks _checks = new();
    private ulong _read;
    private ProposalVerdict _verdict;

    /// <summary>Whether a story's own flaws are allowed; they exist to see that stories notice.</summary>
    public bool AllowsFlaws { get; init; } = true;

    /// <summary>Where the events that a TLA+ specification can validate are written; null for nowhere.</summary>
    public RaftTrace? Trace
    {
        get => _cluster.Trace;
        init => _cluster.Trace = value;
    }

    /// <summary>Does what a line says.</summary>
    /// <param name="number">Its number, for sentences.</param>
    /// <returns>What happened; null for a line without words.</returns>
    /// <exception cref="StoryException">It has no meaning, or what it expects is not so.</exception>
    public StoryStep? Do(int number, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StoryLine(number, text);
        if (line.IsEmpty)
        {
            return null;
        }

        _cluster.Happened.Clear();
        string? dump = null;
        try
        {
            var word = line.Word("word");
            if (word == "dump")
            {
                dump = StoryDump.Write(_cluster, line.AtEnd ? 0 : Node(line).Id);
            }
            else
            {
                Act(word, line);
            }

            line.End();
            _checks.Check(_cluster, line);
        }
        catch (Exception problem) when (problem is InvariantViolatedException or ArgumentException or OverflowException)
        {
            throw new StoryException($"Line {number} ({text.Trim()}): {problem.Message}", problem);
        }

        return new StoryStep(number, line.Text, [.. _cluster.Happened], dump);
    }

    /// <summary>Everything about all nodes and messages, as JSON.</summary>
    public string Dump() => StoryDump.Write(_cluster, 0);

    /// <summary>Runs a whole story and tells it: each line after a <c>&gt;</c>, then what happened, indented.</summary>
    /// <param name="text">The story.</param>
    /// <param name="trace">Is told of what a TLA+ specification can validate; null for nobody.</param>
    /// <returns>The telling; where a line fails it ends with the sentence.</returns>
    public static (string Telling, bool IsAsExpected) Tell(string text, RaftTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var telling = new StringBuilder();
        var story = new Story { Trace = trace };
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            try
            {
                if (story.Do(number, line.TrimEnd('\r')) is { } step)
                {
                    step.AppendTo(telling);
                }
            }
            catch (StoryException problem)
            {
                telling.Append(problem.Message).Append('\n');
                return (telling.ToString(), false);
            }
        }

        return (telling.ToString(), true);
    }

    private void Act(string word, StoryLine line)
    {
        if (_cluster.Nodes.Count == 0 && word is not ("nodes" or "option" or "limit" or "flaw") && StoryWords.All.Any(w => w.Name == word))
        {
            throw line.Wrong("there are no nodes yet; a story begins with a line such as 'nodes 3'");
        }

        if (!SetUp(word, line) && !Play(word, line) && !Order(word, line))
        {
            var known = StoryWords.All.Select(w => w.Name).ToList();
            throw line.Wrong($"unknown word '{word}'.{Suggestions.Sentence(word, known)} Known: {string.Join(", ", known)}");
        }
    }

    // What the nodes and the network do.
    private bool Play(string word, StoryLine line)
    {
        switch (word)
        {
            case "campaign":
                On(Up(line), core => core.Campaign());
                return true;
            case "tick":
                Tick(line);
                return true;
            case "run":
                for (var left = line.AtEnd ? 1 : line.Number32("number of ticks", 1); left > 0; left--)
                {
                    TickAll();
                    Stabilize([]);
                }

                return true;
            case "deliver":
                Select(line).ForEach(_cluster.Deliver);
                return true;
            case "drop":
                foreach (var message in Select(line))
                {
                    _cluster.Network.Waiting.Remove(message);
                    _cluster.Happened.Add($"{StoryText.Of(message)} (lost)");
                }

                return true;
            case "duplicate":
                _cluster.Network.Waiting.AddRange(Select(line));
                return true;
            case "delay":
                foreach (var message in Select(line))
                {
                    _cluster.Network.Waiting.Remove(message);
                    _cluster.Network.Waiting.Add(message);
                }

                return true;
            case "stabilize":
                Stabilize(line.AtEnd ? [] : Ids(line, "nodes"));
                return true;
            case "partition":
                Partition(line);
                return true;
            case "cut":
                var (from, to) = Link(line);
                _cluster.Network.Cut(from, to);
                return true;
            case "heal":
                Heal(line);
                return true;
            case "expect":
                Expect(line);
                return true;
            default:
                return false;
        }
    }

    private void Tick(StoryLine line)
    {
        var node = line.Takes("all") ? null : Up(line);
        for (var left = line.AtEnd ? 1 : line.Number32("number of ticks", 1); left > 0; left--)
        {
            if (node is null)
            {
                TickAll();
            }
            else
            {
                On(node, core => core.Tick());
            }
        }
    }

    private void TickAll()
    {
        foreach (var node in _cluster.Nodes.Values.Where(n => n.IsUp))
        {
            On(node, core => core.Tick());
        }
    }

    private void Stabilize(IReadOnlyList<int> among)
    {
        for (var left = MostDeliveries; left > 0; left--)
        {
            var next = _cluster.Network.Waiting.Find(m => among.Count == 0 || (among.Contains(m.From) && among.Contains(m.To)));
            if (next is null)
            {
                return;
            }

            _cluster.Deliver(next);
        }

        throw new ArgumentException($"messages did not come to an end after {MostDeliveries} deliveries.");
    }

    private List<ConsensusMessage> Select(StoryLine line)
        => StorySelection.Read(line, l => Node(l).Id).Among(_cluster.Network.Waiting);

    private void Partition(StoryLine line)
    {
        var groups = new List<IReadOnlyList<int>> { Ids(line, "nodes") };
        while (line.Takes("|"))
        {
            groups.Add(Ids(line, "nodes"));
        }

        if (groups.Count < 2)
        {
            throw line.Wrong("two groups of nodes were expected, such as 1,2 | 3,4,5");
        }

        foreach (var left in groups)
        {
            foreach (var (from, to) in left.SelectMany(f => groups.Where(g => g != left).SelectMany(g => g.Select(t => (f, t)))))
            {
                _cluster.Network.Cut(from, to);
            }
        }

        _cluster.Network.Waiting.RemoveAll(m => _cluster.Network.IsCut(m.From, m.To));
    }

    private void Heal(StoryLine line)
    {
        if (line.AtEnd)
        {
            _cluster.Network.HealAll();
        }
        else
        {
            var (from, to) = Link(line);
            _cluster.Network.Heal(from, to);
        }
    }

    private void On(StoryNode node, Action<RaftCore> act)
    {
        act(node.Core);
        _cluster.Work(node);
    }

    private StoryNode Node(StoryLine line)
    {
        var id = line.Number32("node", 1);
        return _cluster.Nodes.TryGetValue(id, out var node) ? node
            : throw line.Wrong($"there is no node {id}; there are {StoryText.List([.. _cluster.Nodes.Keys])}");
    }

    private StoryNode Up(StoryLine line) => Running(Node(line).Id, line);

    private StoryNode Running(int id, StoryLine line)
        => _cluster.Nodes[id] is { IsUp: true } node ? node : throw line.Wrong($"node {id} is down");

    private IReadOnlyList<int> Ids(StoryLine line, string wanted) => [.. line.Numbers(wanted).Select(n => (int)Math.Min(n, int.MaxValue))];

    private (int From, int To) Link(StoryLine line)
    {
        var from = Node(line).Id;
        return line.Takes("->") ? (from, Node(line).Id) : throw line.Wrong("a link such as 1->2 was expected");
    }
}

/// <summary>What a line of a story did.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Line">The line.</param>
/// <param name="Happened">What happened, a sentence each.</param>
/// <param name="Dump">What it printed as JSON; null for nothing.</param>
public sealed record StoryStep(int Number, string Line, IReadOnlyList<string> Happened, string? Dump)
{
    /// <summary>Adds it to a telling.</summary>
    public void AppendTo(StringBuilder telling)
    {
        ArgumentNullException.ThrowIfNull(telling);
        telling.Append("> ").Append(Line).Append('\n');
        foreach (var sentence in Happened)
        {
            telling.Append("  ").Append(sentence).Append('\n');
        }

        if (Dump is not null)
        {
            telling.Append(Dump).Append('\n');
        }
    }
}
