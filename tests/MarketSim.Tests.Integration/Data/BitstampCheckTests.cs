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
