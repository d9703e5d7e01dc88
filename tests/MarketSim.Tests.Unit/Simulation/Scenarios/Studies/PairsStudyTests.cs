using MarketSim.Simulation;
using Xunit;

namespace MarketSim.Tests.Unit;

public sealed class PairsStudyTests
{
    [Fact]
    public void TheTwoShareClassesComeOutAsTheyAreKnownTo()
    {
        var figures = new PairsStudy().With(TestData.Require("lean")).Run(2);
        Assert.True(figures.Count(f => f.Expected is not null) >= 16);
        Assert.All(figures, f => Assert.True(f.Passes, $"{f.Name}: {f.Value}, not {f.Low} to {f.High}."));
    }

    [Fact]
    public void TheVerdictSaysPlainlyThatCostsTakeTheEdge()
    {
        var verdict = new PairsStudy().With(TestData.Require("lean")).Verdict()!;
        Assert.Contains("+0.104 on the days it was fitted to and -0.032 on those after them", verdict, StringComparison.Ordinal);
        Assert.Contains("the edge is gone once a leg costs 5.1 bp", verdict, StringComparison.Ordinal);
        Assert.Contains("No decision of the moving window used data of later days", verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WithoutDataAPairThatBelongsTogetherIsFound(ulong seed)
        => Assert.All(new PairsStudy().Run(2, seed), f => Assert.True(f.Passes, $"{f.Name}: {f.Value}, not {f.Low} to {f.High}; seed {seed}."));

    [Fact]
    public void ARuleEntersBeyondItsThresholdAndLeavesWhenTheSpreadIsBack()
    {
        double[] z = [0, 1.5, 1.2, -0.1, 0.5, -1.1, -0.5];
        double[] spread = [0, 3, 2, 0, 1, -2, -1];
        var trades = new SpreadRule(Entry: 1, Exit: 0).Trade(z, spread, 0, z.Length);
        Assert.Equal([new SpreadTrade(1, 3, -1, 3, IsOpen: false), new SpreadTrade(5, 6, 1, 1, IsOpen: true)], trades);
        Assert.Equal(4 - (6 * 100 / 10_000.0), PairsBacktest.Profit(trades, basisPointsPerLeg: 100), 1e-12);
    }

    [Fact]
    public void ADayLaterTheSameRuleTradesTheNextClose()
    {
        double[] z = [0, 1.5, 1.2, -0.1, 0.5];
        double[] spread = [0, 3, 2, 0, 1];
        Assert.Equal([new SpreadTrade(2, 4, -1, 1, IsOpen: false)], new SpreadRule(1, 0).Trade(z, spread, 0, z.Length, delay: 1));
    }

    [Fact]
    public void AFolderWithoutThePairIsRefusedInASentence()
        => Assert.Contains("accepted is one with daily bars of GOOGL and GOOG",
            Assert.Throws<FileNotFoundException>(() => PairHistory.Read("no such folder")).Message, StringComparison.Ordinal);
}
