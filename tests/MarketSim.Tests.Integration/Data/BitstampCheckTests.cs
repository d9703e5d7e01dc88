using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The known results of the recorded Bitstamp morning, as order events and as the raw log.</summary>
public sealed class BitstampCheckTests
{
    private const string Orders = "bitstamp-l3/bitstamp_btcusd_2015-05-01_orders.csv.gz";
    private const string Log = "bitstamp-l3/bitstamp_btcusd_2015-05-01_log.gz";

    [Theory]
    [InlineData(Orders)]
    [InlineData(Log)]
    public void TheMorningsOrdersAreCountedAsKnown(string file)
    {
        var report = BitstampCheck.Run(TestData.Require(file));

        Assert.Equal(50_414, report.Counts.Take(3).Sum(count => count.Value));
        Assert.Equal(24_894, report.Count("created"));
        Assert.Equal(558, report.Count("deleted: partly or fully filled"));
        Assert.Equal(24_155, report.Count("deleted: cancelled"));
        Assert.Equal(205, report.Count("deletions of orders not in the book (older than the file, or gone)"));
        Assert.Equal(4, report.Count("changes of orders not in the book (older than the file, or gone)"));
        Assert.Equal(36, report.Count("changes of the price (cancel and new)"));
    }

    /// <remarks>The last order_book of the raw log has the same best prices. With the late orders in it the book would end crossed, bid
    /// 238.99.</remarks>
    [Theory]
    [InlineData(Orders)]
    [InlineData(Log)]
    public void OrdersAnnouncedAfterTheirDeletionLeaveNothingInTheBook(string file)
    {
        var report = BitstampCheck.Run(TestData.Require(file));

        Assert.Equal(5, report.Count("orders announced after their deletion, left out"));
        Assert.Equal(1, report.Count("of these, changes after the deletion, left out"));
        Assert.Equal("bid 0.16235931 at 235.45, ask 7.70191607 at 235.71", report.Fact("final quote"));
        Assert.Equal("179", report.Fact("open orders at the end"));
    }

    [Fact]
    public void NearlyEveryTradeOfTheLogIsADecreaseAmongTheOrderEvents()
    {
        var report = BitstampCheck.Run(TestData.Require(Orders), TestData.Require(Log));

        var match = Assert.Single(report.Matches);
        Assert.Equal((571, 575), (match.Matched, match.Of));
        Assert.Equal([89, 482], match.Parts.Select(part => part.Value));
        Assert.Equal(4, report.DifferenceCount);
    }

    /// <remarks>The volumes of the CSV were truncated from binary fractions, a unit too little here and there; the log's are exact.</remarks>
    [Fact]
    public void EveryTradeOfTheLogIsADecreaseAmongTheLogsOwnExactAmounts()
    {
        var report = BitstampCheck.Run(TestData.Require(Log));

        var match = Assert.Single(report.Matches);
        Assert.Equal((575, 575), (match.Matched, match.Of));
        Assert.Equal([29, 546], match.Parts.Select(part => part.Value));
    }
}
