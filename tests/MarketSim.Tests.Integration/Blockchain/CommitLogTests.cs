using System.Text;
using MarketSim.Blockchain;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

/// <summary>Every engine faces the same contract.</summary>
[Trait("Area", "consensus")]
public sealed class CommitLogTests
{
    [Fact]
    public async Task TheLocalEngineKeepsItsPromises()
    {
        using var folder = new TemporaryFolder();
        ICommitLog Open() => new LocalCommitLog(folder["log"], ClusterMachines.Create("exchange"));
        await KeepsItsPromisesAsync(Open);

        await using var again = Open();
        var retried = await again.CommitAsync(Command(1, 1, "buy 1 100.00"), CancellationToken.None);
        Assert.Equal(1ul, OrderMachine.ReadAnswer(retried.Result.Span)[0].Order.Value);
    }

    [Fact]
    public async Task TheRaftEngineKeepsItsPromises()
    {
        using var cluster = new InProcessCluster();
        cluster.StartAll();
        await KeepsItsPromisesAsync(() => new RaftCommitLog(cluster.Folder));
    }

    [Fact]
    public async Task TheEtcdEngineKeepsItsPromises()
    {
        Assert.SkipWhen(EtcdProcesses.WhyNot is not null, EtcdProcesses.WhyNot ?? "");
        using var etcd = EtcdProcesses.Start(1);
        ICommitLog Open(string prefix) => EtcdCommitLog.OpenAsync(etcd.Endpoints, prefix).GetAwaiter().GetResult();
        await KeepsItsPromisesAsync(() => Open("one"));

        // Of two writers the one that comes too late is refused; nothing of the other is overwritten.
        await using var first = Open("two");
        await using var second = Open("two");
        await first.CommitAsync(Command(1, 1, "a"), CancellationToken.None);
        var problem = await Assert.ThrowsAsync<IOException>(() => second.CommitAsync(Command(2, 1, "b"), CancellationToken.None));
        Assert.Contains("Another writer", problem.Message);
    }

    private static async Task KeepsItsPromisesAsync(Func<ICommitLog> open)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        long[] places;
        await using (var log = open())
        {
            places = [.. (await Task.WhenAll(Enumerable.Range(1, 250).Select(
                i => log.CommitAsync(Command(1, (ulong)i, $"buy {i} 100.00"), limit.Token)))).Select(r => r.Index)];
            Assert.Equal(250, places.Distinct().Count());
        }

        await using var opened = open();
        var last = await opened.CommitAsync(Command(1, 251, "sell 1"), limit.Token);
        Assert.True(last.Index > places.Max());
        var read = new List<LogEntry>();
        await foreach (var entry in opened.ReadAsync(1, limit.Token))
        {
            read.Add(entry);
            if (entry.Index == last.Index)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 251).Select(i => (ulong)i), read.Select(e => e.Sequence).Order());
        Assert.All(read.Where(e => e.Sequence <= 250), e => Assert.Equal(places[e.Sequence - 1], e.Index));
        Assert.Equal(read.Select(e => e.Index).Order(), read.Select(e => e.Index));

        await foreach (var entry in opened.ReadAsync(last.Index, limit.Token))
        {
            Assert.Equal("sell 1", Encoding.UTF8.GetString(entry.Data.Span));
            break;
        }
    }

    private static ClientCommand Command(ulong session, ulong sequence, string text) => new(session, sequence, Encoding.UTF8.GetBytes(text));
}
