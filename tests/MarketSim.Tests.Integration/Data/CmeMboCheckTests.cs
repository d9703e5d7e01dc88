using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The known results of the recorded E-mini session, which begins before its opening auction.</summary>
public sealed class CmeMboCheckTests
{
    private const string Recording = "cme-es-mbo/ESH4_2023-12-25_mbo.csv.gz";

    [Fact]
    public void TheEminiSessionGivesTheKnownTradesFillsAndFinalQuote()
    {
        var report = CmeMboCheck.Run(TestData.Require(Recording));

        Assert.Equal(68_792, report.Counts.Take(7).Sum(count => count.Value));
        Assert.Equal(8_725, report.Count("of these, initial snapshot"));
        Assert.StartsWith("9892 in 2973 trades", report.Fact("traded"));
        Assert.Equal(0, report.Count("messages about unknown orders"));
        Assert.Equal(0, report.Count("events that end with a crossed book, after the first trade"));
        Assert.NotEqual(0, report.Count("events that end with a crossed book, before the first trade"));
        Assert.Equal(107, report.Count("fills printed for the aggressor itself"));
        Assert.Equal(35, report.Count("fills of an auction"));
        Assert.Matches(@"^bid \d+ at 4810\.00, ask \d+ at 4810\.25$", report.Fact("final quote"));
        Assert.Equal("11217", report.Fact("open orders at the end"));
    }

    [Fact]
    public void FillsHitTheFrontOfTheQueueAsKnownAndAllDoOnceSlicesGoToTheBack()
    {
        var report = CmeMboCheck.Run(TestData.Require(Recording));

        var bySlice = report.Matches[0];
        Assert.Equal((6_229, 6_229), (bySlice.Matched, bySlice.Of));
        Assert.Equal([5_678, 551, 0], bySlice.Parts.Select(part => part.Value));
        var bySize = report.Matches[1];
        Assert.Equal((6_187, 6_229), (bySize.Matched, bySize.Of));
        Assert.Equal([5_614, 573, 42], bySize.Parts.Select(part => part.Value));
    }
}
