using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class SeriesTests
{
    [Fact]
    public void ASeriesHoldsEachValueUntilTheNext()
    {
        var series = new TimeSeries();
        series.Set(SimTime.FromSeconds(1), 10);
        series.Set(SimTime.FromSeconds(3), 20);
        series.Set(SimTime.FromSeconds(4), 20);

        Assert.True(double.IsNaN(series.At(SimTime.Zero)));
        Assert.Equal(10, series.At(SimTime.FromSeconds(1)));
        Assert.Equal(10, series.At(SimTime.FromMilliseconds(2_999)));
        Assert.Equal(20, series.At(SimTime.FromSeconds(9)));
        Assert.Equal(2, series.Count);
    }

    [Fact]
    public void WithinAnInstantTheLastValueHolds()
    {
        var series = new TimeSeries();
        series.Set(SimTime.FromSeconds(1), 10);
        series.Set(SimTime.FromSeconds(1), 11);

        Assert.Equal((SimTime.FromSeconds(1), 11.0), series[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => series.Set(SimTime.Zero, 5));
    }

    [Fact]
    public void TheMidIsTheMiddleOfTheTouchAndAbsentWhileASideIsEmpty()
    {
        var metric = new MidPriceSeries(new InstrumentId(0));
        MetricPass.Run(
            new Tape().At(1).Quote(100, 103).At(2).Quote(Side.Buy, 0, 0).At(3).Quote(Side.Buy, 101, 5).Events, SimTime.Zero, metric);

        Assert.Equal([101.5, double.NaN, 102], metric.Series.Values.ToArray());
    }

    [Fact]
    public void TouchesKeepPricesAndSizesOfBothSides()
    {
        var metric = new TouchSeries(new InstrumentId(0));
        MetricPass.Run(new Tape().At(1).Quote(Side.Buy, 100, 7).Quote(Side.Sell, 104, 9).At(2).Quote(Side.Buy, 101, 3).Events, SimTime.Zero, metric);

        Assert.Equal(
            [
                (SimTime.FromSeconds(1), new Touch(new(100), new(7), new(104), new(9))),
                (SimTime.FromSeconds(2), new Touch(new(101), new(3), new(104), new(9))),
            ],
            metric.Items);
    }

    [Fact]
    public void TradesKeepBothAccountsAndTheAggressor()
    {
        var metric = new TradeSeries(new InstrumentId(0));
        MetricPass.Run(new Tape().At(4).Trade(Side.Sell, 100, 7, takerAccount: 3, makerAccount: 5).Events, SimTime.Zero, metric);

        Assert.Equal([new TradePoint(SimTime.FromSeconds(4), Side.Sell, new(100), new(7), new(3), new(5))], metric.Items);
    }

    [Fact]
    public void DepthIsLookedAtAfterWhatHappensAtThatInstantAndOnceMoreAtTheEnd()
    {
        var metric = new DepthSeries(new InstrumentId(0), SimTime.Zero, SimDuration.FromSeconds(1), levels: 2);
        MetricPass.Run(
            new Tape().At(0).Rest(1, Side.Buy, 100, 5).At(1).Rest(2, Side.Buy, 101, 6).At(1.5).Rest(3, Side.Buy, 99, 1).Rest(4, Side.Sell, 105, 8)
                .Events,
            SimTime.FromMilliseconds(2_500), metric);

        Assert.Equal([0, 1_000, 2_000, 2_500], metric.Samples.Select(sample => sample.Time.Nanoseconds / 1_000_000));
        Assert.Equal([100L], metric.Samples[0].Bids.Select(level => level.Price.Ticks));
        Assert.Equal([101L, 100], metric.Samples[1].Bids.Select(level => level.Price.Ticks));
        Assert.Equal([101L, 100], metric.Samples[2].Bids.Select(level => level.Price.Ticks));
        Assert.Empty(metric.Samples[1].Asks);
        Assert.Equal([new DepthLevel(new(105), new(8), 1)], metric.Samples[3].Asks);
    }
}
