using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>How Binance's depth events are brought into sequence with the snapshot.</summary>
public sealed class BinanceFeedTests
{
    [Fact]
    public void OfTheEventsBeforeTheSnapshotOnlyThoseItDoesNotIncludeAreApplied()
    {
        var messages = Read(
            Depth(1, 10, 12, null, bids: """["5.0","1"]"""),
            Depth(2, 13, 15, null, bids: """["5.0","2"],["4.9","7"]"""),
            Snapshot(3, 13, bids: """["5.1","9"]""", asks: """["5.2","8"]"""),
            Depth(4, 16, 16, null, asks: """["5.2","0"]"""));

        Assert.Equal(
            ["Clear 3 line 3", "Level 3 line 3 Buy 9 at 51", "Level 3 line 3 Sell 8 at 52 end", "Level 3 line 2 Buy 2 at 50",
                "Level 3 line 2 Buy 7 at 49 end", "Level 4 line 4 Sell 0 at 52 end"],
            messages.Shown);
        Assert.Equal((3, 2, 1, 0, 0), Counters(messages.Feed));
    }

    [Fact]
    public void AFirstEventThatStartsInsideTheSnapshotIsNeitherAGapNorAnOverlap()
    {
        var feed = Read(Snapshot(1, 100), Depth(2, 95, 105, null, bids: """["1","1"]"""), Depth(3, 106, 106, null)).Feed;

        Assert.Equal((2, 2, 0, 0, 0), Counters(feed));
    }

    [Fact]
    public void MissingSpotUpdatesAreCountedAndNamedByLine()
    {
        var feed = Read(Snapshot(1, 100), Depth(2, 101, 105, null), Depth(3, 108, 110, null), Depth(4, 111, 112, null)).Feed;

        Assert.Equal((3, 3, 0, 1, 0), Counters(feed));
        Assert.Equal("line 3: updates 106 to 107 are missing before the depth event that ends with 110", feed.LastGap);
    }

    [Fact]
    public void AnEventMissingRightAfterTheSnapshotIsAGap()
        => Assert.Equal(1, Read(Snapshot(1, 100), Depth(2, 103, 105, null)).Feed.Gaps);

    [Fact]
    public void FuturesEventsFollowByTheirPreviousNumberThoughNumbersBetweenAreUnused()
    {
        var feed = Read(Snapshot(1, 100), Depth(2, 98, 120, 90), Depth(3, 150, 160, 120), Depth(4, 175, 180, 170)).Feed;

        Assert.Equal((3, 3, 0, 1, 0), Counters(feed));
        Assert.StartsWith("line 4: updates 161 to 170 are missing", feed.LastGap);
    }

    [Fact]
    public void RepeatedEventsAreLeftOutAndOverlapsCounted()
    {
        var feed = Read(
            Snapshot(1, 100), Depth(2, 101, 105, null), Depth(3, 101, 105, null), Depth(4, 104, 107, null), Depth(5, 108, 109, null)).Feed;

        Assert.Equal((4, 3, 1, 0, 1), Counters(feed));
    }

    [Fact]
    public void AfterAGapALaterSnapshotRepairsTheBookWithTheEventsThatFollowIt()
    {
        var messages = Read(
            Snapshot(1, 100), Depth(2, 105, 106, null, bids: """["3","1"]"""), Depth(3, 107, 109, null, bids: """["4","1"]"""),
            Snapshot(4, 107, bids: """["2","6"]"""), Depth(5, 110, 110, null, bids: """["4","3"]"""));

        Assert.Equal(
            ["Clear 4 line 4", "Level 4 line 4 Buy 6 at 20 end", "Level 4 line 3 Buy 1 at 40 end", "Level 5 line 5 Buy 3 at 40 end"],
            messages.Shown[3..]);
        Assert.Equal(2, messages.Feed.Snapshots);
        Assert.Equal(1, messages.Feed.Gaps);
    }

    [Fact]
    public void ASnapshotOlderThanAWholeBookIsPassedOverAndANewerOneTaken()
    {
        var feed = Read(Snapshot(1, 100), Depth(2, 101, 105, null), Snapshot(3, 104), Snapshot(4, 110), Depth(5, 106, 111, null)).Feed;

        Assert.Equal((2, 1), (feed.Snapshots, feed.SnapshotsPassedOver));
        Assert.Equal((2, 2, 0, 0, 0), Counters(feed));
    }

    [Fact]
    public void WithoutASnapshotNoDepthIsPassedOn()
    {
        var messages = Read(Depth(1, 1, 2, null, bids: """["5","1"]"""), Depth(2, 3, 4, null, bids: """["5","2"]"""));

        Assert.Empty(messages.Shown);
        Assert.Equal(2, messages.Feed.Waiting);
    }

    private static string Depth(int time, long first, long last, long? previous, string bids = "", string asks = "")
        => $$$"""{{{time}}} {"stream":"xy@depth@100ms","data":{"e":"depthUpdate","E":1,"s":"XY","U":{{{first}}},"u":{{{last}}},"""
            + (previous is { } pu ? $"\"pu\":{pu}," : "") + $$$"""
                "b":[{{{bids}}}],"a":[{{{asks}}}]}}
                """;

    private static string Snapshot(int time, long last, string bids = "", string asks = "")
        => $$"""{{time}} {"lastUpdateId":{{last}},"bids":[{{bids}}],"asks":[{{asks}}]}""";

    private static (long Events, long Applied, long Dropped, long Gaps, long Overlaps) Counters(BinanceFeed feed)
        => (feed.DepthEvents, feed.Applied, feed.Dropped, feed.Gaps, feed.Overlaps);

    private static Outcome Read(params string[] lines)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        using var feed = new BinanceFeed(new BinanceReader(stream, "lines", new DataUnits(1, 0)));
        var all = new List<RecordedMessage>();
        while (feed.TryRead(out var message))
        {
            all.Add(message);
        }

        return new Outcome(feed, all);
    }

    private sealed record Outcome(BinanceFeed Feed, List<RecordedMessage> All)
    {
        public List<string> Shown => [.. All.Select(each
            => $"{each.Kind} {each.Timestamp / 1_000_000} line {each.Position}"
                + (each.Kind == RecordedKind.Clear ? "" : $" {each.Side} {each.Quantity} at {each.Price}")
                + (each.Flags.HasFlag(RecordedFlags.EndOfEvent) && each.Kind != RecordedKind.Clear ? " end" : ""))];
    }
}
