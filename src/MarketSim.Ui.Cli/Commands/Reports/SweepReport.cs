using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Simulation;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>The report of a sweep: what each combination came to, as table and as map.</summary>
internal static class SweepReport
{
    private const int MostFigures = 8;
    private const int MostPoints = 200;

    public static Report Of(string folder)
    {
        var plan = SweepJournal.ReadPlan(folder);
        var rows = SweepJournal.ReadRows(folder, plan);
        var summary = SweepSummary.Of(plan, rows);
        var names = SweepFigureNames.Drawn(summary.Names, []);
        var maps = plan.Axes.Count >= 2 ? names.Take(MostFigures).Select(ReportBlock (name) => Map(folder, plan, summary, name)).ToArray() : [];
        return new Report
        {
            Kind = "sweep",
            Title = $"Sweep of {plan.Scenario}",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{summary.Runs} of {plan.Runs} runs, seeds {plan.Seeds}")
                + string.Concat(plan.Axes.Select(axis => $" · {axis.Option} {string.Join(", ", axis.Values)}")),
            Warnings = [.. Warnings(plan, summary)],
            Sections =
            [
                new ReportSection("What varies", [.. summary.Runs > 0 ? [new FigureBlock("sweep", summary.Draw(names))] : Array.Empty<ReportBlock>()]),
                .. maps.Length > 0 ? [new ReportSection("By two parameters", maps) { BeginsPage = true }] : Array.Empty<ReportSection>(),
                new ReportSection("All combinations", [.. names.Select(name => Table(summary, name))]) { BeginsPage = true },
                new ReportSection("Settings",
                    new FactsBlock(
                        ("Varied", [.. plan.Axes.Select(axis => new ReportFact(axis.Option, string.Join(", ", axis.Values)))]),
                        ("Set", [.. plan.Settings.Select(setting => new ReportFact(setting.Key, setting.Value))]),
                        ("Plan", [new ReportFact("Scenario", plan.Scenario), new ReportFact("Seeds", plan.Seeds), new ReportFact("Version", plan.CodeVersion)])),
                    new TextBlock("To do it again:"), new CommandBlock(Command(plan))),
            ],
        };
    }

    private static FigureBlock Map(string folder, SweepPlan plan, SweepSummary summary, string name)
    {
        var (x, y) = (plan.Axes[0].Option, plan.Axes[1].Option);
        var rows = summary.Points.Select(point => (Varied: summary.VariedAt(point), summary.Of(point, name).Mean)).ToList();
        var table = new PlotTable(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), [x, y, name],
            [.. rows.Select(IReadOnlyList<string> (row) => [row.Varied[0].Value, row.Varied[1].Value, row.Mean?.ToString("R", CultureInfo.InvariantCulture) ?? ""])]);
        return new FigureBlock("parameter-heatmap", new ParameterHeatmapPlot().Draw(table, new PlotColumns(x, y, name)));
    }

    private static IEnumerable<string> Warnings(SweepPlan plan, SweepSummary summary)
    {
        if (summary.Runs < plan.Runs)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{plan.Runs - summary.Runs} of {plan.Runs} runs are not done yet.");
        }

        foreach (var failure in summary.Failures.Take(5))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Run {failure.Run} with seed {failure.Seed} failed: {failure.Failure}");
        }

        if (summary.Points.Skip(1).Any())
        {
            yield return "The best of many combinations looks better than it is: part of its lead is luck. Try it with seeds that were not part of the sweep.";
        }
    }

    private static TableBlock Table(SweepSummary summary, string name)
    {
        int[] points = [.. summary.Points.Take(MostPoints)];
        return new TableBlock(
            name, [name, "Runs", "Mean", "95% from", "to", "Deviation", "Least", "Median", "Most"],
            [
                .. points.Select(point => (Label: summary.LabelOf(point), S: summary.Of(point, name))).Select(IReadOnlyList<ReportCell> (row) =>
                [
                    row.Label.Length == 0 ? "all runs" : row.Label, new(Count(row.S.Count), row.S.Count), Cell(row.S.Mean), Cell(row.S.Low), Cell(row.S.High),
                    Cell(row.S.StandardDeviation), Cell(row.S.Min), Cell(row.S.Median), Cell(row.S.Max),
                ]),
            ])
        {
            Note = summary.Points.Count() > MostPoints ? $"The first {MostPoints} combinations; summary.json has all." : null,
        };
    }

    private static string Command(SweepPlan plan)
        => $"marketsim sweep {ShellText.Quote(plan.Scenario)} --seeds {ShellText.Quote(plan.Seeds)}"
            + string.Concat(plan.Settings.Select(setting => " --set " + ShellText.Quote($"{setting.Key}={setting.Value}")))
            + string.Concat(plan.Axes.Select(axis => " --vary " + ShellText.Quote($"{axis.Option}={string.Join(',', axis.Values)}")));
}
