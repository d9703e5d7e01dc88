using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>The figures of a back-test, in groups: those of <see cref="PerformanceCatalog"/> over its daily returns.</summary>
internal static class BacktestMetrics
{
    private const int MostDrawdowns = 5;

    private static readonly (MetricGroup Group, string Title)[] Titles =
    [
        (MetricGroup.Return, "Return"),
        (MetricGroup.Risk, "Risk"),
        (MetricGroup.RiskAdjusted, "Return for risk"),
        (MetricGroup.Drawdown, "Drawdown"),
        (MetricGroup.Tail, "Tail"),
        (MetricGroup.Distribution, "Distribution"),
        (MetricGroup.Gains, "Gains beside losses"),
        (MetricGroup.Calendar, "Months and years"),
        (MetricGroup.Benchmark, "Beside the benchmark"),
    ];

    private static readonly string[] First = ["cagr", "volatility", "sharpe", "maxDrawdown"];

    /// <summary>By group, that of the benchmark only where there is one.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ReportFact> Facts)> Groups(BacktestRecord record)
        => InputOf(record) is not { } input ? []
            :
            [
                .. Titles.Where(title => title.Group != MetricGroup.Benchmark || input.Benchmark is not null)
                    .Select(title => (title.Title, (IReadOnlyList<ReportFact>)
                    [
                        .. PerformanceCatalog.All.Where(metric => metric.Group == title.Group).Select(metric => FactOf(metric, input)),
                    ]))
                    .Where(group => group.Item2.Count > 0),
            ];

    /// <summary>The few that one looks for first.</summary>
    public static IReadOnlyList<ReportFact> Headlines(BacktestRecord record)
        => InputOf(record) is { } input ? [.. First.Select(PerformanceCatalog.Find).OfType<PerformanceMetric>().Select(metric => FactOf(metric, input))] : [];

    /// <summary>The deepest drawdowns; null if there was none.</summary>
    public static TableBlock? Drawdowns(BacktestRecord record)
    {
        if (InputOf(record) is not { } input || input.Drawdowns.All.Count == 0)
        {
            return null;
        }

        string DayOf(DateTime? time) => time is { } known ? Day(known) : None;
        return new TableBlock(
            "drawdowns", ["Depth", "Peak", "Lowest", "Recovered", "Periods down", "Periods back", "Days below"],
            [
                .. input.Drawdowns.Deepest(MostDrawdowns).Select(IReadOnlyList<ReportCell> (fall) =>
                [
                    PercentCell(fall.Depth) with { Shade = fall.Depth / input.Drawdowns.Deepest(1)[0].Depth * -0.8 },
                    DayOf(fall.Peak == 0 ? record.Equity.Times[0] : fall.PeakDate), DayOf(fall.TroughDate),
                    fall.Recovery is null ? "not yet" : DayOf(fall.RecoveryDate), Cell(fall.PeriodsToTrough), Cell(fall.PeriodsToRecover), Cell(fall.Days),
                ]),
            ]);
    }

    /// <summary>The daily returns of a record beside those of its benchmark; null where there are none, or what was worth nothing went
    /// on.</summary>
    public static PerformanceInput? InputOf(BacktestRecord record)
    {
        var returns = DailyReturns.Of(record);
        if (returns.Values.Length == 0 || !returns.Values.All(double.IsFinite))
        {
            return null;
        }

        return new PerformanceInput(SeriesOf(returns), record.Benchmark is { Count: > 2 } other && DailyReturns.Of(new BacktestRecord
        {
            Name = record.BenchmarkName, Equity = other,
        }) is var beside && beside.Values.All(double.IsFinite) ? SeriesOf(beside) : null);
    }

    // By day: that one closes at another hour than the other does not make them strangers.
    private static ReturnSeries SeriesOf(DailyReturns returns)
        => new(
            returns.Values, returns.PeriodsPerYear,
            returns.Dates.Length > 1 && returns.Dates[^1].Date - returns.Dates[0].Date < TimeSpan.FromDays(2) && returns.Dates.Length > 10
                ? returns.Dates : [.. returns.Dates.Select(date => date.Date)]);

    private static ReportFact FactOf(PerformanceMetric metric, PerformanceInput input)
    {
        var value = metric.Measure(input);
        return new ReportFact(metric.Title, metric.Unit switch
        {
            MetricUnit.Fraction => Percent(value),
            MetricUnit.Days => value is null ? None : Number(value) + " days",
            _ => Number(value),
        })
        {
            Number = value ?? double.NaN, Hint = $"{metric.Formula}. A dash where: {metric.Undefined}. {metric.Source}.",
        };
    }
}
