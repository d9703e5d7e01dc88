using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class SpreadMetricTests
{
    [Fact]
    public void EachSpreadCountsForAsLongAsItStood()
    {
        // 4 for 1 s, 2 for 3 s, 6 for 1 s: (4 + 6 + 6) / 5 = 3.2.
        var metric = Measured(10, new Tape().At(5).Quote(100, 104).At(6).Quote(Side.Buy, 102, 10).At(9).Quote(Side.Sell, 108, 10));

        Assert.Equal(3.2, metric.TimeWeighted, 12);
        Assert.Equal(SimDuration.FromSeconds(5), metric.TwoSided);
        Assert.Equal(2, metric.Median);
        Assert.Equal([2L, 4, 6], metric.NanosecondsBySpread.Keys);
        Assert.Equal(3_000_000_000, metric.NanosecondsBySpread[2]);

        // (4/102 + 3 × 2/103 + 6/105) / 5, in basis points.
        Assert.Equal(10_000 * ((4 / 102.0) + (6 / 103.0) + (6 / 105.0)) / 5, metric.TimeWeightedBasisPoints, 9);
    }

    [Fact]
    public void TimeWithAnEmptySideDoesNotCount()
    {
        var metric = Measured(20, new Tape().At(0).Quote(100, 104).At(2).Quote(Side.Sell, 0, 0).At(18).Quote(Side.Sell, 110, 5));

        // 4 for 2 s and 10 for 2 s.
        Assert.Equal(7, metric.TimeWeighted, 12);
        Assert.Equal(SimDuration.FromSeconds(4), metric.TwoSided);
        Assert.True(double.IsNaN(metric.Series.At(SimTime.FromSeconds(10))));
    }

    [Fact]
    public void ATouchThatStoodOnlyWithinAnInstantIsNotSeen()
    {
        var metric = Measured(10, new Tape().At(0).Quote(100, 102).At(5).Quote(Side.Sell, 130, 1).Quote(Side.Sell, 103, 1));

        Assert.Equal([2.0, 3.0], metric.Series.Values.ToArray());
        Assert.Equal(2.5, metric.TimeWeighted, 12);
    }

    [Fact]
    public void WithoutQuotesThereIsNoSpread()
    {
        var metric = Measured(10, new Tape().At(1).Trade(Side.Buy, 100, 1));

        Assert.True(double.IsNaN(metric.TimeWeighted));
        Assert.True(double.IsNaN(metric.Median));
    }

    [Fact]
    public void ARecordedDayGivesItsKnownTimeWeightedSpread()
    {
        var messages = File.ReadLines(TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv"));
        var books = File.ReadLines(TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_orderbook_1.csv"));
        var metric = new SpreadMetric(new InstrumentId(0));
        var last = MetricPass.Run(messages.Zip(books).SelectMany(row => Quotes(row.First, row.Second)), SimTime.Zero, metric);

        Assert.Equal(2 * 57_515, last);
        Assert.Equal(0.1285, metric.TimeWeighted / 10_000, 4);
    }

    private static IEnumerable<MarketEvent> Quotes(string message, string book)
    {
        var seconds = decimal.Parse(message.AsSpan(0, message.IndexOf(',')), CultureInfo.InvariantCulture);
        var time = new SimTime((long)((seconds - 34_200) * 1_000_000_000));
        var fields = book.Split(',').Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        yield return new() { Kind = EventKind.Quoted, Time = time, Side = Side.Sell, Price = new(fields[0]), Quantity = new(fields[1]) };
        yield return new() { Kind = EventKind.Quoted, Time = time, Side = Side.Buy, Price = new(fields[2]), Quantity = new(fields[3]) };
    }

    private static SpreadMetric Measured(long seconds, Tape tape)
    {
        var metric = new SpreadMetric(new InstrumentId(0));
        MetricPass.Run(tape.Events, SimTime.FromSeconds(seconds), metric);
        return metric;
    }
}
