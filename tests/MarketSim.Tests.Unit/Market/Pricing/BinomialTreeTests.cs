using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class BinomialTreeTests
{
    private static readonly OptionInputs Some = new(OptionRight.Put, 50, 50, 5.0 / 12, 0.1, 0, 0.4);

    /// <summary>Hull, chapter on basic numerical procedures: an American put, S 50, K 50, five months, r 10%, σ 40%: 4.488 with 5
    /// steps, 4.263 with 30, 4.272 with 50, 4.278 with 100, 4.283 with 500.</summary>
    [Theory]
    [InlineData(5, 4.488)]
    [InlineData(30, 4.263)]
    [InlineData(50, 4.272)]
    [InlineData(100, 4.278)]
    [InlineData(500, 4.283)]
    public void TheTextbooksTreeComesOutStepForStep(int steps, double expected)
        => Assert.Equal(expected, BinomialTree.Price(Some, ExerciseStyle.American, steps, TreeMoves.CoxRossRubinstein), 6e-4);

    [Fact]
    public void EuropeanTreesApproachTheFormula()
        => Replay.Cases(nameof(BinomialTreeTests), 30, 1_000, random =>
        {
            var inputs = Random(random);
            var exact = BlackScholes.Price(inputs);
            Replay.Near(exact, BinomialTree.Price(inputs, ExerciseStyle.European, 401), 2e-3, inputs);
            Replay.Near(exact, BinomialTree.Price(inputs, ExerciseStyle.European, 800, TreeMoves.CoxRossRubinstein), 0.05, inputs);
        });

    [Fact]
    public void LeisenAndReimersErrorFallsWithTheSquareOfTheSteps()
    {
        double Error(int steps) => Math.Abs(BinomialTree.Price(Some, ExerciseStyle.European, steps) - BlackScholes.Price(Some));
        Assert.InRange(Error(101) / Error(201), 3.6, 4.3);
        Assert.InRange(Error(1001), 0, 1e-6);
    }

    /// <summary>Hull, example on a single dividend: S 52, one dividend of 2.06 in 3.5 months, K 50, r 10%, σ 40% on the price less
    /// the dividend's value, five months: about 4.44 by 5 steps.</summary>
    [Fact]
    public void TheTextbooksDividendTreeComesOut()
        => Assert.Equal(
            4.44,
            BinomialTree.Price(
                Some with { Spot = 52 }, ExerciseStyle.American, [new CashDividend(3.5 / 12, 2.06)], DividendModel.Escrowed, 5,
                TreeMoves.CoxRossRubinstein),
            0.01);

    /// <summary>Hull, example on European options with dividends: S 40, K 40, dividends of 0.50 in 2 and 5 months, r 9%, σ 30%, six
    /// months: 3.67.</summary>
    [Fact]
    public void AEuropeanCallWithDividendsIsTheFormulaOnThePriceLessTheirValue()
    {
        var call = new OptionInputs(OptionRight.Call, 40, 40, 0.5, 0.09, 0, 0.3);
        CashDividend[] dividends = [new(2.0 / 12, 0.5), new(5.0 / 12, 0.5)];
        var formula = BlackScholes.Price(CashDividends.Escrowed(call, dividends));
        Assert.Equal(3.67, formula, 0.005);
        Assert.Equal(formula, BinomialTree.Price(call, ExerciseStyle.European, dividends, steps: 801), 1e-5);
    }

    [Fact]
    public void WithTheDroppingPriceTheForwardStaysRight()
    {
        // A strike of nearly nothing: the call is the share less the dividends' value in either model.
        var call = new OptionInputs(OptionRight.Call, 40, 1, 0.5, 0.09, 0, 0.3);
        CashDividend[] dividends = [new(2.0 / 12, 0.5), new(5.0 / 12, 0.5)];
        var expected = 40 - CashDividends.PresentValue(dividends, 0.09, 0.5) - (1 * call.Discount);
        Assert.Equal(expected, BinomialTree.Price(call, ExerciseStyle.European, dividends, DividendModel.SpotDrop, 401), 1e-5);
    }

    [Fact]
    public void TheTwoDividendModelsAgreeWhereDividendsAreSmall()
    {
        var put = new OptionInputs(OptionRight.Put, 100, 105, 1, 0.05, 0, 0.25);
        CashDividend[] dividends = [new(0.4, 0.01), new(0.9, 0.01)];
        foreach (var style in new[] { ExerciseStyle.European, ExerciseStyle.American })
        {
            var escrowed = BinomialTree.Price(put, style, dividends, DividendModel.Escrowed, 601);
            Assert.Equal(escrowed, BinomialTree.Price(put, style, dividends, DividendModel.SpotDrop, 601), 5e-3);
        }
    }

    [Fact]
    public void ALargeDividendMakesAnAmericanCallWorthMoreThanTheEuropean()
    {
        var call = new OptionInputs(OptionRight.Call, 60, 50, 30.0 / 365, 0.05, 0, 0.25);
        CashDividend[] dividend = [new(15.0 / 365, 3)];
        foreach (var model in new[] { DividendModel.Escrowed, DividendModel.SpotDrop })
        {
            var american = BinomialTree.Price(call, ExerciseStyle.American, dividend, model, 301);
            Assert.True(american > BinomialTree.Price(call, ExerciseStyle.European, dividend, model, 301) + 2);

            // Exercised on the evening before: at least spot less strike then.
            Assert.True(american >= 60 - (50 * Math.Exp(-0.05 * 15 / 365)) - 1e-2);
        }
    }

    [Fact]
    public void DividendsAfterExpiryDoNotCount()
        => Assert.Equal(
            BinomialTree.Price(Some, ExerciseStyle.American, 101),
            BinomialTree.Price(Some, ExerciseStyle.American, [new CashDividend(1, 5), new CashDividend(-0.1, 5)], steps: 101));

    [Fact]
    public void WhatATreeCannotDoIsRefused()
    {
        Assert.Contains("steps", Assert.Throws<ArgumentException>(
            () => BinomialTree.Price(Some, ExerciseStyle.American, 0)).Message);
        Assert.Contains("more steps", Assert.Throws<ArgumentException>(() => BinomialTree.Price(
            Some with { Volatility = 0.001 }, ExerciseStyle.American, 2, TreeMoves.CoxRossRubinstein)).Message);
        Assert.Contains("worth no more", Assert.Throws<ArgumentException>(
            () => BinomialTree.Price(Some, ExerciseStyle.American, [new CashDividend(0.1, 60)])).Message);
        Assert.Contains("dividend", Assert.Throws<ArgumentException>(
            () => BinomialTree.Price(Some, ExerciseStyle.American, [new CashDividend(0.1, -1)])).Message);
    }

    private static OptionInputs Random(Rng random) => new(
        random.Right(), 100, random.NextUniform(60, 160), random.NextUniform(0.1, 2), random.NextUniform(-0.02, 0.1),
        random.NextUniform(-0.02, 0.1), random.NextUniform(0.15, 0.6));
}
