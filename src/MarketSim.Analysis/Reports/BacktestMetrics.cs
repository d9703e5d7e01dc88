namespace MarketSim.Analysis;

/// <summary>The figures of a back-test, in groups.</summary>
internal static class BacktestMetrics
{
    /// <summary>By group.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ReportFact> Facts)> Groups(BacktestRecord record)
        => record.Metrics.Count == 0 ? []
            : [("Figures", [.. record.Metrics.Select(metric => new ReportFact(BacktestReport.Words(metric.Name), ReportNumbers.Number(metric.Value)) { Number = metric.Value ?? double.NaN })])];

    /// <summary>The few that one looks for first.</summary>
    public static IReadOnlyList<ReportFact> Headlines(BacktestRecord record)
    {
        var deepest = record.Equity.Drawdowns().Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return [new ReportFact("Deepest drawdown", ReportNumbers.Percent(deepest)) { Number = deepest }];
    }
}
