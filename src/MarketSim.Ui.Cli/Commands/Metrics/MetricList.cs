using System.Text.Encodings.Web;
using System.Text.Json;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim metrics --list</c>: every metric with its formula.</summary>
internal static class MetricList
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Show(Screen screen, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                PerformanceCatalog.All.Select(m => Row(m.Name, m.Title, SeriesMetrics.Heading(m.Group), m.Aliases, m.Formula, m.Undefined, m.Source))
                    .Concat(TradeMetric.All.Select(m => Row(m.Name, m.Title, "Trades", [], m.Formula, "no such round trip", "")))
                    .Concat(BacktestMetric.All.Select(m => Row(m.Name, m.Title, m.Heading, [], m.Formula, m.Undefined, ""))),
                Indented));
            return ExitCode.Ok;
        }

        screen.Output.WriteLine(
            "r the returns, n their number, P periods in a year, R the yearly risk-free rate, f = (1+R)^(1/P) - 1, W wealth (1 before the first "
            + "return), b the benchmark, s the standard deviation with n - 1. Names may be written with underscores.");
        foreach (var group in PerformanceCatalog.All.GroupBy(m => m.Group))
        {
            screen.Output.WriteLine();
            screen.Output.WriteLine(SeriesMetrics.Heading(group.Key));
            foreach (var metric in group)
            {
                screen.Output.WriteLine($"  {metric.Name}: {metric.Title}");
                screen.Output.WriteLine($"      = {metric.Formula}");
                screen.Output.WriteLine($"      undefined: {metric.Undefined}. Source: {metric.Source}");
                if (metric.Aliases.Count > 0)
                {
                    screen.Output.WriteLine($"      also: {string.Join(", ", metric.Aliases)}");
                }
            }
        }

        screen.Output.WriteLine();
        screen.Output.WriteLine("Trades, of a back-test's folder; p is the profit of a round trip after fees");
        foreach (var metric in TradeMetric.All)
        {
            screen.Output.WriteLine($"  {metric.Name}: {metric.Title}");
            screen.Output.WriteLine($"      = {metric.Formula}");
        }

        foreach (var group in BacktestMetric.All.GroupBy(m => m.Heading))
        {
            screen.Output.WriteLine();
            screen.Output.WriteLine($"{group.Key}, of a back-test's folder");
            foreach (var metric in group)
            {
                screen.Output.WriteLine($"  {metric.Name}: {metric.Title}");
                screen.Output.WriteLine($"      = {metric.Formula}");
                screen.Output.WriteLine($"      undefined: {metric.Undefined}");
            }
        }

        screen.Output.WriteLine();
        screen.Output.WriteLine(
            "Of a run each type of agent has, for each instrument, SYMBOL.TYPE.NAME: orders, fills, lots, fillRatio, orderToTrade, makerPart,");
        screen.Output.WriteLine(
            "spreadPaidBps, vwapSlippageBps, markout1sBps … and adverseSelection1sBps …; and TYPE.profit, TYPE.tradingProfit, TYPE.fees.");
        return ExitCode.Ok;
    }

    private static object Row(
        string name, string title, string group, IReadOnlyList<string> aliases, string formula, string undefined, string source)
        => new { name, title, group, aliases, formula, undefined, source };
}
