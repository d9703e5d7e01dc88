using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The known results of the recorded LOBSTER days.</summary>
public sealed class LobsterCheckTests
{
    private const string Amazon = "lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv";
    private const string Apple = "lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv";
    private const string AppleBest = "lobster/AAPL_2012-06-21_34200000_57600000_orderbook_1.csv";
    private const string AppleTen = "lobster/AAPL_2012-06-21_first999_message_10.csv";

    [Fact]
    public void EveryBookRowOfAmazonsDayFollowsFromItsMessage()
    {
        var report = LobsterCheck.Run(TestData.Require(Amazon));

        var match = Assert.Single(report.Matches);
        Assert.Equal((57_514, 57_514), (match.Matched, match.Of));
        Assert.Equal([41_117, 13_953, 2_444], match.Parts.Select(part => part.Value));
        Assert.Equal([27_845, 16, 18_235, 8_974, 2_445, 0, 0], report.Counts.Select(count => count.Value));
        Assert.Equal("613248 in 8974 trades, VWAP 222.6401", report.Fact("visible executed"));
        Assert.Equal("197507 in 2445 trades, VWAP 222.6181", report.Fact("hidden executed"));
        Assert.Equal("2670322", report.Fact("added"));
        Assert.Equal(3_071, report.Count("executions of orders older than the file"));
        Assert.Equal(4_392, report.Count("deletes of orders older than the file"));
        Assert.Equal(4, report.Count("partial cancels of orders older than the file"));
        Assert.Equal(0, report.Count("timestamps that go back"));
        Assert.Equal(0, report.Count("rows with a crossed or locked book"));
        Assert.Equal("bid 249 at 220.5100, ask 100 at 220.6400", report.Fact("final quote"));
        Assert.Empty(report.Differences);
    }

    [Fact]
    public void EveryTenLevelRowOfApplesFirstMessagesFollowsFromItsMessage()
    {
        var report = LobsterCheck.Run(TestData.Require(AppleTen));

        var match = Assert.Single(report.Matches);
        Assert.Equal((998, 998), (match.Matched, match.Of));
        Assert.Equal([619, 318, 61], match.Parts.Select(part => part.Value));
    }

    [Fact]
    public void AppleReplayedFromFiftyLevelsGivesTheBestPricesButForOneRowWhichIsNamed()
    {
        var report = LobsterCheck.Run(TestData.Require(Apple), TestData.Require(AppleBest));

        var best = report.Matches[0];
        Assert.Equal((25_640, 25_641), (best.Matched, best.Of));
        Assert.Equal(1, report.DifferenceCount);
        Assert.StartsWith("row 17482 ", report.Differences[0]);
        Assert.Contains("rebuilt best bid 100 at 584.2100, recorded 203 at 584.2000", report.Differences[0]);
        Assert.Contains("order 45367855, added at line 40854; at line 40997 its level lay 55 levels deep", report.Differences[0]);
    }

    [Fact]
    public void AppleExecutionsAreAtTheBestKnownPriceAndNearlyAllOfTheFirstOrderByReference()
    {
        var report = LobsterCheck.Run(TestData.Require(Apple), TestData.Require(AppleBest));

        Assert.Equal((4_055, 4_055), (report.Matches[1].Matched, report.Matches[1].Of));
        Assert.Equal((4_046, 4_055), (report.Matches[2].Matched, report.Matches[2].Of));
        Assert.Equal(12, report.Count("executions of orders older than the file"));
        Assert.Equal(72, report.Count("deletes of orders older than the file"));
    }
}
