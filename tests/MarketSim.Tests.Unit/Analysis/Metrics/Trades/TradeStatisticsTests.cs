using MarketSim.Analysis;
using Xunit;

namespace MarketSim.Tests.Unit;

public sealed class TradeStatisticsTests
{
    private static readonly RoundTrip[] Five =
    [
        Trip(day: 1, sign: 1, profit: 100, mae: 20, mfe: 150),
        Trip(day: 2, sign: -1, profit: -50, mae: 60, mfe: 5),
        Trip(day: 3, sign: 1, profit: 0, mae: 10, mfe: 10),
        Trip(day: 4, sign: 1, profit: 200, mae: 0, mfe: 250),
        Trip(day: 5, sign: 1, profit: -50, mae: 70, mfe: 0),
    ];

    [Fact]
    public void WhatRoundTripsSayIsWhatTheFormulasGive()
    {
        var found = TradeStatistics.Of(Five);
        Assert.Equal((5, 2, 2), (found.Trades, found.Wins, found.Losses));
        Assert.Equal(200, found.NetProfit);
        Assert.Equal(0.5, found.WinRate);
        Assert.Equal(3, found.ProfitFactor);
        Assert.Equal(40, found.Expectancy);
        Assert.Equal(0.8, found.ExpectancyPerLoss);
        Assert.Equal(3, found.PayoffRatio);
        Assert.Equal(((3 * 0.5) - 0.5) / 3, found.Kelly!.Value, 1e-12);
        // √5·40 / s, s² = (60² + 90² + 40² + 160² + 90²) / 4 = 11750.
        Assert.Equal(Math.Sqrt(5) * 40 / Math.Sqrt(11750), found.SystemQuality!.Value, 1e-12);
        Assert.Equal(32, found.AverageAdverseExcursion);
        Assert.Equal(0.75, found.EdgeTaken);
        Assert.Equal((250.0, -50.0), (found.LongProfit, found.ShortProfit));
        Assert.Equal((1, 1), (found.LongestWinningStreak, found.LongestLosingStreak));
        Assert.Equal(2, found.AverageHoldingDays);
    }

    [Fact]
    public void WithoutTradesOrWithoutALossRatiosAreNull()
    {
        Assert.All(TradeMetric.All.Select(m => m.Of(TradeStatistics.Of([]))), v => Assert.True(v is null or 0));
        var won = TradeStatistics.Of([Five[0]]);
        Assert.Null(won.ProfitFactor);
        Assert.Null(won.SystemQuality);
        Assert.Equal(1, won.WinRate);
    }

    [Fact]
    public void TurnoverIsHalfOfWhatWasTradedOverMeanEquityAYear()
    {
        var found = Turnover.Of([100, 100, 100, 100], [0, 50, 100, 0], [0, -50, 100, 0], traded: 300, daysPerYear: 252);
        Assert.Equal(1.5 * 63, found.Yearly);
        Assert.Equal((0.5, 0.375, 1, 0.125), (found.TimeInMarket, found.MeanGross, found.MaxGross, found.MeanNet));
    }

    [Fact]
    public void CapacityIsTheFactorAtWhichTheTightestTradeReachesTheLimit()
    {
        Assert.Equal(2, Capacity.Factor([(10, 1000), (50, 1000), (0, 5)], participation: 0.1));
        Assert.Equal(6, Capacity.Factor([(10, 1000), (50, 1000)], participation: 0.1, quantile: 0.5));
        Assert.Null(Capacity.Factor([], 0.1));
    }

    private static RoundTrip Trip(int day, int sign, double profit, double mae, double mfe) => new(
        "X", new DateTime(2024, 1, day), new DateTime(2024, 1, day + 2), sign, 10, 100, 100 + (sign * profit / 10), profit, 0, mae, mfe, 3);
}
