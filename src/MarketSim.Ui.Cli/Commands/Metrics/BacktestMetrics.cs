using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The performance and the trades of a back-test's folder.</summary>
internal static class BacktestMetrics
{
    public static int Show(Screen screen, string folder, MetricsRequest request)
    {
        var results = BacktestResults.Read(folder, request.File);
        var input = SeriesMetrics.Input(results.Returns, request);
        if (request.Rolling is not null)
        {
            return SeriesMetrics.Show(screen, new ReturnFile(results.Returns, "equity", ArePrices: true, Missing: 0), request);
        }

        var trades = TradeStatistics.Of(results.Trades);
        MetricValue[] all =
        [
            .. SeriesMetrics.Measure(input, request),
            .. TradeMetric.All.Select(m => new MetricValue(m.Name, "Trades", m.Title, m.Unit, m.Of(trades))),
            .. Use(results.Turnover),
        ];
        var values = MetricValue.Choose(all, request);
        if (request.WritesJson)
        {
            MetricValue.WriteJson(screen.Output, values, SeriesTables.Of(input, request));
            return ExitCode.Ok;
        }

        SeriesMetrics.WriteBasis(screen.Output, input, request);
        MetricValue.Write(screen.Output, values);
        SeriesMetrics.WriteTables(screen.Output, input, request);
        WriteAttribution(screen.Output, results.Trades, request);
        return ExitCode.Ok;
    }

    private static IEnumerable<MetricValue> Use(Turnover turnover) =>
    [
        new("turnover", "Use of capital", "Turnover a year", MetricUnit.Number, turnover.Yearly),
        new("timeInMarket", "Use of capital", "Days with a position", MetricUnit.Fraction, turnover.TimeInMarket),
        new("meanGrossExposure", "Use of capital", "Mean gross exposure", MetricUnit.Fraction, turnover.MeanGross),
        new("maxGrossExposure", "Use of capital", "Highest gross exposure", MetricUnit.Fraction, turnover.MaxGross),
        new("meanNetExposure", "Use of capital", "Mean net exposure", MetricUnit.Fraction, turnover.MeanNet),
    ];

    private static void WriteAttribution(TextWriter output, IReadOnlyList<RoundTrip> trades, MetricsRequest request)
    {
        if (trades.Count == 0 || request.Only.Count > 0)
        {
            return;
        }

        output.WriteLine();
        var table = new PlainTable("where the profit came from", "trades", "before fees", "fees", "profit") { RightAligned = [1, 2, 3, 4] };
        foreach (var group in trades.GroupBy(t => (t.Instrument, t.Sign)).OrderBy(g => g.Key.Instrument, StringComparer.Ordinal)
            .ThenByDescending(g => g.Key.Sign))
        {
            table.Add(
                $"{group.Key.Instrument}, {(group.Key.Sign > 0 ? "long" : "short")}", Text(group.Count(), "0"),
                Text(group.Sum(t => t.Profit + t.Fees)), Text(group.Sum(t => t.Fees)), Text(group.Sum(t => t.Profit)));
        }

        table.Write(output);
    }

    private static string Text(double value, string form = "#,##0.00") => value.ToString(form, CultureInfo.InvariantCulture);
}
