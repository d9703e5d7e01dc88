namespace MarketSim.Analysis;

/// <summary>The returns of a record from day to day, or from point to point where points lie further apart or all within two days,
/// with those of the benchmark beside them.</summary>
internal sealed record DailyReturns(DateTime[] Dates, double[] Values, double[]? Benchmark, double PeriodsPerYear)
{
    public static DailyReturns Of(BacktestRecord record)
    {
        var points = record.Equity.Sampled();
        DateTime[] dates = [.. points.Initial is null ? points.Times.Skip(1) : points.Times];
        return new DailyReturns(
            dates, points.Returns(), BenchmarkOf(record, points),
            PeriodsOfDates.Infer(points.IsWithinDays ? points.Times : [.. points.Times.Select(time => time.Date)]));
    }

    // On the record's own dates; a day on which the benchmark has no value carries on the one before, but not beyond its last.
    private static double[]? BenchmarkOf(BacktestRecord record, EquityCurve daily)
    {
        if (record.Benchmark is not { Count: > 1 } other)
        {
            return null;
        }

        var values = new double[daily.Count];
        double? before = null;
        var place = -1;
        for (var i = 0; i < values.Length; i++)
        {
            while (place + 1 < other.Count && other.Times[place + 1].Date <= daily.Times[i].Date)
            {
                place++;
            }

            before = i > 0 ? before : place > 0 ? other.Values[place - 1] : other.Initial;
            values[i] = place < 0 || daily.Times[i].Date > other.Times[^1].Date ? double.NaN : other.Values[place];
        }

        return (daily with { Values = values, Initial = daily.Initial is null ? null : before ?? double.NaN }).Returns();
    }
}
