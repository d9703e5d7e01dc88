using System.Diagnostics;
using System.Globalization;
using System.Text;
using MarketSim.Blockchain;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

/// <summary>What the kernel saw: no node acknowledges what it has not flushed. Three processes, traced with strace.</summary>
[Trait("Area", "consensus")]
public sealed class FlushTraceTests(ITestOutputHelper output)
{
    private const int Requests = 40;

    // Until the next order, so that both followers have promised this one.
    private const int PauseMilliseconds = 25;

    [Fact]
    public async Task TheSystemCallsOfAClusterShowNoAcknowledgementBeforeItsFlush()
    {
        Assert.SkipWhen(SystemCalls.WhyNot is not null, SystemCalls.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var processes = new ClusterProcesses(folder["cluster"]);

        // Patient, since a traced process is slow: the leader stays the same.
        var plan = processes.Create(3, 0, plan => plan with { TickMilliseconds = 50, ElectionTicks = 40 });
        var traced = Enumerable.Range(1, 3).Select(node => Start(processes.Folder, node, folder[$"trace-{node}"])).ToArray();
        var (leader, requests) = (0, new List<TracedRequest>());
        try
        {
            var deadline = Stopwatch.StartNew();
            while (requests.Count == 0)
            {
                Assert.True(deadline.Elapsed < TimeSpan.FromMinutes(2), "one leader leads while forty orders are sent");
                leader = processes.AwaitLeader(3, TimeSpan.FromMinutes(1));
                requests = await SubmitAsync(processes.Folder, leader, first: 10_000 + (int)deadline.ElapsedMilliseconds);
                leader = processes.AwaitLeader(3, TimeSpan.FromMinutes(1)) == leader ? leader : 0;
                requests = leader == 0 ? [] : requests;
            }
        }
        finally
        {
            Stop(processes.Folder, traced);
        }

        var nodes = Enumerable.Range(1, 3).ToDictionary(node => node, node => SystemCalls.Read(folder[$"trace-{node}"]));
        var order = new FlushOrder(nodes, plan.Ports, leader);
        Assert.Equal([], requests.SelectMany(order.Check));

        // Each order was answered once; of most it is seen as well that a follower's promise came behind its flush.
        Assert.InRange(order.Proven, Requests + (Requests / 2), 3 * Requests);
        output.WriteLine($"{order.Proven} promises and answers, each behind its flush, in {nodes.Values.Sum(c => c.Length)} system calls");
    }

    [Theory]
    [InlineData("in order", 5, 20, 40, "")]
    [InlineData("a follower promises too early", 5, 12, 40, "node 2 sent 81 bytes to the leader before its flush ended")]
    [InlineData("the leader answers before its own flush", 38, 20, 40, "the leader's answer does not follow its own flush")]
    [InlineData("the leader answers before anybody else has it", 5, 20, 16, "1 of 3 nodes had flushed it")]
    public void AnAcknowledgementThatDidNotWaitIsSeen(string what, long leaderFlush, long promise, long answer, string expected)
    {
        var nodes = new Dictionary<int, SystemCall[]>
        {
            [1] = [Write(1, 1), Flush(1, leaderFlush, 5), Send("127.0.0.1:7601->127.0.0.1:50000", answer, 300)],
            [2] =
            [
                Write(2, 9), Flush(2, 10, 8), Send("127.0.0.1:50001->127.0.0.1:7601", promise, FlushOrder.PromiseBytes),
                Send("127.0.0.1:50001->127.0.0.1:7601", 11, FlushOrder.HeartbeatReplyBytes),
            ],
            [3] = [],
        };
        nodes[2] = [.. nodes[2].OrderBy(c => c.Start)];
        var found = new FlushOrder(nodes, [7601, 7602, 7603], leader: 1).Check(new TracedRequest("buy 1 1", 0, 50)).ToArray();
        if (expected.Length == 0)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.True(found.Any(f => f.Contains(expected, StringComparison.Ordinal)), $"{what}: {string.Join("; ", found)}");
        }
    }

    [Fact]
    public void ALineOfATraceIsRead()
    {
        var write = SystemCalls.Parse("""
            1795409126.381014 pwrite64(83</c/node-1/log/wal-0000000001.log>, "5\0\0buy 10007 99.95\0", 72, 240) = 72 <0.000055>
            """);
        Assert.Equal(("pwrite64", "/c/node-1/log/wal-0000000001.log", 72L), (write!.Name, write.On, write.Result));
        Assert.Equal((1_795_409_126_381_014, 55), (write.Start, write.End - write.Start));
        Assert.Contains("buy 10007 ", write.Data);
        var send = SystemCalls.Parse("""
            1795409126.382502 sendto(100<TCP:[127.0.0.1:58932->127.0.0.1:43685]>, "\27\3\3\0L\330"..., 81, MSG_NOSIGNAL, NULL, 0) = 81 <0.000090>
            """);
        Assert.Equal(("TCP:[127.0.0.1:58932->127.0.0.1:43685]", 81L), (send!.On, send.Result));
        Assert.Equal("fdatasync", SystemCalls.Parse("1795409126.381321 fdatasync(83</c/wal-1.log>) = 0 <0.000912>")?.Name);
        Assert.Null(SystemCalls.Parse("1795409722.239462 +++ exited with 0 +++"));
        Assert.Equal(81, FlushOrder.PromiseBytes);
    }

    private static async Task<List<TracedRequest>> SubmitAsync(string folder, int leader, int first)
    {
        using var client = new ClusterClient(folder, leader, TimeSpan.FromSeconds(20)) { FollowsLeader = false };
        var requests = new List<TracedRequest>();
        for (var i = 0; i <= Requests; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"buy {first + i} 99.95");
            var sent = Now();
            await client.SubmitAsync(new ClientCommand((ulong)first, (ulong)i + 1, Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
            requests.Add(new TracedRequest(text, sent, Now()));
            await Task.Delay(PauseMilliseconds, TestContext.Current.CancellationToken);
        }

        // With the first one the connection was made, and greetings count as answers.
        return client.Retries == 0 ? requests[1..] : [];
    }

    private static Process Start(string folder, int node, string trace)
    {
        var start = new ProcessStartInfo("strace")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var argument in (string[])
        [
            .. SystemCalls.Options, trace, "dotnet", Path.Combine(AppContext.BaseDirectory, "marketsim.dll"), "cluster", "node",
            node.ToString(CultureInfo.InvariantCulture), "--dir", folder,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static void Stop(string folder, Process[] traced)
    {
        var cluster = new ClusterOperator(folder);
        for (var node = 1; node <= traced.Length; node++)
        {
            cluster.Stop(node);
            if (!traced[node - 1].WaitForExit(TimeSpan.FromSeconds(30)))
            {
                traced[node - 1].Kill(entireProcessTree: true);
            }

            traced[node - 1].Dispose();
        }
    }

    private static long Now() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static SystemCall Write(int node, long at) => new(at, at + 1, "pwrite64", $"/node-{node}/log/wal-0000000001.log", "\"buy 1 1\"", 72);

    private static SystemCall Flush(int node, long at, long took) => new(at, at + took, "fdatasync", $"/node-{node}/log/wal-0000000001.log", "", 0);

    private static SystemCall Send(string ends, long at, long bytes) => new(at, at + 1, "sendto", $"TCP:[{ends}]", "", bytes);
}
