using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class RiskArrayTests
{
    private static RiskLeg Option(double contracts, OptionRight right, double strike)
        => RiskLeg.Of(contracts, right, strike, 60.0 / 365, 0.3);

    [Fact]
    public void TheProtectedSharesOfTheRulesComeOutMoveForMove()
    {
        var array = RiskArray.Of(100, RiskRange.Stock, [RiskLeg.Underlying(100), Option(1, OptionRight.Put, 95)]);
        double[] expected = [-657.41, -585.56, -485.32, -354.19, -191.84, 218.04, 458.08, 715.69, 986.68, 1267.41];
        Assert.Equal(expected, array.Profits.Select(profit => Math.Round(profit, 2)));
        Assert.Equal(657.41, array.Requirement, 5e-3);
        Assert.Equal(1_500, RiskArray.Of(100, RiskRange.Stock, [RiskLeg.Underlying(100)]).Requirement, 1e-9);
        Assert.Equal(2.6419, BlackScholes.Price(Option(1, OptionRight.Put, 95).Option!.Value with { Spot = 100 }), 5e-5);
    }

    [Fact]
    public void TheShortCallOfTheRulesComesOut()
    {
        var array = RiskArray.Of(100, RiskRange.Stock, [Option(-1, OptionRight.Call, 110)]);
        Assert.Equal(673.88, array.WorstLoss, 5e-3);
        Assert.Equal(-array.WorstLoss, array.Profits[^1]);
    }

    [Fact]
    public void AHighCapIndexMovesLessUpThanDownInTenSteps()
    {
        var array = RiskArray.Of(4_000, RiskRange.HighCapIndex, [RiskLeg.Underlying(1)]);
        Assert.Equal(
            [-0.08, -0.064, -0.048, -0.032, -0.016, 0.012, 0.024, 0.036, 0.048, 0.06],
            array.Moves.Select(move => Math.Round(move, 9)));
        Assert.Equal(320, array.Requirement, 1e-9);
    }

    [Fact]
    public void EveryOptionContractAsksForAMinimum()
    {
        var array = RiskArray.Of(100, RiskRange.Stock, [Option(-10, OptionRight.Call, 300)]);
        Assert.InRange(array.WorstLoss, 0, 1);
        Assert.Equal(375, array.Requirement);
        Assert.Equal(0, RiskArray.Of(100, RiskRange.Stock, []).Requirement);
    }

    [Fact]
    public void AConversionHasNothingToLose()
    {
        // Long shares, short call and long put of one strike: the strike's value, whatever the price.
        var array = RiskArray.Of(
            100, RiskRange.Stock, [RiskLeg.Underlying(100), Option(-1, OptionRight.Call, 100), Option(1, OptionRight.Put, 100)]);
        Assert.Equal(0, array.WorstLoss, 1e-9);
        Assert.Equal(75, array.Requirement, 1e-12);
    }

    [Fact]
    public void RelatedClassesOffsetInPart()
    {
        var mine = RiskArray.Of(100, RiskRange.Stock, [RiskLeg.Underlying(100)]);
        var its = RiskArray.Of(50, RiskRange.Stock, [RiskLeg.Underlying(-200)]);
        Assert.Equal(1_500, mine.OffsetBy(its, 0).Requirement, 1e-9);
        Assert.Equal(150, mine.OffsetBy(its, 0.9).Requirement, 1e-9);
        Assert.Equal(0, mine.OffsetBy(its, 1).Requirement, 1e-9);
        Assert.Throws<ArgumentException>(() => mine.OffsetBy(RiskArray.Of(50, RiskRange.BroadIndex, []), 1));
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("spot", Assert.Throws<ArgumentException>(() => RiskArray.Of(0, RiskRange.Stock, [])).Message);
        Assert.Contains("multiplier", Assert.Throws<ArgumentException>(
            () => RiskArray.Of(100, RiskRange.Stock, [RiskLeg.Underlying(1, 0)])).Message);
        Assert.Contains("move", Assert.Throws<ArgumentException>(() => RiskArray.Of(100, new RiskRange(0.1, 2), [])).Message);
    }
}
