using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The recorded Bybit book: its final state was computed by an independent program.</summary>
public sealed class BybitCheckTests
{
    [Fact]
    public void TheRecordedBookFollowsWithoutGapToItsKnownFinalState()
    {
        var report = DataCheck.Run(TestData.Require("crypto-misc/bybit_xrpusdt_ob500.data.zip"));

        Assert.Equal((1, 49), (report.Count("snapshots"), report.Count("changes")));
        Assert.Equal(3_966, report.Count("levels set"));
        Assert.Equal(0, report.Count("gaps in the sequence of updates"));
        Assert.Equal(0, report.Count("messages that end with a crossed book"));
        Assert.Equal("bid 10605 at 1.9537, ask 6702 at 1.9538", report.Fact("final quote"));
        Assert.Equal("500 bids, 500 asks", report.Fact("levels at the end"));
        Assert.Equal("XRPUSDT", report.Fact("pair"));
    }
}
