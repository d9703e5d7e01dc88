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
                PerformanceCatalog.All.Select(m => new
                {
                    name = m.Name, title = m.Title, group = SeriesMetrics.Heading(m.Group), aliases = m.Aliases, formula = m.Formula,
                    undefined = m.Undefined, source = m.Source,
                }),
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

        return ExitCode.Ok;
    }
}
