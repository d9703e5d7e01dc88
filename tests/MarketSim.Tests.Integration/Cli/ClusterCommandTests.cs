using System.Text.Json;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

/// <summary><c>marketsim cluster</c> as a user has it: processes on this machine, from start to stop.</summary>
[Trait("Area", "consensus")]
public sealed class ClusterCommandTests
{
    [Fact]
    public void AClusterTradesThroughKillsAndPartitionsUntilItIsStopped()
    {
        using var folder = new TemporaryFolder();
        var dir = folder["three"];
        Outcome Cluster(params string[] words) => new(Marketsim.Run(["cluster", .. words, "--dir", dir]));
        try
        {
            var started = Cluster("start", "--nodes", "3").Succeeds();
            Assert.Contains("3 of 3 nodes started: 1 on port ", started);
            Assert.Matches("node [123] leads", started);
            Assert.Contains("All nodes were running already.", Cluster("start").Succeeds());

            // An order goes in through any node.
            var answers = Cluster("submit", "--text", "buy 100 99.95", "--text", "sell 40 99.95 as 17", "--node", "2").Succeeds();
            Assert.Matches(@"(\d+): buy 100 99\.95: accepted as order \1, 100 rest", answers);
            Assert.Matches(@"sell 40 99\.95 as 17: accepted as order \d+, traded 40 at 99\.95 with order \d+", answers);

            Assert.Matches("node [123] killed", Cluster("kill", "leader").Succeeds());
            var traded = JsonDocument.Parse(Cluster("submit", "--text", "sell 30 99.95 as 18", "--json").Succeeds()).RootElement;
            Assert.Equal(30, traded.GetProperty("events").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "traded").GetProperty("quantity").GetInt64());
            Assert.Equal(["down", "follower", "leader"], Roles(Cluster("status", "--json").Succeeds()));
            Assert.Contains("down", Cluster("status").Succeeds());
            Assert.Contains("1 of 3 nodes started", Cluster("restart").Succeeds());

            // Two of three go on without the third, wherever it is cut off.
            Assert.Contains("cut: 1 | 2,3", Cluster("partition", "1 | 2,3").Succeeds());
            Assert.Contains("12 orders are final", Cluster("submit", "--count", "12", "--clients", "4", "--node", "2").Succeeds());
            Assert.Contains("all links are whole", Cluster("heal").Succeeds());
            var state = AwaitOneState(Cluster);

            var history = folder["consensus.ndjson"];
            Assert.Contains("events of 3 nodes", Cluster("history", "--out", history).Succeeds());
            var kinds = File.ReadLines(history).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()).ToHashSet();
            Assert.Superset(new HashSet<string?> { "crashed", "recovered", "partitioned", "healed", "roleChanged", "termChanged", "committed", "acknowledged" }, kinds);
            new Outcome(Marketsim.Run("raft", "timeline", history, "--out", folder["timeline.svg"])).Succeeds();
            Assert.True(new FileInfo(folder["timeline.svg"]).Length > 10_000, "the timeline is drawn");

            Assert.Contains("3 of 3 nodes stopped", Cluster("stop").Succeeds());
            Assert.Contains("No node is running", Marketsim.Run("cluster", "status", "--dir", dir).Error);
            Assert.Contains("No node was running.", Cluster("stop").Succeeds());

            // What was final is there after a new start, and goes away on demand alone.
            Cluster("start").Succeeds();
            Assert.Equal(state, AwaitOneState(Cluster));
        }
        finally
        {
            Marketsim.Run("cluster", "stop", "--remove", "--dir", dir);
        }

        Assert.False(Directory.Exists(dir));
    }

    [Theory]
    [InlineData("There is no cluster in", "status")]
    [InlineData("There is no cluster in", "submit", "--text", "buy 1 1")]
    [InlineData("There is no cluster in", "kill", "leader")]
    [InlineData("accepted is a whole number from 1 to 9", "start", "--nodes", "12")]
    [InlineData("accepted is a number from 1024 to 65500", "start", "--port", "80")]
    [InlineData("exactly one of them was expected", "submit", "--commit", "local")]
    [InlineData("'hold 3', is none; accepted is 'buy 100 99.95'", "submit", "--commit", "local", "--text", "hold 3")]
    [InlineData("there are no nodes to choose from", "submit", "--commit", "local", "--node", "2", "--text", "buy 1")]
    [InlineData("accepted are addresses such as http://127.0.0.1:2379", "submit", "--commit", "etcd", "--etcd", "here", "--text", "buy 1")]
    public void WhatCannotBeDoneIsRefusedInASentenceAndNothingIsLeftBehind(string sentence, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var outcome = Marketsim.Run(["cluster", .. words, "--dir", folder["none"]]);
        Assert.NotEqual(ExitCode.Ok, outcome.Code);
        Assert.Contains(sentence, outcome.Error);
        Assert.False(Directory.Exists(folder["none"]));
    }

    [Fact]
    public void OrdersBecomeFinalOnThisMachineAloneAndAreThereTheNextTime()
    {
        using var folder = new TemporaryFolder();
        Outcome Submit(params string[] words) => new(Marketsim.Run(["cluster", "submit", "--commit", "local", "--dir", folder["alone"], .. words]));
        Assert.Contains("1: buy 100 99.95: accepted as order 1, 100 rest", Submit("--text", "buy 100 99.95").Succeeds());
        Assert.Contains("traded 40 at 99.95 with order 1", Submit("--text", "sell 40 99.95 as 17", "--session", "5").Succeeds());

        // Sent again with the same session it is not executed again: 60 are left to trade.
        Assert.Contains("accepted as order 2, traded 40", Submit("--text", "sell 40 99.95 as 17", "--session", "5").Succeeds());
        Assert.Contains("traded 60 at 99.95 with order 1, 40 rest", Submit("--text", "sell 100 99.95 as 18").Succeeds());

        // A log that changed on the disk is refused, and stays as it is.
        var log = Directory.GetFiles(folder["alone"], "wal-*.log", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(log);
        bytes[bytes.AsSpan().LastIndexOf("sell 100 99.95 as 18"u8)] ^= 1;
        File.WriteAllBytes(log, bytes);
        var refused = Marketsim.Run("cluster", "submit", "--commit", "local", "--dir", folder["alone"], "--text", "buy 1");
        Assert.Equal(ExitCode.Environment, refused.Code);
        Assert.Contains("is damaged at byte ", refused.Error);
        Assert.Equal(bytes, File.ReadAllBytes(log));
    }

    [Fact]
    public void OrdersBecomeFinalInEtcdAndAreThereTheNextTime()
    {
        Assert.SkipWhen(EtcdProcesses.WhyNot is not null, EtcdProcesses.WhyNot ?? "");
        using var etcd = EtcdProcesses.Start(1);
        var where = etcd.Endpoints[0].ToString().TrimEnd('/');
        Outcome Submit(params string[] words) => new(Marketsim.Run(["cluster", "submit", "--commit", "etcd", "--etcd", where, .. words]));
        Assert.Contains("1: buy 100 99.95: accepted as order 1, 100 rest", Submit("--text", "buy 100 99.95").Succeeds());
        Assert.Contains("200 orders are final", Submit("--count", "200", "--clients", "16").Succeeds());
        Assert.Contains("202: cancel 1: ", Submit("--text", "cancel 1").Succeeds());
    }

    private static string?[] Roles(string json)
        => [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(s => s.GetProperty("role").GetString()).Order()];

    private static string AwaitOneState(Func<string[], Outcome> cluster) => InProcessCluster.Await(
        () =>
        {
            var nodes = JsonDocument.Parse(cluster(["status", "--json"]).Succeeds()).RootElement.EnumerateArray().ToArray();
            string[] states = [.. nodes.Select(n => n.GetProperty("hash").GetString()!).Distinct()];
            return nodes.All(n => n.GetProperty("role").GetString() != "down" && n.GetProperty("applied").GetInt64() > 0)
                && states.Length == 1 ? states[0] : null;
        },
        "one state of all nodes");

    private readonly record struct Outcome(Marketsim.Outcome Told)
    {
        /// <summary>What was printed, of a command that did what it was asked.</summary>
        public string Succeeds()
        {
            Assert.True(Told.Code == ExitCode.Ok, $"exit code {Told.Code}: {Told.Error}{Told.Output}");
            return Told.Output;
        }
    }
}
