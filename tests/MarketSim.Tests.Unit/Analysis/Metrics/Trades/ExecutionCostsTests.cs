using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class ExecutionCostsTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Opens a step above the close before; the volume is 1,000 a bar.
    private static readonly BarTable Bars = new(
        [.. Enumerable.Range(0, 8).Select(i => Start.AddDays(i))], [100, 102, 104, 106, 108, 110, 112, 114], [101, 103, 105, 107, 109, 111, 113, 115],
        [99, 101, 103, 105, 107, 109, 111, 113], [101, 103, 105, 107, 109, 111, 113, 115], [.. Enumerable.Repeat(1000.0, 8)]);

    [Fact]
    public void AnOrderOverTwoBarsIsSplitIntoDelayTimingAndWhatTheFillCost()
    {
        var costs = ExecutionCosts.Of(
            Record("next-open", Fill(1, isBuy: true, 50, 102.5, order: 1), Fill(2, isBuy: true, 50, 104.5, order: 1)), Named());

        // Decided at 101, the close before: on 100 shares at 101 the unit of a basis point is 1.01.
        Assert.Equal(1 * 100 / 1.01, costs.Delay!.Value, 1e-9);
        Assert.Equal(2 * 50 / 1.01, costs.Timing!.Value, 1e-9);
        Assert.Equal(0.5 * 100 / 1.01, costs.SpreadAndImpact!.Value, 1e-9);
        Assert.Equal(costs.Shortfall!.Value, costs.Delay.Value + costs.Timing.Value + costs.SpreadAndImpact.Value, 1e-9);
        Assert.Equal(0.05, costs.MedianPart!.Value, 1e-12);
        Assert.Equal(2, costs.Capacity!.Value, 1e-12);
    }

    [Fact]
    public void AFillAtTheCloseThatDecidedItHasNoDelay()
    {
        var costs = ExecutionCosts.Of(Record("this-close", Fill(1, isBuy: false, 10, 102.9, order: 1)), Named());
        Assert.Equal(0, costs.Delay!.Value);
        Assert.Equal(0.1 / 103 * 10_000, costs.Shortfall!.Value, 1e-9);

        // Sold at 102.9: five bars later the close is 113.
        Assert.Equal((102.9 - 113) / 103 * 10_000, costs.MarkoutAfterFive!.Value, 1e-9);
    }

    [Fact]
    public void FillsWhoseBarsAreNotAtHandGiveNoNumber()
    {
        var costs = ExecutionCosts.Of(Record("next-open", Fill(40, isBuy: true, 1, 1, order: 1)), Named());
        Assert.Equal(0, costs.Fills);
        Assert.Null(costs.Shortfall);
        Assert.Null(costs.AdverseSelection);
        Assert.Null(costs.Capacity);
    }

    [Fact]
    public void ProfitIsTradingLessFeesAndWhatWasCarried()
    {
        var record = Record("next-open", Fill(1, true, 10, 100, 1) with { Fee = 2 }, Fill(2, false, 6, 110, 2) with { Fee = 1 }) with
        {
            Equity = new EquityCurve([Start, Start.AddDays(2)], [10_000, 10_102.5]) { Initial = 10_000, Cash = [10_000, 9_662.5] },
            Positions = [new RecordedPosition(Start.AddDays(2), "X", 4, 110, 440)],
            Trips = [new RoundTrip("X", Start, Start, 1, 6, 100, 110, 58, 2, 0, 60, 1)],
        };
        var from = ProfitAttribution.Of(record)!;
        Assert.Equal((102.5, 100, 3, 5.5, 40), (from.Net, from.BeforeFees, from.Fees, from.Carry, from.Open));
        Assert.Equal(new ProfitPart("X", 100, 3, 40), Assert.Single(from.Parts));
        Assert.Null(ProfitAttribution.Of(record with { Equity = record.Equity with { Initial = null } }));
    }

    [Fact]
    public void ANumberThatCannotBeSaidIsNull()
    {
        var facts = new BacktestFacts(Record("next-open"), null, null, new Turnover(null, null, null, null, null));
        Assert.All(BacktestMetric.All, metric => Assert.Null(metric.Of(facts)));
        Assert.All(BacktestMetric.All, metric => Assert.True(metric.Formula.Length > 0 && metric.Undefined.Length > 0, metric.Name));
        Assert.Equal(BacktestMetric.All.Count, BacktestMetric.All.Select(metric => metric.Name).Distinct().Count());
    }

    private static Dictionary<string, BarTable> Named() => new(StringComparer.Ordinal) { ["X"] = Bars };

    private static RecordedFill Fill(int day, bool isBuy, double quantity, double price, long order)
        => new(Start.AddDays(day), "X", isBuy, quantity, price, 0, "") { Order = order };

    private static BacktestRecord Record(string rule, params RecordedFill[] fills)
        => new() { Name = "made up", Fill = rule, Fills = fills, Equity = new EquityCurve([], []) };
}
