namespace MarketSim.Analysis;

/// <summary>The returns of a record from day to day, or from point to point where points lie further apart, with those of
/// the benchmark beside them.</summary>
internal sealed record DailyReturns(DateTime[] Dates, double[] Values, double[]? Benchmark, double PeriodsPerYear)
{
    public static DailyReturns Of(BacktestRecord record)
    {
        var daily = record.Equity.Daily();
        DateTime[] dates = [.. daily.Initial is null ? daily.Times.Skip(1) : daily.Times];
        return new DailyReturns(
            dates, daily.Returns(), BenchmarkOf(record, daily), PeriodsOfDates.Infer([.. daily.Times.Select(time => time.Date)]));
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
