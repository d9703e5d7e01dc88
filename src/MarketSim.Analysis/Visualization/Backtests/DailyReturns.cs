namespace MarketSim.Analysis;

/// <summary>The returns of a record from day to day, or from point to point where points lie further apart, with those of
/// the benchmark beside them.</summary>
internal sealed record DailyReturns(DateTime[] Dates, double[] Values, double[]? Benchmark, double PeriodsPerYear)
{
    private const double DaysPerYear = 365.2425;

    // What is usual: days of exchanges, all days, weeks, months, quarters, years.
    private static readonly double[] Usual = [252, 365, 52, 12, 4, 1];

    public static DailyReturns Of(BacktestRecord record)
    {
        var daily = record.Equity.Daily();
        if (daily.Count < 2)
        {
            return new DailyReturns([], [], null, 252);
        }

        var years = (daily.Times[^1] - daily.Times[0]).TotalDays / DaysPerYear;
        var rate = (daily.Count - 1) / Math.Max(years, 1 / DaysPerYear);
        var nearest = Usual.MinBy(usual => Math.Abs(Math.Log(rate / usual)));
        return new DailyReturns(
            [.. daily.Times.Skip(1)], daily.Returns(), BenchmarkOf(record, daily), Math.Abs((rate / nearest) - 1) < 0.12 ? nearest : rate);
    }

    // On the record's own dates; a day on which the benchmark has no value carries on the one before, but not beyond its last.
    private static double[]? BenchmarkOf(BacktestRecord record, EquityCurve daily)
    {
        if (record.Benchmark is not { Count: > 1 } other)
        {
            return null;
        }

        var values = new double[daily.Count];
        var place = -1;
        for (var i = 0; i < values.Length; i++)
        {
            while (place + 1 < other.Count && other.Times[place + 1].Date <= daily.Times[i].Date)
            {
                place++;
            }

            values[i] = place < 0 || daily.Times[i].Date > other.Times[^1].Date ? double.NaN : other.Values[place];
        }

        return new EquityCurve(daily.Times, values).Returns();
    }
}
