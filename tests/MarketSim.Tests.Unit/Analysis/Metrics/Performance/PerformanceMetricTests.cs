using MarketSim.Analysis;
using Xunit;

namespace MarketSim.Tests.Unit;

public sealed class PerformanceMetricTests
{
    // Worked by hand and with numpy: five returns whose wealth is 1.1, 0.99, 0.99, 1.188, 1.0692.
    private static readonly double[] Five = [0.1, -0.1, 0, 0.2, -0.1];

    [Theory]
    [InlineData("totalReturn", 0.0692)]
    [InlineData("cagr", 0.0692)]
    [InlineData("meanReturn", 0.02)]
    [InlineData("standardDeviation", 0.13038404810405297)]
    [InlineData("maxDrawdown", -0.1)]
    [InlineData("averageDrawdown", -0.1)]
    [InlineData("longestDrawdown", 2)]
    [InlineData("ulcerIndex", 0.07745966692414834)]
    [InlineData("winRate", 0.5)]
    [InlineData("profitFactor", 1.5)]
    [InlineData("gainToPain", 0.5)]
    [InlineData("omega", 1.5)]
    [InlineData("payoffRatio", 1.5)]
    [InlineData("exposure", 0.8)]
    [InlineData("valueAtRisk95", -0.1)]
    [InlineData("conditionalValueAtRisk95", -0.1)]
    [InlineData("longestLosingStreak", 1)]
    [InlineData("timeUnderWater", 0.6)]
    public void AMetricIsWhatItsFormulaSays(string name, double expected)
    {
        var input = new PerformanceInput(new ReturnSeries(Five, periodsPerYear: 5));
        Assert.Equal(expected, PerformanceCatalog.Find(name)!.Measure(input)!.Value, 1e-12);
    }

    [Fact]
    public void WhatIsUndefinedIsNullAndNeverANumberThatStandsForIt()
    {
        foreach (double[] values in (double[][])[[], [0], [0.01], [0, 0, 0, 0, 0], [0.001, 0.001, 0.001, 0.001, 0.001], [-1, 0.5], [-2, 3]])
        {
            var series = new ReturnSeries(values, 252);
            foreach (var metric in PerformanceCatalog.All)
            {
                foreach (var benchmark in (ReturnSeries?[])[null, series])
                {
                    var value = metric.Measure(new PerformanceInput(series, benchmark));
                    Assert.True(value is null || double.IsFinite(value.Value), $"{metric.Name} of [{string.Join(", ", values)}] is {value}.");
                    Assert.True(value is null || Math.Abs(value.Value) < 1e6, $"{metric.Name} of [{string.Join(", ", values)}] is {value}.");
                }
            }
        }

        var flat = new PerformanceInput(new ReturnSeries([0.001, 0.001, 0.001], 252));
        foreach (var name in (string[])["sharpe", "sortino", "calmar", "omega", "skew", "kurtosis", "probabilisticSharpe", "payoffRatio", "beta"])
        {
            Assert.Null(PerformanceCatalog.Find(name)!.Measure(flat));
        }
    }

    [Fact]
    public void NamesAreUniqueAndEachMetricSaysAllAboutItself()
    {
        var names = PerformanceCatalog.All.SelectMany(m => m.Aliases.Prepend(m.Name)).Select(n => n.Replace("_", "", StringComparison.Ordinal)
            .ToUpperInvariant()).ToList();
        Assert.Equal(PerformanceCatalog.All.Count, PerformanceCatalog.All.Select(m => m.Name).Distinct().Count());
        Assert.Empty(names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(PerformanceCatalog.All, m => Assert.True(
            m.Title.Length > 0 && m.Formula.Length > 0 && m.Undefined.Length > 0 && m.Source.Length > 0, m.Name));
    }

    [Fact]
    public void EveryMetricOfTheAssemblyIsInTheCatalog()
    {
        var listed = PerformanceCatalog.All.Select(m => m.GetType()).ToHashSet();
        var missing = typeof(PerformanceMetric).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(PerformanceMetric)) && !listed.Contains(t)).Select(t => t.Name);
        Assert.Empty(missing);
    }

    [Fact]
    public void ADrawdownThatHasNotEndedHasNoRecovery()
    {
        var dates = Enumerable.Range(1, 5).Select(day => new DateTime(2024, 1, day)).ToArray();
        var all = DrawdownTable.Of(new ReturnSeries(Five, 252, dates)).All;
        Assert.Equal(2, all.Count);
        Assert.Equal((1, 2, 4, 2), (all[0].Peak, all[0].Trough, all[0].Recovery, all[0].PeriodsUnderWater));
        Assert.Equal((dates[0], dates[1], dates[3], 2), (all[0].PeakDate, all[0].TroughDate, all[0].RecoveryDate, all[0].Days));
        Assert.Null(all[1].Recovery);
        Assert.Equal(1, all[1].PeriodsUnderWater);
    }

    [Fact]
    public void ALossInTheFirstPeriodIsADrawdownFromWealthOne()
    {
        var input = new PerformanceInput(new ReturnSeries([-0.25, 0.1], 252));
        Assert.Equal(-0.25, new MaxDrawdown().Measure(input)!.Value, 1e-15);
        Assert.Equal(0, input.Drawdowns.All[0].Peak);
    }

    [Fact]
    public void ABenchmarkIsComparedOnTheDatesThatBothHave()
    {
        DateTime Day(int day) => new(2024, 1, day);
        var own = new ReturnSeries([0.01, 0.02, 0.05, 0.03], 252, [Day(1), Day(2), Day(3), Day(4)]);
        var other = new ReturnSeries([0.02, 0.04, 0.06, 9], 252, [Day(1), Day(2), Day(4), Day(5)]);
        Assert.Equal(0.5, new BetaToBenchmark().Measure(new PerformanceInput(own, other))!.Value, 1e-12);
    }

    [Fact]
    public void ABenchmarkOfAnotherLengthWithoutDatesIsRefused()
    {
        var problem = Assert.Throws<ArgumentException>(
            () => new PerformanceInput(new ReturnSeries([0.1, 0.2], 252), new ReturnSeries([0.1], 252)));
        Assert.Contains("as many", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EquityBecomesReturnsFromWhatItWasBefore()
        => Assert.Equal([-0.5, 1.0], ReturnSeries.FromEquity([50, 100], 252, initial: 100).Values);
}
