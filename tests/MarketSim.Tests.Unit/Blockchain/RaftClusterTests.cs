using System.Text;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class RaftClusterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void ALeaderIsElectedAndCommandsBecomeFinalEverywhere(int nodes)
    {
        var cluster = new Cluster(seed: 1, nodes, new RaftOptions());
        cluster.Run(ticks: 300, commandsEvery: 3);
        cluster.Run(ticks: 30);

        Assert.All(cluster.Logs, log => Assert.Equal(cluster.Accepted, log.Count(e => e.Kind == LogEntryKind.Command)));
        Assert.True(cluster.Accepted > 50);
    }

    [Fact]
    public void RandomFaultsNeverPartTheCommittedLogs()
    {
        var cases = (ulong)Effort.Cases(ordinary: 150, nightly: 5_000);
        for (ulong seed = 1; seed <= cases; seed++)
        {
            var random = new Rng(seed, "options");
            var options = new RaftOptions
            {
                PreVote = random.Below(2) == 0, CheckQuorum = random.Below(2) == 0,
                MaxEntriesPerMessage = 1 + (int)random.Below(4), MaxInflight = 1 + (int)random.Below(4),
            };
            var cluster = new Cluster(seed, random.Below(2) == 0 ? 3 : 5, options)
            {
                Loss = 0.1, MostDelay = 4, CrashChance = 0.01, SnapshotEvery = random.Below(2) == 0 ? 10 : long.MaxValue,
            };
            try
            {
                cluster.Run(ticks: 600, commandsEvery: 2);
                (cluster.Loss, cluster.MostDelay, cluster.CrashChance) = (0, 1, 0);
                cluster.Run(ticks: 200, commandsEvery: 5);
                cluster.Run(ticks: 40);
                Assert.Single(cluster.Logs.Select(l => l.Count).Distinct());
                Assert.True(cluster.Logs[0].Count > 10, "Nothing became final once the network was well again.");
            }
            catch (Exception problem)
            {
                Assert.Fail($"Seed {seed}: {problem.Message}\n{problem.StackTrace}");
            }
        }
    }

    // Nodes with disks that take a while, and a network that delays and loses.
    private sealed class Cluster
    {
        private readonly Rng _random;
        private readonly RaftOptions _options;
        private readonly RaftCore[] _nodes;
        private readonly Disk[] _disks;
        private readonly Queue<ConsensusReady>[] _writing;
        private readonly List<(int Due, ConsensusMessage Message)> _underWay = [];
        private int _now;

        public Cluster(ulong seed, int nodes, RaftOptions options)
        {
            (_random, _options) = (new Rng(seed, "raft-cluster"), options);
            _disks = [.. Enumerable.Range(0, nodes).Select(_ => new Disk())];
            _writing = [.. Enumerable.Range(0, nodes).Select(_ => new Queue<ConsensusReady>())];
            Logs = [.. Enumerable.Range(0, nodes).Select(_ => new List<LogEntry>())];
            _nodes = [.. Enumerable.Range(1, nodes).Select(Create)];
        }

        public double Loss { get; set; }

        public int MostDelay { get; set; } = 1;

        public double CrashChance { get; set; }

        public long SnapshotEvery { get; init; } = long.MaxValue;

        public List<LogEntry>[] Logs { get; }

        public int Accepted { get; private set; }

        public void Run(int ticks, int commandsEvery = int.MaxValue)
        {
            for (var end = _now + ticks; _now < end;)
            {
                _now++;
                if (_now % commandsEvery == 0)
                {
                    var command = new ClientCommand(7, (ulong)Accepted + 1, Encoding.UTF8.GetBytes($"order {Accepted + 1}"));
                    var leader = _nodes.FirstOrDefault(n => n.Role == ConsensusRole.Leader);
                    Accepted += leader?.Propose(command).Verdict == ProposalVerdict.Accepted ? 1 : 0;
                }

                foreach (var node in _nodes)
                {
                    node.Tick();
                }

                foreach (var (_, message) in _underWay.Where(m => m.Due <= _now).ToList())
                {
                    _nodes[message.To - 1].Step(message);
                }

                _underWay.RemoveAll(m => m.Due <= _now);
                for (var i = 0; i < _nodes.Length; i++)
                {
                    Work(i);
                }

                if (_random.NextDouble() < CrashChance * _nodes.Length)
                {
                    Crash((int)_random.Below(_nodes.Length));
                }
            }
        }

        private RaftCore Create(int id) => new(id, _options, _disks[id - 1].Restore(_disks.Length), new Rng((ulong)_now, $"node {id}"));

        private void Work(int i)
        {
            var syncs = _random.NextDouble() < 0.8;
            while (syncs && _writing[i].Count > 0)
            {
                var done = _writing[i].Dequeue();
                _disks[i].Write(done);
                _nodes[i].Persisted(done);
                Send(done.MessagesAfterSync);
            }

            while (_nodes[i].HasReady)
            {
                var ready = _nodes[i].TakeReady();
                Send(ready.Messages);
                _writing[i].Enqueue(ready);
                if (ready.Snapshot is { } snapshot)
                {
                    // The machine's state is its log here.
                    Logs[i] = [.. Logs.MaxBy(l => l.Count)!.Take((int)snapshot.Index)];
                    _nodes[i].Applied(snapshot.Index);
                }

                foreach (var entry in ready.Committed)
                {
                    Apply(i, entry);
                }

                if (Logs[i].Count >= (_nodes[i].Snapshot?.Index ?? 0) + SnapshotEvery && _nodes[i].AppliedIndex == Logs[i].Count)
                {
                    _disks[i].Keep(_nodes[i].TakeSnapshot(_nodes[i].AppliedIndex, default, keep: _random.Below(5)));
                }
            }
        }

        private void Apply(int i, LogEntry entry)
        {
            // After a restart a node applies its log once more.
            if (entry.Index > Logs[i].Count)
            {
                Assert.Equal(Logs[i].Count + 1, entry.Index);
                Logs[i].Add(entry);
            }

            foreach (var other in Logs.Where(l => l.Count >= entry.Index))
            {
                var theirs = other[(int)entry.Index - 1];
                Assert.True(
                    theirs.Term == entry.Term && theirs.Data.Span.SequenceEqual(entry.Data.Span), $"entry {entry.Index} differs between nodes");
            }

            _nodes[i].Applied(entry.Index);
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

    private sealed class Disk
    {
        private HardState _state;
        private LogSnapshot? _snapshot;
        private List<LogEntry> _entries = [];

        public void Write(ConsensusReady ready)
        {
            _state = ready.State ?? _state;
            if (ready.Snapshot is { } snapshot)
            {
                (_snapshot, _entries) = (snapshot, []);
            }

            if (ready.Entries.Count > 0)
            {
                _entries.RemoveAll(e => e.Index >= ready.Entries[0].Index);
                _entries.AddRange(ready.Entries);
            }
        }

        public void Keep(LogSnapshot snapshot) => _snapshot = snapshot;

        public RaftRestored Restore(int nodes) => new(_state, _snapshot, [.. _entries], ClusterConfiguration.Of(nodes));
    }
}
