using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>A leader's word that something is committed travels with entries where they follow closely, and is never lost.</summary>
[Trait("Area", "consensus")]
public sealed class CommitNewsTests
{
    [Fact]
    public void AloneItLeavesAtOnce()
    {
        var news = new CommitNews();
        Assert.Equal([3], Commits(news.Pass([Append(prior: 3, entries: 0, commit: 3)])));
        Assert.Empty(news.GiveUp());
    }

    [Fact]
    public void WhereEntriesFollowItTravelsWithThem()
    {
        var news = new CommitNews();
        AwaitHolding(news);
        Assert.Empty(news.Pass([Append(prior: 5, entries: 0, commit: 5)]));
        var sent = Merging.Merge(news.Pass([Append(prior: 5, entries: 1, commit: 5)]));
        var only = Assert.IsType<AppendRequest>(Assert.Single(sent));
        Assert.Equal((5, 1, 5), (only.PreviousIndex, only.Entries.Count, only.Commit));
    }

    [Fact]
    public void AnyOtherMessageTakesItAlongInOrder()
    {
        var news = new CommitNews();
        AwaitHolding(news);
        news.Pass([Append(prior: 5, entries: 0, commit: 5)]);
        var sent = news.Pass([new Heartbeat(1, 2, 1, 5, 1)]);
        Assert.Equal([ConsensusMessageKind.Append, ConsensusMessageKind.Heartbeat], sent.Select(m => m.Kind));
    }

    [Fact]
    public void HeldInVainItLeavesWithTheClockAndTheNextOneIsNotHeld()
    {
        var news = new CommitNews();
        AwaitHolding(news);
        news.Pass([Append(prior: 5, entries: 0, commit: 5)]);
        Thread.Sleep(10);
        Assert.Equal([5], Commits(news.GiveUp()));
        Assert.Equal([6], Commits(news.Pass([Append(prior: 6, entries: 0, commit: 6)])));
    }

    // Entries right behind the news; on a busy machine it may take some tries until they are.
    private static void AwaitHolding(CommitNews news)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            news.Pass([Append(prior: 4, entries: 0, commit: 4)]);
            news.Pass([Append(prior: 4, entries: 1, commit: 4)]);
            if (news.Pass([Append(prior: 5, entries: 0, commit: 4)]).Count == 0)
            {
                Assert.Single(news.Pass([new Heartbeat(1, 2, 1, 4, 1)]).OfType<AppendRequest>());
                return;
            }
        }

        Assert.Fail("entries never came within 2 ms of the news");
    }

    private static IEnumerable<long> Commits(IReadOnlyList<ConsensusMessage> messages) => messages.Cast<AppendRequest>().Select(m => m.Commit);

    private static AppendRequest Append(long prior, int entries, long commit) => new(
        1, 2, 1, prior, 1, [.. Enumerable.Range(1, entries).Select(i => LogFolder.Entry(prior + i, 1, 8))], commit);
}
