using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The performance and the trades of a back-test's folder.</summary>
internal static class BacktestMetrics
{
    public static int Show(Screen screen, string folder, MetricsRequest request)
    {
        var results = BacktestResults.Read(folder, request.File);
        var input = results.Returns is { } returns ? SeriesMetrics.Input(returns, request) : null;
        if (request.Rolling is not null)
        {
            return SeriesMetrics.Show(screen, new ReturnFile(
                results.Returns ?? throw new ArgumentException(Ruin(results)), "equity", ArePrices: true, Missing: 0), request);
        }

        var trades = TradeStatistics.Of(results.Trades);
        MetricValue[] all =
        [
            .. input is null ? SeriesMetrics.Unknown(request) : SeriesMetrics.Measure(input, request),
            .. TradeMetric.All.Select(m => new MetricValue(m.Name, "Trades", m.Title, m.Unit, m.Of(trades))),
            .. BacktestMetric.All.Select(m => new MetricValue(m.Name, m.Heading, m.Title, m.Unit, m.Of(results.Facts))),
            .. Parts(results.Facts.Attribution),
        ];
        var values = MetricValue.Choose(all, request);
        if (request.WritesJson)
        {
            MetricValue.WriteJson(screen.Output, values, input is null ? null : SeriesTables.Of(input, request));
            return ExitCode.Ok;
        }

        if (input is null)
        {
            screen.Error.WriteLine(Ruin(results));
            MetricValue.Write(screen.Output, values);
        }
        else
        {
            SeriesMetrics.WriteBasis(screen.Output, input, request);
            MetricValue.Write(screen.Output, values);
            SeriesMetrics.WriteTables(screen.Output, input, request);
        }

        WriteAttribution(screen.Output, results.Trades, request);
        return ExitCode.Ok;
    }

    private static string Ruin(BacktestResults results) => string.Create(
        CultureInfo.InvariantCulture,
        $"On {results.Facts.Record.Equity.RuinedAt:yyyy-MM-dd} the account was worth nothing or less: figures of returns are not defined.");

    // Of one instrument it would say again what the whole does.
    private static IEnumerable<MetricValue> Parts(ProfitAttribution? attribution) => attribution is not { Parts.Count: > 1 } ? [] :
    [
        .. attribution.Parts.Select(p => new MetricValue($"profitBeforeFees.{p.Instrument}", "By instrument", $"{p.Instrument}, before fees", MetricUnit.Number, p.BeforeFees)),
        .. attribution.Parts.Select(p => new MetricValue($"fees.{p.Instrument}", "By instrument", $"{p.Instrument}, fees", MetricUnit.Number, p.Fees)),
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
