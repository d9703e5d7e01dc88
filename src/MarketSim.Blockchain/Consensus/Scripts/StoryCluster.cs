using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The nodes and links of a story, and the driver's loop between them: what may be sent waits in the network, what must be
/// durable is written at once unless the disk is held, what is committed is applied.</summary>
internal sealed class StoryCluster
{
    private readonly Dictionary<int, RaftOptions> _own = [];
    private int _starts;

    public SortedDictionary<int, StoryNode> Nodes { get; } = [];

    public StoryNetwork Network { get; } = new();

    /// <summary>What happened since it was last taken, in words.</summary>
    public List<string> Happened { get; } = [];

    /// <summary>Is told of every step of every core; null for nobody.</summary>
    public RaftTrace? Trace { get; set; }

    // The plain algorithm of the paper: a story switches on what it is about.
    public RaftOptions Options { get; private set; } = new() { PreVote = false, CheckQuorum = false };

    public void Create(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            Nodes.Add(id, new StoryNode(id, ClusterConfiguration.Of(count)));
        }
    }

    public void Start(StoryNode node)
    {
        node.Start(OptionsOf(node.Id), ++_starts);
        node.Core.Trace = Trace;
        Trace?.Started(node.Core);
        Work(node);
    }

    /// <summary>Stops a node; what its disk has not got is lost.</summary>
    public void Stop(StoryNode node)
    {
        Happened.Add(StoryText.Line($"{node.Id}: down, {node.Crash()} unwritten entries lost"));
        Trace?.Started(node.OnDisk(OptionsOf(node.Id), 0));
    }

    public void Change(Func<RaftOptions, RaftOptions> change)
    {
        Options = change(Options);
        foreach (var (id, options) in _own.ToList())
        {
            _own[id] = change(options);
        }

        foreach (var node in Nodes.Values)
        {
            node.Core?.Use(OptionsOf(node.Id));
        }
    }

    public void ChangeOne(int id, Func<RaftOptions, RaftOptions> change)
    {
        _own[id] = change(OptionsOf(id));
        Nodes[id].Core?.Use(_own[id]);
    }

    public RaftOptions OptionsOf(int id) => _own.GetValueOrDefault(id) ?? Options;

    public void Work(StoryNode node)
    {
        while (node.IsUp && node.Core.HasReady)
        {
            var ready = node.Core.TakeReady();
            Trace?.Taken(node.Core, ready, node.IsDiskHeld);
            node.RememberCommit();
            Tell(node, ready);
            Send(ready.Messages);
            foreach (var read in ready.Reads)
            {
                node.Reads[read.Request] = read.Index;
                Happened.Add(StoryText.Line($"{node.Id}: may read at {read.Index} (read {read.Request})"));
            }

            if (ready.MustSync || ready.MessagesAfterSync.Count > 0)
            {
                node.Enqueue(ready);
            }

            if (!node.IsDiskHeld)
            {
                Write(node, int.MaxValue);
            }

            foreach (var entry in ready.Committed)
            {
                if (!node.Apply(entry))
                {
                    Happened.Add(StoryText.Line($"{node.Id}: client {entry.Session}'s command {entry.Sequence} was executed before"));
                }
            }
        }
    }

    /// <summary>Lets writes reach the disk, oldest first.</summary>
    public void Write(StoryNode node, int most)
    {
        while (node.Unwritten > 0 && most-- > 0)
        {
            Send(node.WriteOne(Trace));
        }
    }

    public void Deliver(ConsensusMessage message)
    {
        Network.Waiting.Remove(message);
        var text = StoryText.Of(message);
        if (!Nodes.TryGetValue(message.To, out var node) || !node.IsUp)
        {
            Happened.Add($"{text} (nobody there)");
            return;
        }

        Happened.Add(text);
        node.Core.Step(message);
        Work(node);
    }

    private void Send(IReadOnlyList<ConsensusMessage> messages)
    {
        foreach (var message in messages)
        {
            if (Network.IsCut(message.From, message.To))
            {
                Happened.Add($"{StoryText.Of(message)} (cut off)");
            }
            else
            {
                Network.Waiting.Add(message);
            }
        }
    }

    private void Tell(StoryNode node, ConsensusReady ready)
    {
        foreach (var item in ready.Events)
        {
            if (StoryText.Of(node.Id, item, node.Core.Configuration) is { } text)
            {
                Happened.Add(text);
            }
        }
    }
}
