namespace MarketSim.Analysis;

/// <summary>A metric over a window that moves along a series, for plots.</summary>
public static class RollingMetric
{
    /// <summary>The metric of each window of so many periods; null before the first whole window, and where it is undefined.</summary>
    /// <param name="input">The series; a benchmark without dates is cut with it.</param>
    /// <param name="metric">What is measured in each window.</param>
    /// <param name="window">Periods, at least 2.</param>
    public static IReadOnlyList<double?> Of(PerformanceInput input, PerformanceMetric metric, int window)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(metric);
        if (window < 2)
        {
            throw new ArgumentException($"A window of {window} periods; accepted are 2 or more.");
        }

        var values = new double?[input.Count];
        var benchmark = input.Benchmark;
        for (var end = window; end <= input.Count; end++)
        {
            var first = end - window;
            var cut = benchmark is null ? null : benchmark.Dates is null || input.Returns.Dates is null
                ? Cut(benchmark, first, end) : Between(benchmark, input.Returns.Dates[first], input.Returns.Dates[end - 1]);
            values[end - 1] = metric.Measure(
                new PerformanceInput(Cut(input.Returns, first, end), cut, input.RiskFree, input.MinimumAcceptable));
        }

        return values;
    }

    private static ReturnSeries Cut(ReturnSeries series, int first, int end) => new(
        [.. series.Values.Skip(first).Take(end - first)], series.PeriodsPerYear,
        series.Dates is null ? null : [.. series.Dates.Skip(first).Take(end - first)]);

    private static ReturnSeries Between(ReturnSeries series, DateTime from, DateTime to)
    {
        var dates = (DateTime[])series.Dates!;
        var first = FirstNotBefore(dates, from);
        return Cut(series, first, FirstNotBefore(dates, to.AddTicks(1)));
    }

    private static int FirstNotBefore(DateTime[] dates, DateTime moment)
    {
        var (low, high) = (0, dates.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dates[middle] < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
