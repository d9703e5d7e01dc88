using System.Text;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class StreamletTests
{
    [Fact]
    public void FourHonestNodesWriteOneLog()
    {
        var network = new Network(seed: 1, nodes: 4);
        network.Run(ticks: 400, commandsEvery: 3);
        network.Run(ticks: 100);

        Assert.All(network.Logs, log => Assert.Equal(network.Proposed, log.Count(e => e.Kind == LogEntryKind.Command)));
        Assert.Null(network.Conflict());
    }

    [Fact]
    public void OneLiarOfFourChangesNothing()
    {
        for (ulong seed = 1; seed <= 150; seed++)
        {
            var network = new Network(seed, nodes: 4, liars: [4]) { Loss = 0.05, MostDelay = 3 };
            network.Run(ticks: 300, commandsEvery: 5);

            Assert.True(network.Conflict() is null, $"Seed {seed}: {network.Conflict()}");
            network.Loss = 0;
            network.MostDelay = 1;
            network.Run(ticks: 200);
            Assert.True(
                network.Logs.Take(3).All(log => log.Count(e => e.Kind == LogEntryKind.Command && e.Session != 0) >= network.Proposed),
                $"Seed {seed}: not every command became final once the network was well again.");
        }
    }

    [Fact]
    public void TwoLiarsOfFourPartTheLogs()
    {
        // Nodes 3 and 4 show one chain to node 1 and another to node 2, which hear nothing of each other. Each sees three votes for
        // three neighbouring epochs: that is why there must be fewer than a third.
        var one = new Victim(1);
        one.Accept(epoch: 2, leader: 3);
        one.Accept(epoch: 3, leader: 4);
        one.LeadIn(epoch: 4);
        var two = new Victim(2);
        two.LeadIn(epoch: 1);
        two.Accept(epoch: 2, leader: 3);
        two.Accept(epoch: 3, leader: 4);

        Assert.Equal((2L, 1L), (one.Final[0].Term, two.Final[0].Term));
    }

    [Fact]
    public void NodesThatCrashAndForgetWhatTheyDidNotSyncKeepTheLogWhole()
    {
        for (ulong seed = 1; seed <= 150; seed++)
        {
            var network = new Network(seed, nodes: 4) { Loss = 0.1, MostDelay = 4, CrashChance = 0.01 };
            network.Run(ticks: 400, commandsEvery: 4);
            Assert.True(network.Conflict() is null, $"Seed {seed}: {network.Conflict()}");
        }
    }

    [Fact]
    public void ACommandWithoutASessionIsRefused()
        => Assert.Equal(
            ProposalVerdict.Invalid,
            new StreamletCore(1, new StreamletOptions(), default, []).Propose(new ClientCommand(0, 0, default)).Verdict);

    [Fact]
    public void ABlockComesBackFromItsEntries()
    {
        var first = new StreamletBlock(3, StreamletBlock.Genesis.Id, [new ClientCommand(7, 1, Encoding.UTF8.GetBytes("buy"))]);
        var second = new StreamletBlock(5, first.Id, []);

        var read = StreamletBlock.FromEntries([.. first.ToEntries(1), .. second.ToEntries(3)]);

        Assert.Equal([first.Id, second.Id], read.Select(b => b.Id));
    }

    // An honest node to whom nodes 3 and 4 lie.
    private sealed class Victim(int id)
    {
        private readonly StreamletCore _core = new(id, new StreamletOptions(), default, []);
        private string _tip = StreamletBlock.Genesis.Id;

        public List<LogEntry> Final { get; } = [];

        public void Accept(long epoch, int leader)
        {
            TickTo(epoch);
            var block = new StreamletBlock(epoch, _tip, [new ClientCommand((ulong)id, (ulong)epoch, default)]);
            _core.Step(new StreamletProposal(leader, id, block));
            TakeLies(block);
        }

        public void LeadIn(long epoch)
        {
            TickTo(epoch);
            TakeLies(Work().OfType<StreamletProposal>().First().Block);
        }

        private void TakeLies(StreamletBlock block)
        {
            _core.Step(new StreamletVote(3, id, block.Epoch, block.Id));
            _core.Step(new StreamletVote(4, id, block.Epoch, block.Id));
            _tip = block.Id;
            Work();
        }

        private void TickTo(long epoch)
        {
            while (_core.Epoch < epoch)
            {
                _core.Tick();
            }
        }

        private List<ConsensusMessage> Work()
        {
            var sent = new List<ConsensusMessage>();
            while (_core.HasReady)
            {
                var ready = _core.TakeReady();
                sent.AddRange(ready.Messages);
                Final.AddRange(ready.Committed);
                _core.Persisted(ready);
            }

            return sent;
        }
    }

    // Nodes, each with a disk that takes a while, and a network that delays and loses.
    private sealed class Network
    {
        private readonly Rng _random;
        private readonly int[] _liars;
        private IConsensusProtocol[] _nodes = [];
        private readonly List<LogEntry>[] _disks;
        private readonly HardState[] _states;
        private readonly Queue<ConsensusReady>[] _writing;
        private readonly List<(int Due, ConsensusMessage Message)> _underWay = [];
        private int _now;

        public Network(ulong seed, int nodes, int[]? liars = null)
        {
            _random = new Rng(seed, "streamlet");
            _liars = liars ?? [];
            _disks = [.. Enumerable.Range(0, nodes).Select(_ => new List<LogEntry>())];
            _states = new HardState[nodes];
            _writing = [.. Enumerable.Range(0, nodes).Select(_ => new Queue<ConsensusReady>())];
            Logs = [.. Enumerable.Range(0, nodes).Select(_ => new List<LogEntry>())];
        }

        public double Loss { get; set; }

        public int MostDelay { get; set; } = 1;

        public double CrashChance { get; init; }

        public List<LogEntry>[] Logs { get; }

        public int Proposed { get; private set; }

        public void Run(int ticks, int commandsEvery = int.MaxValue)
        {
            if (_nodes.Length == 0)
            {
                _nodes = [.. Enumerable.Range(1, _disks.Length).Select(Create)];
            }

            for (var end = _now + ticks; _now < end;)
            {
                _now++;
                if (_now % commandsEvery == 0)
                {
                    Proposed++;
                    Honest(_now).Propose(new ClientCommand(7, (ulong)Proposed, Encoding.UTF8.GetBytes($"order {Proposed}")));
                }

                foreach (var node in _nodes)
                {
                    node.Tick();
                }

                Deliver();
                for (var i = 0; i < _nodes.Length; i++)
                {
                    Work(i);
                }

                if (CrashChance > 0 && _random.NextDouble() < CrashChance * _nodes.Length)
                {
                    Crash((int)_random.Below(_nodes.Length));
                }
            }
        }

        // Two honest nodes whose final logs differ where both have an entry.
        public string? Conflict()
        {
            var honest = Logs.Where((_, i) => !_liars.Contains(i + 1)).ToList();
            foreach (var one in honest)
            {
                foreach (var other in honest)
                {
                    for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
                    {
                        if (one[i].Term != other[i].Term || !one[i].Data.Span.SequenceEqual(other[i].Data.Span))
                        {
                            return $"final logs differ at {i + 1}.";
                        }
                    }
                }
            }

            return null;
        }

        private IConsensusProtocol Create(int id) => _liars.Contains(id)
            ? new LyingStreamlet(id, new StreamletOptions { Nodes = _disks.Length }, _states[id - 1], _disks[id - 1])
            : new StreamletCore(id, new StreamletOptions { Nodes = _disks.Length }, _states[id - 1], _disks[id - 1]);

        private IConsensusProtocol Honest(int salt) => _nodes.Where(n => !_liars.Contains(n.Id)).ElementAt(salt % (_nodes.Length - _liars.Length));

        private void Deliver()
        {
            var due = _underWay.Where(m => m.Due <= _now).ToList();
            _underWay.RemoveAll(m => m.Due <= _now);
            foreach (var (_, message) in due)
            {
                _nodes[message.To - 1].Step(message);
            }
        }

        private void Work(int i)
        {
            // The disk finishes one write a tick, or none.
            if (_writing[i].Count > 0 && _random.NextDouble() < 0.8)
            {
                var done = _writing[i].Dequeue();
                _states[i] = done.State ?? _states[i];
                if (done.Entries.Count > 0)
                {
                    _disks[i].RemoveRange((int)done.Entries[0].Index - 1, _disks[i].Count - (int)done.Entries[0].Index + 1);
                    _disks[i].AddRange(done.Entries);
                }

                _nodes[i].Persisted(done);
                Send(done.MessagesAfterSync);
            }

            if (_nodes[i].HasReady)
            {
                var ready = _nodes[i].TakeReady();
                Send(ready.Messages);
                _writing[i].Enqueue(ready);
                foreach (var entry in ready.Committed)
                {
                    // After a restart a node reads its final log once more, from the beginning.
                    if (entry.Index <= Logs[i].Count)
                    {
                        Assert.Equal(Logs[i][(int)entry.Index - 1].Data.ToArray(), entry.Data.ToArray());
                        continue;
                    }

                    Assert.Equal(Logs[i].Count + 1, entry.Index);
                    Logs[i].Add(entry);
                }
            }
        }

        private void Crash(int i)
        {
            _writing[i].Clear();
            _nodes[i] = Create(i + 1);
        }

        private void Send(IEnumerable<ConsensusMessage> messages)
        {
            foreach (var message in messages)
            {
                if (_random.NextDouble() >= Loss)
                {
                    _underWay.Add((_now + 1 + (int)_random.Below(MostDelay), message));
                }
            }
        }
    }
}
