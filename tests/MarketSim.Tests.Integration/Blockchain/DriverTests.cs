using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>What drives the core in a real cluster: clock, disk, connections. No simulation can see its mistakes.</summary>
[Trait("Area", "consensus")]
public sealed class DriverTests
{
    [Theory]
    [InlineData(2)]   // Slow: a thread of its own writes.
    [InlineData(0)]   // Quick: whoever brings an entry writes it.
    public async Task NoPromiseLeavesANodeBeforeItsFlush(int flushMilliseconds)
    {
        var steps = new ConcurrentDictionary<int, ConcurrentQueue<DriverStep>>();
        using var cluster = new InProcessCluster();
        cluster.StartAll(node => new NodeSettings
        {
            SegmentBytes = 1 << 20, BeforeFlush = () => Thread.Sleep(flushMilliseconds),
            Trace = step => steps.GetOrAdd(node, _ => new()).Enqueue(step),
        });
        await SubmitAsync(cluster, count: 300);
        cluster.AwaitAgreement();

        var promises = 0;
        foreach (var (node, queue) in steps)
        {
            var flushed = 0L;
            foreach (var step in queue)
            {
                flushed = step.Sent is null ? step.Flushed : flushed;
                if (step.Sent is AppendReply { IsAccepted: true } promise)
                {
                    promises++;
                    Assert.True(promise.Index <= flushed, $"node {node} promises {promise.Index}, flushed is {flushed}");
                }
            }
        }

        Assert.True(promises > 50, $"{promises} promises");
    }

    [Fact]
    public async Task ANodeWhoseDiskIsSlowHoldsUpNobody()
    {
        using var cluster = new InProcessCluster();
        cluster.Start(1, new NodeSettings { SegmentBytes = 1 << 20 });
        cluster.Start(2, new NodeSettings { SegmentBytes = 1 << 20 });
        var leader = cluster.AwaitLeader();
        cluster.Start(3, new NodeSettings { SegmentBytes = 1 << 20, BeforeFlush = () => Thread.Sleep(150) });
        var before = DateTime.UtcNow;
        await SubmitAsync(cluster, count: 100);
        Assert.True(DateTime.UtcNow - before < TimeSpan.FromSeconds(10), "a hundred commits in sequence do not wait for the slow disk");
        Assert.Equal(leader.Term, cluster.AwaitLeader().Term);
        Assert.Single(cluster.AwaitAgreement().Select(s => s.Hash).Distinct());
    }

    [Fact]
    public async Task ANodeWhoseDiskFailsStopsAndTheOthersGoOn()
    {
        var isBroken = false;
        using var cluster = new InProcessCluster();
        cluster.Start(1);
        cluster.Start(2);
        cluster.Start(3, new NodeSettings
        {
            SegmentBytes = 1 << 20, BeforeFlush = () => { if (Volatile.Read(ref isBroken)) { throw new IOException("the disk is gone"); } },
        });
        await SubmitAsync(cluster, count: 10);
        Volatile.Write(ref isBroken, true);
        await SubmitAsync(cluster, count: 30, session: 2);
        var problem = InProcessCluster.Await(() => cluster.FailureOf(3), "the failure of node 3");
        Assert.Contains("Node 3 stops, since its log could not be written: the disk is gone", problem.Message);
    }

    [Fact]
    public async Task TheClockGoesOnWhileGarbageIsCollected()
    {
        using var cluster = new InProcessCluster();
        cluster.StartAll();
        var first = cluster.AwaitLeader();
        for (var i = 0; i < 20; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        // Without a clock nobody would notice that the leader is gone.
        cluster.Stop(first.Node);
        GC.Collect();
        Assert.NotEqual(first.Node, InProcessCluster.Await(
            () => cluster.Operator.StatusOfAll().OfType<NodeStatus>().FirstOrDefault(s => s.Role == "leader"), "a new leader").Node);
        await SubmitAsync(cluster, count: 5);
    }

    [Fact]
    public async Task ANodeThatWasAwayIsBroughtUpToDateAndOneFarBehindBySnapshot()
    {
        using var cluster = new InProcessCluster(adjust: plan => plan with { SnapshotEvery = 12_000 });
        cluster.StartAll();
        await SubmitAsync(cluster, count: 50);
        var away = 1 + (cluster.AwaitLeader().Node % 3);
        cluster.Stop(away);
        await SubmitAsync(cluster, count: 200, session: 2);
        cluster.Start(away);
        Assert.Single(cluster.AwaitAgreement().Select(s => s.Hash).Distinct());

        cluster.Stop(away);
        await SubmitAsync(cluster, count: 26_000, session: 3, together: 512);
        cluster.Start(away);
        var all = cluster.AwaitAgreement();
        Assert.Single(all.Select(s => s.Hash).Distinct());
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(ClusterPlan.FolderOf(cluster.Folder, away), "log"), "snapshot-*.bin"));

        // And after a restart of everybody it is still all there.
        for (var node = 1; node <= 3; node++)
        {
            cluster.Stop(node);
        }

        cluster.StartAll();
        cluster.AwaitLeader();
        await SubmitAsync(cluster, count: 1, session: 4);
        Assert.True(cluster.AwaitAgreement().All(s => s.Applied > all[0].Applied));
    }

    [Fact]
    public async Task ACommandThatIsSentAgainThroughAnotherNodeIsExecutedOnce()
    {
        using var cluster = new InProcessCluster();
        cluster.StartAll();
        cluster.AwaitLeader();
        var command = new ClientCommand(77, 1, Encoding.UTF8.GetBytes("buy 10 99.95"));
        var answers = new List<CommitResult>();
        for (var node = 1; node <= 3; node++)
        {
            using var client = new ClusterClient(cluster.Folder, node) { FollowsLeader = false };
            answers.Add(await client.SubmitAsync(command, TestContext.Current.CancellationToken));
        }

        Assert.Equal(answers[0].Result.ToArray(), answers[1].Result.ToArray());
        Assert.Equal(answers[0].Result.ToArray(), answers[2].Result.ToArray());
        using var seller = new ClusterClient(cluster.Folder);
        var sold = await seller.SubmitAsync(new ClientCommand(78, 1, Encoding.UTF8.GetBytes("sell 30 99.95 as 17")), TestContext.Current.CancellationToken);
        Assert.Equal(10, OrderMachine.ReadAnswer(sold.Result.Span).Where(e => e.Kind == EventKind.Traded).Sum(e => e.Quantity.Lots));
    }

    [Fact]
    public void WhoHasNoCertificateOfTheClusterIsNotHeard()
    {
        using var cluster = new InProcessCluster();
        cluster.StartAll();
        using var stranger = new InProcessCluster();
        var foreign = ClusterCertificates.Load(ClusterPlan.CertificatesOf(stranger.Folder), "client");
        Assert.Throws<IOException>(() =>
        {
            // In this version of TLS the caller learns of a refusal when it reads.
            using var connection = Connection.Call(cluster.Plan.Ports[0], foreign, "node-1");
        });

        using var plain = new TcpClient("127.0.0.1", cluster.Plan.Ports[0]);
        plain.GetStream().Write("GET / HTTP/1.1\r\n\r\n"u8);
        plain.ReceiveTimeout = 10_000;
        Assert.True(EndsWithoutAnAnswer(plain.GetStream()));
    }

    private static bool EndsWithoutAnAnswer(NetworkStream stream)
    {
        try
        {
            // An alert of TLS at most.
            return stream.Read(new byte[64]) is 0 or 7;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task SubmitAsync(InProcessCluster cluster, int count, ulong session = 1, int together = 1)
    {
        using var client = new ClusterClient(cluster.Folder);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var at = 0; at < count; at += together)
        {
            await Task.WhenAll(Enumerable.Range(at + 1, Math.Min(together, count - at)).Select(i => client.SubmitAsync(
                new ClientCommand(session, (ulong)i, Encoding.UTF8.GetBytes(i % 2 == 0 ? "buy 1 100.00" : "sell 1 100.00 as 17")), limit.Token)));
        }
    }
}
