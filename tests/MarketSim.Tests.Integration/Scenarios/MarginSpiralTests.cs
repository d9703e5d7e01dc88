using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>Scenario S9: leverage, forced sales and impact feed on each other.</summary>
public sealed class MarginSpiralTests
{
    // An independent simulation sold 40,000 without impact, and these amounts with an impact of so much a dollar.
    [Theory]
    [InlineData("0.00001", 56_006)]
    [InlineData("0.0000001", 40_000)]
    [InlineData("0.00002", 91_256)]
    [InlineData("0.00003", 192_265)]
    [InlineData("0.00004", 397_947)]
    [InlineData("0.00005", 563_669)]
    public void ForcedSalesGrowWithImpactAsTheSignatureSays(string impact, int expected)
    {
        var run = new ScenarioRun("margin-spiral", 1, ("impact", impact));
        Assert.InRange(Sold(run) / expected, 0.9m, 1.1m);

        // 4 x debit - 3 x market value is 40,000: at 92 the fewest whole shares are 435.
        var start = run.Of(EventKind.LiquidationStarted).First().Sequence;
        var first = run.Of(EventKind.Accepted).First(e => e.Sequence > start && e.Account == run.Account("leveraged"));
        Assert.Equal(435, first.Open.Lots);
    }

    // At an impact of 3e-5 the spiral sells 200,000. A lower haircut or a longer deadline keeps it below 1.2 x 40,000.
    [Theory]
    [InlineData("call-after", "25min")]
    [InlineData("maintenance", "24%")]
    [InlineData("cash", "-690_500")]
    public void OnePolicyStopsTheSpiral(string setting, string value)
    {
        var run = new ScenarioRun("margin-spiral", 1, ("impact", "0.00003"), (setting, value));
        Assert.NotEmpty(run.Of(EventKind.MarginCalled));
        Assert.InRange(Sold(run), 0, 1.2m * 40_000);
    }

    private static decimal Sold(ScenarioRun run)
    {
        var seller = run.Account("leveraged");
        return run.Of(EventKind.Traded).Where(e => (e.Side == Side.Sell ? e.Account : e.CounterAccount) == seller)
            .Sum(e => run.InMoney(e.Price) * e.Quantity.Lots);
    }
}
