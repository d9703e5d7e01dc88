using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>The laboratory market of Gode and Sunder (1993) and its successors, on the real exchange.</summary>
public sealed class DoubleAuctionTests
{
    private const int Days = 200;

    public static TheoryData<ulong> Seeds() => [.. Enumerable.Range(1, Effort.Cases(2, 20)).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BudgetsAloneMakeNearlyAllGainsFromTrade(ulong seed)
    {
        var run = Run("zi-c", seed);

        // Published for this schedule: 96.6%, deviation 4.2, Smith's alpha about 11%. Over 200 days the mean errs by 0.3.
        Assert.InRange(run.Found("efficiency"), 95.6, 97.6);
        Assert.InRange(run.Found("efficiency-deviation"), 3.4, 5.2);
        Assert.InRange(run.Found("smiths-alpha"), 10.2, 11.8);
        Assert.InRange(run.Found("trades-a-day"), 5.6, 6.4);
    }

    [Fact]
    public void WithoutBudgetsTheGainsAreThrownAway()
    {
        var run = Run("zi-u", seed: 1);

        // In the time of a day everybody trades, and what intramarginal units gain the others lose.
        Assert.InRange(run.Found("efficiency"), -5, 25);
        Assert.True(run.Found("smiths-alpha") > 40);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("aa")]
    [InlineData("gdx")]
    [InlineData("hbl")]
    public void WhoLearnsTradesNearerToEquilibriumAndWastesLess(string strategy)
    {
        var random = Run("zi-c", seed: 3);
        var learner = Run(strategy, seed: 3);

        // Cliff (1997), Tesauro and Das (2001), Vytelingum et al. (2008): efficiencies of 98% and more in a market of
        // one kind; prices within a few percent of equilibrium after the first days.
        Assert.True(learner.Found("efficiency") > Math.Max(98, random.Found("efficiency")), $"{learner.Found("efficiency")}");
        Assert.True(learner.Found("smiths-alpha") < 3, $"{learner.Found("smiths-alpha")}");
        Assert.True(learner.Found("profit-dispersion") < random.Found("profit-dispersion") / 3);
        Assert.InRange(learner.Found("mean-price"), 148, 152);
    }

    [Fact]
    public void PricesOfLearnersConvergeFromTheFirstDayOn()
    {
        var days = MeasurementOf(Run("zip", seed: 5)).Days;

        Assert.True(days[0].Alpha > 2 * days.Skip(20).Average(day => day.Alpha!.Value));
    }

    [Fact]
    public void OneWhoPlansAheadAmongRandomTradersGainsAFifthMoreThanARandomOne()
    {
        // Scenario S3: the fourth buyer, with a value of 170, over the same days with and without a mind. Who only learns where the
        // equilibrium is (zip, aa, hbl) gains no more than chance there: prices stray widely, and it pays to wait for them.
        string Buyers(string fourth) => string.Join(",", Enumerable.Range(1, 11).Select(i => i == 4 ? fourth : "zi-c"));
        DoubleAuctionMeasurement Among(string fourth)
            => MeasurementOf(Studies.Run("double-auction", 11, ("buyers", Buyers(fourth)), ("days", $"{Days}")));
        var random = Among("zi-c").Days.Select(day => day.Profits[3]).ToList();
        var clever = Among("gdx").Days.Select(day => day.Profits[3]).ToList();
        var differences = clever.Zip(random, (with, without) => with - without).ToList();

        var mean = differences.Average();
        var error = Math.Sqrt(differences.Average(d => (d - mean) * (d - mean)) / differences.Count);
        Assert.True(clever.Average() >= 1.2 * random.Average(), $"{clever.Average()} against {random.Average()}");
        Assert.True(mean / error > 2, $"t = {mean / error}");
    }

    [Fact]
    public void SupplyAndDemandThatAreNotSymmetricFindTheirOwnEquilibrium()
    {
        // Demand 100, 90, 80, 70, 60 and 50, supply 30, 40, 50 and 60 with the second unit of two sellers at 70: four trade, at 60 to 70.
        var run = Studies.Run(
            "double-auction", 1, ("buyers", "zip"), ("sellers", "zip"), ("values", "100/60,90/50,80,70"),
            ("costs", "30/70,40/70,50,60"), ("ceiling", "200"), ("days", "40"));

        Assert.True(run.Found("efficiency") > 93, $"{run.Found("efficiency")}");
        Assert.InRange(run.Found("mean-price"), 57, 73);
    }

    [Fact]
    public void WhatBuyersAndSellersGainIsWhatThereIsToGain()
    {
        var run = Run("zip,zi-c,aa", seed: 7);
        foreach (var day in MeasurementOf(run).Days)
        {
            Assert.Equal(300 * day.Efficiency, day.Profits.Sum(), 6);
        }

        run.Exchange.Ledger.VerifyConservation();
    }

    [Fact]
    public void WhatARunFindsStandsInItsSummary()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"marketsim-{Guid.NewGuid():N}");
        try
        {
            var scenario = ScenarioCatalog.Find("double-auction");
            var options = new OptionSet(scenario.Options);
            options.Set("days", "3");
            var output = new MarketSimulation(scenario.Create(options, seed: 1), seed: 1).Run();
            output.Save(folder);

            var written = RunSummary.Parse(File.ReadAllText(Path.Combine(folder, "summary.json"))).Findings;
            Assert.Equal(output.Findings, written);
            Assert.Equal(3, written!.Single(f => f.Name == "days").Value);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AnUnknownKindOfTraderIsRefusedWithThoseThatAreKnown()
    {
        var options = new OptionSet(ScenarioCatalog.Find("double-auction").Options);
        var refusal = Assert.Throws<ArgumentException>(() => options.Set("buyers", "zip,momentum"));
        Assert.Contains("zi-c, zi-u, zip, gdx, aa, hbl", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no value", Assert.Throws<ArgumentException>(() => options.Set("costs", "10,x")).Message, StringComparison.Ordinal);
    }

    private static DoubleAuctionMeasurement MeasurementOf(MarketSimulation run) => (DoubleAuctionMeasurement)run.Measurement!;

    private static MarketSimulation Run(string strategy, ulong seed) => Studies.Run(
        "double-auction", seed, ("buyers", strategy), ("sellers", strategy), ("days", $"{Days}"));
}
