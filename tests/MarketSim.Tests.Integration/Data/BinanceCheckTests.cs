using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The known results of the recorded Binance streams, spot and futures.</summary>
public sealed class BinanceCheckTests
{
    [Theory]
    [InlineData("binance-l2/spot_btcusdt_20240808.gz", 3_449, 564, 9_757, "212.03315 in 9757 trades, VWAP 61707.6816", "346", "-1.274761 to ")]
    [InlineData("binance-l2/usdm_btcusdt_20240808.gz", 6_547, 629, 21_313, "2429.366 in 21313 trades, VWAP 61680.9822", "345", "-1.272402 to ")]
    public void TheRebuiltBookHasEveryQuoteOfItsUpdateNumbers(
        string file, long events, long quotes, long trades, string traded, string seconds, string delay)
    {
        var report = BinanceCheck.Run(TestData.Require(file));

        Assert.Equal(events, report.Count("depth events after the snapshot"));
        Assert.Equal(0, report.Count("sequence gaps"));
        var match = Assert.Single(report.Matches);
        Assert.Equal((quotes, quotes), (match.Matched, match.Of));
        Assert.Equal(trades, report.Count("trades"));
        Assert.Equal(traded, report.Fact("traded"));
        Assert.Equal(seconds, decimal.Round(decimal.Parse(report.Fact("seconds")!)).ToString());
        Assert.Equal(0, report.Count("depth events that leave the book crossed"));
        Assert.Empty(report.Differences);

        // The recorder's clock was behind the exchange's.
        Assert.StartsWith(delay, report.Fact("received after it happened"));
        Assert.StartsWith("at least 1.27", report.Fact("recorder's clock"));
    }
}
