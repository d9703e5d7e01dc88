using System.Text;

namespace MarketSim.Blockchain;

/// <summary>The words that ask nodes, disks and machines for something.</summary>
public sealed partial class Story
{
    private bool Order(string word, StoryLine line)
    {
        switch (word)
        {
            case "propose":
                Propose(line);
                return true;
            case "send":
                _cluster.Network.Waiting.Add(Message(line));
                return true;
            case "read":
                Read(Up(line));
                return true;
            case "hold":
                Disk(line).IsDiskHeld = true;
                return true;
            case "release":
                Release(line);
                return true;
            case "crash":
                _cluster.Stop(Up(line));
                return true;
            case "restart":
                var down = Node(line);
                _cluster.Start(down.IsUp ? throw line.Wrong($"node {down.Id} runs; 'crash {down.Id}' stops it") : down);
                return true;
            case "snapshot":
                var node = Up(line);
                var keep = line.Takes("keep") ? line.Number64("number of entries") : 0;
                _cluster.Happened.Add(StoryText.Line($"{node.Id}: snapshot up to {node.TakeSnapshot(keep).Index}"));
                return true;
            case "fail-snapshot":
                var (from, to) = Link(line);
                On(Running(from, line), core => core.SnapshotFailed(to));
                return true;
            case "configure":
                Configure(line);
                return true;
            case "leave":
                Ask(Up(line), core => core.LeaveJoint());
                return true;
            case "transfer":
                var (leader, target) = Link(line);
                Ask(Running(leader, line), core => core.Transfer(target));
                return true;
            default:
                return false;
        }
    }

    private void Propose(StoryLine line)
    {
        var node = Up(line);
        var text = line.Word("command");
        var (times, size) = (1, 0);
        var (client, number) = (0UL, 0UL);
        while (!line.AtEnd)
        {
            switch (line.OneOf("part of propose", "times", "size", "client", "number"))
            {
                case "times":
                    times = line.Number32("number", 1);
                    break;
                case "size":
                    size = line.Number32("number of bytes", 1);
                    break;
                case "client":
                    client = (ulong)line.Number32("client", 1);
                    break;
                default:
                    number = (ulong)line.Number32("number of the client's command", 1);
                    break;
            }
        }

        if (client == 0 && number > 0)
        {
            throw line.Wrong("a number belongs to a client's command, such as: propose 1 \"buy 5\" client 7 number 1");
        }

        for (var i = 1; i <= times; i++)
        {
            var data = times == 1 ? text : StoryText.Line($"{text}{i}");
            var command = new ClientCommand(client, client == 0 ? 0 : Math.Max(1, number) + (ulong)i - 1, Encoding.UTF8.GetBytes(data.PadRight(size, '.')));
            Ask(node, core => core.Propose(command));
        }
    }

    // A message as some node could have sent it, for what a short story does not bring about by itself.
    private ConsensusMessage Message(StoryLine line)
    {
        var (from, to) = Link(line);
        switch (line.OneOf("message", "append", "vote", "heartbeat"))
        {
            case "append":
                var term = After(line, "term");
                var (index, previousTerm) = Place(line, "after");
                var terms = line.Takes("terms") ? Terms(line) : [];
                return new AppendRequest(from, to, term, index, previousTerm, Entries(index, terms), line.AtEnd ? 0 : After(line, "commit"));
            case "vote":
                var wanted = After(line, "term");
                var (last, lastTerm) = Place(line, "last");
                return new VoteRequest(from, to, wanted, last, lastTerm, IsPre: false, IsTransfer: false);
            default:
                return new Heartbeat(from, to, After(line, "term"), After(line, "commit"), 0);
        }
    }

    private static long After(StoryLine line, string word)
        => line.Takes(word) ? line.Number64(word) : throw line.Wrong($"'{word}' and a number were expected");

    private static (long Index, long Term) Place(StoryLine line, string word)
    {
        var parts = line.Takes(word) ? line.Word("place").Split('/') : [];
        return parts.Length == 2 && long.TryParse(parts[0], out var index) && long.TryParse(parts[1], out var term) && index >= 0 && term >= 0
            ? (index, term) : throw line.Wrong($"'{word}' and a place as index/term were expected, such as {word} 2/1");
    }

    private void Ask(StoryNode node, Func<RaftCore, Proposal> ask)
    {
        var answer = ask(node.Core);
        _verdict = answer.Verdict;
        _cluster.Happened.Add(answer.Verdict == ProposalVerdict.Accepted
            ? StoryText.Line($"{node.Id}: accepted at {answer.Index}")
            : StoryText.Line($"{node.Id}: {StoryText.Verdict(answer.Verdict)}{(answer.Leader > 0 && answer.Leader != node.Id ? $", {answer.Leader} leads" : "")}"));
        _cluster.Work(node);
    }

    private void Read(StoryNode node)
    {
        var number = ++_read;
        if (!node.Core.ReadIndex(number))
        {
            _cluster.Happened.Add(StoryText.Line($"{node.Id}: nobody to ask (read {number})"));
        }

        _cluster.Work(node);
    }

    private StoryNode Disk(StoryLine line)
        => line.Takes("disk") ? Up(line) : throw line.Wrong("'disk' and a node were expected, such as: hold disk 2");

    private void Release(StoryLine line)
    {
        var node = Disk(line);
        if (line.AtEnd)
        {
            node.IsDiskHeld = false;
            _cluster.Write(node, int.MaxValue);
        }
        else
        {
            _cluster.Write(node, line.Number32("number of writes", 1));
        }

        _cluster.Work(node);
    }

    private void Configure(StoryLine line)
    {
        var node = Up(line);
        IReadOnlyList<int> voters = node.Core.Configuration.Voters;
        IReadOnlyList<int> learners = node.Core.Configuration.Learners;
        var step = ConfigurationStep.Automatic;
        while (!line.AtEnd)
        {
            switch (line.OneOf("change", "voters", "learners", "add", "remove", "learner", "promote", "demote", "joint", "until-left", "simple"))
            {
                case "voters":
                    voters = Ids(line, "nodes");
                    learners = [.. learners.Except(voters)];
                    break;
                case "learners":
                    learners = Ids(line, "nodes");
                    voters = [.. voters.Except(learners)];
                    break;
                case "add" or "promote":
                    var added = Ids(line, "nodes");
                    (voters, learners) = ([.. voters.Union(added)], [.. learners.Except(added)]);
                    break;
                case "remove":
                    var removed = Ids(line, "nodes");
                    (voters, learners) = ([.. voters.Except(removed)], [.. learners.Except(removed)]);
                    break;
                case "learner" or "demote":
                    var taught = Ids(line, "nodes");
                    (voters, learners) = ([.. voters.Except(taught)], [.. learners.Union(taught)]);
                    break;
                case "joint":
                    step = ConfigurationStep.Joint;
                    break;
                case "until-left":
                    step = ConfigurationStep.JointUntilLeft;
                    break;
                default:
                    step = ConfigurationStep.Automatic;
                    break;
            }
        }

        Ask(node, core => core.ProposeConfig(voters, learners, step));
    }
}
