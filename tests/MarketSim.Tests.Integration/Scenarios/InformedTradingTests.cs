using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>Kyle (1985) and Glosten and Milgrom (1985) on the real exchange, scenario S5 among them.</summary>
public sealed class InformedTradingTests
{
    [Fact]
    public void KylesLambdaAndTheInsidersProfitAreThoseOfTheory()
    {
        // A round's profit deviates by 1.73 times its mean: 5,000 rounds tell it to 2.4%, 20,000 to 1.2%.
        var rounds = Effort.Cases(5_000, 20_000);
        var run = Studies.Run("kyle", 1, ("rounds", $"{rounds}"));

        Assert.Equal(rounds, run.Found("rounds"));
        AssertWithin(0.05, 0.0005, run.Found("lambda"));
        AssertWithin(0.05, 0.0005, run.Found("value-on-demand"));
        AssertWithin(0.05, 500, run.Found("insider-profit"));
        AssertWithin(0.05, 0.5, run.Found("variance-left"));
        Assert.InRange(run.Found("maker-profit"), -25, 25);
    }

    [Fact]
    public void OverSeveralAuctionsTheInsiderGainsMoreAndTellsMore()
    {
        var run = Studies.Run("kyle", 2, ("auctions", "4"), ("rounds", $"{Effort.Cases(400, 4_000)}"));

        // Theorem 2 for N = 4.
        foreach (var (name, impact) in (ReadOnlySpan<(string, double)>)[
            ("lambda-1", 0.000765), ("lambda-2", 0.000757), ("lambda-3", 0.000737), ("lambda-4", 0.000664)])
        {
            AssertWithin(0.05, impact, run.Found(name));
        }

        AssertWithin(Effort.IsNightly ? 0.05 : 0.15, 730.7, run.Found("insider-profit"));
        AssertWithin(0.2, 0.2206, run.Found("variance-left"));
    }

    [Fact]
    public void WhoDoesNotKnowTheEquilibriumFindsIt()
    {
        var run = Studies.Run("kyle", 3, ("learning", "true"), ("rounds", $"{Effort.Cases(2_000, 10_000)}"));
        var traders = run.Traders.ToDictionary(t => t.Name);

        // From three times the impact of the equilibrium, both by regressions of their own.
        Assert.Equal(3, traders.Count);
        AssertWithin(Effort.IsNightly ? 0.12 : 0.25, 0.0005, run.Found("lambda"));
        AssertWithin(0.2, 500, run.Found("insider-profit"));
    }

    [Theory]
    [InlineData(0.10, -0.10, -0.90)]
    [InlineData(0.20, 0, -0.80)]
    [InlineData(0.30, 0.10, -0.70)]
    public void TheSpreadPaysForTradingWithTheInformed(double halfSpread, double profit, double againstInformed)
    {
        var trades = Effort.Cases(20_000, 400_000);
        var run = Studies.Run(
            "glosten-milgrom", 5, ("half-spread", halfSpread.ToString(CultureInfo.InvariantCulture)), ("trades", $"{trades}"));

        // A trade's profit deviates by one: three deviations of its mean.
        var error = 3 / Math.Sqrt(trades);
        Assert.InRange(run.Found("dealer-profit"), profit - error, profit + error);
        Assert.InRange(run.Found("against-others"), halfSpread - (1.2 * error), halfSpread + (1.2 * error));
        Assert.Equal(againstInformed, run.Found("against-informed"), 9);
        Assert.InRange(run.Found("break-even-half-spread"), 0.2 - (2 * error), 0.2 + (2 * error));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.35)]
    public void FiveThousandTradesTellTheInformedShare(double share)
    {
        var run = Studies.Run("glosten-milgrom", 9, ("informed-share", share.ToString(CultureInfo.InvariantCulture)), ("half-spread", "0.4"));

        Assert.InRange(run.Found("informed-share"), share - 0.03, share + 0.03);
        AssertWithin(0.06, 0.5 + (share / 2), run.Found("right-side"));
    }

    [Fact]
    public void CountsOfBuysAndSellsAloneTellTheInformedShare()
    {
        // Nobody is told when there is news, or which: days of a hundred trades, of a market in which a fifth is informed.
        var run = Studies.Run("glosten-milgrom", 4, ("half-spread", "0.4"), ("trades-a-value", "100"), ("trades", "5000"));
        var periods = ((GlostenMilgromMeasurement)run.Measurement!).Periods;
        var found = InformedTradingEstimate.Of(periods);

        Assert.Equal(50, periods.Count);
        Assert.InRange(found.Probability, 0.17, 0.23);
        Assert.InRange(found.NewsChance, 0.8, 1);
    }

    [Fact]
    public void ADealerWhoLearnsBreaksEvenAndQuotesTheValueInTheEnd()
    {
        var trades = Effort.Cases(20_000, 200_000);
        var run = Studies.Run("glosten-milgrom", 6, ("trades-a-value", "40"), ("trades", $"{trades}"));

        Assert.InRange(run.Found("dealer-profit"), -3 / Math.Sqrt(trades), 3 / Math.Sqrt(trades));
        Assert.InRange(run.Found("against-informed"), -0.8, -0.3);
        Assert.True(run.Found("against-others") is > 0.05 and < 0.2);
    }

    [Fact]
    public void ADealerWhoChangesItsMindNeverTradesWithItself()
    {
        // Once it quotes high, or low, for sure, a new value sends both quotes to where the other one may still stand.
        var scenario = ScenarioCatalog.Find("glosten-milgrom");
        var options = new OptionSet(scenario.Options);
        options.Set("informed-share", "0.6");
        options.Set("trades-a-value", "20");
        options.Set("trades", "2000");
        var output = new MarketSimulation(scenario.Create(options, seed: 2), seed: 2).Run();

        var trades = output.Recorded!.Events.Where(e => e.Kind == EventKind.Traded).ToList();

        // Where the quote has come to the value itself the informed have nothing left to gain.
        Assert.InRange(trades.Count, 1_200, 2_000);
        Assert.DoesNotContain(trades, e => e.Account == e.CounterAccount);
    }

    private static void AssertWithin(double fraction, double expected, double actual)
        => Assert.InRange(actual, expected * (1 - fraction), expected * (1 + fraction));
}
