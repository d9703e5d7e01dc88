using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Simulation;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary>Shows what a sweep came to.</summary>
internal static class SweepView
{
    private const int MostPoints = 40;

    private const int MostFailures = 5;

    public static void Show(
        Screen screen, SweepSummary summary, IReadOnlyList<string> names, SweepRequest request, int fresh, double seconds)
    {
        var console = screen.Console;
        console.WriteLine();
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(request.Plan.Scenario)}[/]: {summary.Runs} of {request.Plan.Runs} runs, seeds {request.Plan.Seeds}"));
        if (fresh > 0)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"{fresh} runs in {ProgressLine.Duration(seconds)}: {ProgressLine.Short(fresh / Math.Max(1e-9, seconds))} a second, {request.Workers} at a time"));
        }

        var points = summary.Points.ToArray();
        foreach (var point in points.Take(MostPoints))
        {
            console.Write(TableOf(summary, names, point));
        }

        if (points.Length > MostPoints)
        {
            console.MarkupLine($"[grey]{points.Length - MostPoints} more combinations; summary.json has all.[/]");
        }

        foreach (var failure in summary.Failures.Take(MostFailures))
        {
            screen.Output.WriteLine($"Failed      {failure.Failure}");
            screen.Output.WriteLine($"            to see it: {summary.CommandOf(failure)}");
        }

        if (summary.Failures.Count > MostFailures)
        {
            screen.Output.WriteLine($"            and {summary.Failures.Count - MostFailures} more");
        }

        // Written plainly: paths must not be wrapped.
        screen.Output.WriteLine($"Folder      {request.Folder}  (runs.parquet, summary.json, plots)");
    }

    private static Table TableOf(SweepSummary summary, IReadOnlyList<string> names, int point)
    {
        var label = summary.LabelOf(point);
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        table.AddColumn(new TableColumn($"[grey]{Markup.Escape(label.Length == 0 ? "figure" : label)}[/]") { Padding = new Padding(0, 0, 2, 0) });
        foreach (var head in (string[])["mean", "95% interval", "s.d.", "min", "median", "max"])
        {
            table.AddColumn(new TableColumn($"[grey]{head}[/]").RightAligned());
        }

        foreach (var name in names)
        {
            var s = summary.Of(point, name);
            table.AddRow(
                $"[bold]{Markup.Escape(name)}[/]", Text(s.Mean), s.Low is null ? "–" : $"{Text(s.Low)} to {Text(s.High)}",
                Text(s.StandardDeviation), Text(s.Min), Text(s.Median), Text(s.Max));
        }

        return table;
    }

    private static string Text(double? value) => value switch
    {
        null => "–",
        { } v when v == Math.Truncate(v) && Math.Abs(v) < 1e12 => v.ToString("#,0", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) >= 1000 => v.ToString("#,0", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) >= 10 => v.ToString("0.00", CultureInfo.InvariantCulture),
        { } v => v.ToString("0.#####", CultureInfo.InvariantCulture),
    };
}
