using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class InformedTradingEstimateTests
{
    [Theory]
    [InlineData(0.4, 0.5, 30, 40, 40)]
    [InlineData(0.3, 0.2, 60, 50, 35)]
    [InlineData(0.8, 0.7, 20, 25, 30)]
    public void TheParametersThatMadeTheCountsAreFound(double news, double bad, double informed, double buys, double sells)
    {
        var random = new Rng(11, "days");
        var days = new List<(long Buys, long Sells)>();
        for (var day = 0; day < 1_000; day++)
        {
            var hasNews = random.Chance(news);
            var isBad = random.Chance(bad);
            days.Add((
                random.NextPoisson(buys + (hasNews && !isBad ? informed : 0)),
                random.NextPoisson(sells + (hasNews && isBad ? informed : 0))));
        }

        var found = InformedTradingEstimate.Of(days);
        Assert.InRange(found.NewsChance, news - 0.06, news + 0.06);
        Assert.InRange(found.BadNewsChance, bad - 0.08, bad + 0.08);
        Assert.InRange(found.InformedRate, 0.93 * informed, 1.07 * informed);
        Assert.InRange(found.BuyRate, 0.95 * buys, 1.05 * buys);
        Assert.InRange(found.SellRate, 0.95 * sells, 1.05 * sells);
        Assert.InRange(found.Probability - (news * informed / ((news * informed) + buys + sells)), -0.02, 0.02);
    }

    [Fact]
    public void NoParametersNearbyAreLikelier()
    {
        (long, long)[] days = [(40, 42), (71, 38), (39, 41), (44, 80), (37, 36), (68, 40), (41, 44), (45, 39)];
        var found = InformedTradingEstimate.Of(days);

        // The likelihood itself, with five changes of a percent either way.
        var best = LogLikelihood(found, days);
        foreach (var factor in (double[])[0.99, 1.01])
        {
            Assert.True(LogLikelihood(found with { NewsChance = found.NewsChance * factor }, days) < best);
            Assert.True(LogLikelihood(found with { InformedRate = found.InformedRate * factor }, days) < best);
            Assert.True(LogLikelihood(found with { BuyRate = found.BuyRate * factor }, days) < best);
            Assert.True(LogLikelihood(found with { SellRate = found.SellRate * factor }, days) < best);
        }
    }

    [Fact]
    public void TooLittleIsRefused()
    {
        Assert.Throws<ArgumentException>(() => InformedTradingEstimate.Of([(3, 4)]));
        Assert.Throws<ArgumentException>(() => InformedTradingEstimate.Of([(0, 0), (0, 0)]));
    }

    private static double LogLikelihood(InformedTradingEstimate p, (long Buys, long Sells)[] days) => days.Sum(day =>
    {
        double Poisson(long count, double rate) => Math.Exp((count * Math.Log(rate)) - rate - PortableMath.LogGamma(count + 1.0));
        return Math.Log(
            ((1 - p.NewsChance) * Poisson(day.Buys, p.BuyRate) * Poisson(day.Sells, p.SellRate))
            + (p.NewsChance * (1 - p.BadNewsChance) * Poisson(day.Buys, p.BuyRate + p.InformedRate) * Poisson(day.Sells, p.SellRate))
            + (p.NewsChance * p.BadNewsChance * Poisson(day.Buys, p.BuyRate) * Poisson(day.Sells, p.SellRate + p.InformedRate)));
    });
}
