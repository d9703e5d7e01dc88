using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class FuturesAndFxTests
{
    private static readonly MarginTiers Tiers = new(
        new MarginTier(0, 0.004m), new MarginTier(50_000, 0.005m), new MarginTier(600_000, 0.0065m), new MarginTier(3_000_000, 0.01m));

    [Fact]
    public void TheFutureOfTheRulesComesOut()
    {
        Assert.Equal(437.5m, FutureMath.Variation(4_801.50m, 4_810.25m, 50, 1));
        Assert.Equal(0, FutureMath.TopUp(5_000, 6_000, 5_000));
        Assert.Equal(1_001, FutureMath.TopUp(4_999, 6_000, 5_000));
        Assert.Equal(100 * Math.Exp(0.02), FutureMath.FairPrice(100, 0.05, 0.01, 0.5), 1e-12);
    }

    [Fact]
    public void TheFundingOfTheRulesComesOut()
    {
        var premium = PerpetualMath.Premium(60_045, 60_055, 60_000);
        Assert.Equal(0.00075m, premium);
        Assert.Equal(0.00025m, PerpetualMath.FundingRate(premium));
        Assert.Equal(30.015m, PerpetualMath.Funding(60_030, 2, 0.00025m));
    }

    [Theory]
    [InlineData(59_990, 60_010, 0)]
    [InlineData(59_900, 59_940, -0.001)]
    public void AnIndexBetweenTheImpactPricesHasNoPremiumAndAboveThemANegativeOne(double bid, double ask, double expected)
        => Assert.Equal((decimal)expected, PerpetualMath.Premium((decimal)bid, (decimal)ask, 60_000));

    [Fact]
    public void TheRateIsTheInterestNearItAndNeverBeyondTheCap()
    {
        Assert.Equal(0.0001m, PerpetualMath.FundingRate(0));
        Assert.Equal(-0.0005m, PerpetualMath.FundingRate(-0.001m));
        Assert.Equal(0.003m, PerpetualMath.FundingRate(0.02m, cap: 0.003m));
        Assert.Equal(-0.003m, PerpetualMath.FundingRate(-0.02m, cap: 0.003m));
    }

    [Fact]
    public void TheLiquidationOfTheRulesComesOut()
    {
        var position = new IsolatedMargin(60_000, 1, 6_000);
        Assert.Equal(54_221.1055m, Math.Round(position.LiquidationPrice(0.005m, 50), 4));
        Assert.Equal(54_221.1055m, Math.Round(position.LiquidationPrice(Tiers), 4));
        Assert.Equal(54_000, position.BankruptPrice);
        Assert.Equal((60_000m + 6_000 + 50) / 1.005m, (position with { Size = -1 }).LiquidationPrice(0.005m, 50));
        Assert.Equal(66_000, (position with { Size = -1 }).BankruptPrice);
    }

    [Fact]
    public void TheAmountsOfTheRulesComeOut()
    {
        Assert.Equal([0, 50, 950, 11_450], Tiers.Amounts);
        Assert.Equal(0.00005m, Tiers.Maintenance(600_000) - Tiers.Maintenance(599_999.99m));
        Assert.Equal((0.0065m, 950m), Tiers.At(600_000));
    }

    [Fact]
    public void AtItsLiquidationPriceAPositionHasExactlyItsMaintenanceMargin()
        => Replay.Cases(nameof(FuturesAndFxTests), 2_000, 50_000, random =>
        {
            var size = (decimal)Math.Round(MarketSim.Core.RngDistributions.NextUniform(random, 0.01, 100), 3);
            var margin = Math.Round(60_000 * size / random.Between(2, 100), 2);
            var position = new IsolatedMargin(60_000, random.Chance(0.5) ? size : -size, margin);
            var price = position.LiquidationPrice(Tiers);
            Assert.True(
                Math.Abs(margin + position.Profit(price) - Tiers.Maintenance(price * size)) < 1e-15m * 60_000 * size, position.ToString());
        });

    [Fact]
    public void TheMostProfitableAndMostLeveragedIsDeleveragedFirst()
    {
        var high = new IsolatedMargin(60_000, 1, 3_000);
        var low = new IsolatedMargin(60_000, 1, 30_000);
        Assert.True(high.DeleveragingScore(66_000) > low.DeleveragingScore(66_000));
        Assert.True(low.DeleveragingScore(66_000) > 0 && low.DeleveragingScore(58_000) < 0);
    }

    [Fact]
    public void TheForwardOfTheRulesComesOut()
    {
        var forward = FxForward.Price(1.1000m, 0.05m, 0.035m, 90);
        Assert.Equal(1.104089m, Math.Round(forward, 6));
        Assert.Equal(40.89m, Math.Round(FxForward.Points(1.1000m, forward), 2));
    }

    [Fact]
    public void ACurrencysOwnYearCounts()
        => Assert.Equal(
            Math.Round(1.3m * (1 + (0.05m * 90 / 360)) / (1 + (0.04m * 90 / 365)), 20),
            Math.Round(FxForward.Price(1.3m, 0.05m, 0.04m, 90, baseDaysPerYear: 365), 20));

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("floor 0", Assert.Throws<ArgumentException>(() => new MarginTiers(new MarginTier(1, 0.1m))).Message);
        Assert.Contains("not fall", Assert.Throws<ArgumentException>(
            () => new MarginTiers(new MarginTier(0, 0.1m), new MarginTier(5, 0.05m))).Message);
        Assert.Contains("size", Assert.Throws<ArgumentException>(() => new IsolatedMargin(1, 0, 1).LiquidationPrice(0, 0)).Message);
        Assert.Contains("index", Assert.Throws<ArgumentException>(() => PerpetualMath.Premium(1, 1, 0)).Message);
        Assert.Contains("spot", Assert.Throws<ArgumentException>(() => FxForward.Price(0, 0, 0, 1)).Message);
        Assert.Contains("multiplier", Assert.Throws<ArgumentException>(() => FutureMath.Variation(1, 2, 0, 1)).Message);
    }
}
