using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class AdaptiveAggressivenessTests
{
    private readonly Standing _market = new();

    // By hand: (e^1 - 1) / (e^2 - 1) = 0.268941, and (e^-4 - 1) / (e^-8 - 1) = 0.982014.
    [Theory]
    [InlineData(Side.Buy, 200, 2, 0, 150)]
    [InlineData(Side.Buy, 200, 2, 1, 200)]
    [InlineData(Side.Buy, 200, 2, 0.5, 163.44707)]
    [InlineData(Side.Buy, 200, 2, -0.5, 109.65879)]
    [InlineData(Side.Buy, 200, -8, 0.5, 199.10069)]
    [InlineData(Side.Buy, 200, 0, 0.5, 175)]
    [InlineData(Side.Buy, 120, 2, 0.5, 120)]
    [InlineData(Side.Buy, 120, 2, -1, 0)]
    [InlineData(Side.Sell, 100, 2, 0, 150)]
    [InlineData(Side.Sell, 100, 2, 0.5, 136.55293)]
    [InlineData(Side.Sell, 100, 2, 1, 100)]
    [InlineData(Side.Sell, 100, 2, -1, 300)]
    [InlineData(Side.Sell, 180, 2, 0.5, 180)]
    [InlineData(Side.Sell, 180, 2, -0.5, 212.27294)]
    public void AnAggressivenessAimsAtThePriceOfThePaper(Side role, double limit, double theta, double aggressiveness, double price)
        => Assert.Equal(price, AggressivenessModel.Target(role, limit, 150, 300, theta, aggressiveness), 3);

    [Fact]
    public void TheAggressivenessOfAPriceIsTheOneThatAimsAtIt()
    {
        foreach (var role in (Side[])[Side.Buy, Side.Sell])
        {
            for (var tenth = -9; tenth <= 9; tenth++)
            {
                var price = AggressivenessModel.Target(role, role == Side.Buy ? 200 : 100, 150, 300, -3, tenth / 10.0);
                Assert.Equal(
                    tenth / 10.0, AggressivenessModel.Of(role, role == Side.Buy ? 200 : 100, 150, 300, -3, price), 9);
            }
        }
    }

    // By hand: half way e^(2 (0.5 - 1)) / 2 = 0.183940, so -8 + 10 × 0.816060.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, -8)]
    [InlineData(0.5, 0.16060)]
    public void ThetaIsHighInACalmMarketAndLowInAVolatileOne(double volatility, double theta)
        => Assert.Equal(theta, AggressivenessModel.ThetaFor(volatility, gamma: 2, min: -8, max: 2), 4);

    [Fact]
    public void ThetaFallsWithTheFirstWildTradesAndRisesWhenTheMarketCalmsDown()
    {
        var trader = Buyer();
        Trade(trader, 15_000, 15_000);
        var calm = trader.Theta;
        Trade(trader, 18_000, 12_000, 19_000, 11_000);
        var wild = trader.Theta;
        Trade(trader, [.. Enumerable.Repeat(15_000L, 60)]);

        Assert.True(wild < calm);
        Assert.InRange(trader.Theta, 1.5, 2);
    }

    [Fact]
    public void TheEquilibriumIsTheMeanOfLateTradesOfWhichTheLastCountMost()
    {
        var trader = Buyer();
        Trade(trader, 10_000, 20_000);

        // Weights 0.9 and 1.
        Assert.Equal((9_000 + 20_000) / 1.9, trader.Equilibrium, 6);
    }

    [Fact]
    public void ABuyerWhoseTargetIsTooLowForTradesBecomesMoreAggressiveAndOneWhoCouldHaveHadThemCheaperLess()
    {
        var trader = Buyer();
        Trade(trader, 15_000);
        Trade(trader, 15_400);
        var after = trader.Aggressiveness;
        Assert.True(after > 0);

        Trade(trader, 12_000);
        Assert.True(trader.Aggressiveness < after);
    }

    [Fact]
    public void ItTakesAnOfferThatIsGoodEnoughAndOtherwiseGoesAThirdOfTheWay()
    {
        var trader = Buyer();
        Trade(trader, 15_000, 15_000);
        var target = AggressivenessModel.Target(Side.Buy, 20_000, 15_000, 30_000, trader.Theta, trader.Aggressiveness);
        _market.View.Take(Standing.Quote(12_000, (long)target - 10));
        _market.Decide(trader);
        Assert.Equal((long)target - 10, _market.Sent[^1].Price.Ticks);

        var other = new Standing();
        other.View.Take(Standing.Quote(12_000, 20_000));
        other.Decide(trader);
        Assert.InRange(other.Sent[^1].Price.Ticks, 12_900, 13_100);
    }

    private static AdaptiveAggressiveness Buyer() => new(Standing.Setting(Side.Buy, 20_000), new AdaptiveAggressivenessOptions());

    private void Trade(AdaptiveAggressiveness trader, params long[] prices)
    {
        foreach (var price in prices)
        {
            trader.OnTrade(Standing.Trade(Side.Buy, price), _market.View, _market.Pad);
        }
    }
}
