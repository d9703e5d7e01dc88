using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class SampleStatisticsTests
{
    // Student's t with 4 degrees of freedom: 2.776 for 95% (any table).
    [Fact]
    public void TheIntervalIsThatOfStudent()
    {
        var statistics = SampleStatistics.Of([2, 4, 4, 6, 9]);

        Assert.Equal(5, statistics.Mean);
        Assert.Equal(Math.Sqrt(7), statistics.StandardDeviation!.Value, 12);
        Assert.Equal(Math.Sqrt(7.0 / 5), statistics.StandardError!.Value, 12);
        Assert.Equal(5 - (2.7764451 * Math.Sqrt(7.0 / 5)), statistics.Low!.Value, 6);
        Assert.Equal(5 + (2.7764451 * Math.Sqrt(7.0 / 5)), statistics.High!.Value, 6);
        Assert.Equal((2, 4, 9), (statistics.Min, statistics.Median, statistics.Max));
    }

    [Fact]
    public void WhatIsUndefinedIsNull()
    {
        Assert.Equal(new SampleStatistics(0, null, null, null, null, null, null, null, null), SampleStatistics.Of([]));
        Assert.Equal(new SampleStatistics(1, 3, null, null, null, null, 3, 3, 3), SampleStatistics.Of([3]));
    }
}
