using System.Globalization;
using MarketSim.Analysis;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>The report of a sweep of back-tests: its best settings, a map for each pair of them, and what the best of many is worth.</summary>
internal static class BacktestSweepReport
{
    private const int MostShown = 200;
    private const int MostPairs = 3;

    private static readonly string[] Mapped = ["sharpe", "total-return", "max-drawdown"];

    public static Report Of(string folder)
    {
        var table = BacktestGridTable.Read(folder);
        var sharpe = table.Numbers(table.Need("sharpe"));
        int[] order = [.. Enumerable.Range(0, table.Rows.Count).OrderByDescending(i => double.IsFinite(sharpe[i]) ? sharpe[i] : double.MinValue)];
        int[] settings = [.. Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].StartsWith("set.", StringComparison.Ordinal))];
        int[] varied = [.. settings.Where(i => table.Rows.Select(row => row[i]).Distinct(StringComparer.Ordinal).Skip(1).Any())];
        var plan = BacktestGridTable.Plan(folder);
        return new Report
        {
            Kind = "sweep",
            Title = $"Sweep of back-tests: {plan.Select(line => line.Split(' ', 2)).FirstOrDefault(parts => parts[0] == "strategy")?[^1] ?? table.Name}",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{table.Name} · {table.Rows.Count:#,0} combinations of {string.Join(", ", settings.Select(i => Short(table, i)))}"),
            Headlines = Headlines(table, order, settings, sharpe),
            Warnings = [.. Warnings(table, order, sharpe)],
            Sections =
            [
                .. varied.Length >= 2 ? [new ReportSection("By two settings", [.. Maps(table, varied)])
                {
                    Introduction = "Look for a plateau: one bright cell among dark ones is luck. What else varies is averaged.",
                }] : Array.Empty<ReportSection>(),
                new ReportSection("All combinations, the best by Sharpe ratio first", All(table, order)) { BeginsPage = true },
                new ReportSection("Settings", new FactsBlock(("Plan", [.. plan.Select(line => line.Split(' ', 2)).Select(p => new ReportFact(p[0], p.Length > 1 ? p[1] : ""))]))),
            ],
        };
    }

    private static List<ReportFact> Headlines(PlotTable table, int[] order, int[] settings, double[] sharpe)
    {
        var facts = new List<ReportFact> { new("Combinations", Count(table.Rows.Count)) { Number = table.Rows.Count } };
        if (order.Length > 0 && double.IsFinite(sharpe[order[0]]))
        {
            facts.Add(new ReportFact("Best Sharpe ratio", Number(sharpe[order[0]])) { Number = sharpe[order[0]] });
            facts.AddRange(settings.Select(i => new ReportFact($"with {Short(table, i)}", table.Rows[order[0]][i])));
            double[] known = [.. sharpe.Where(double.IsFinite).Order()];
            var median = (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
            facts.Add(new ReportFact("Median Sharpe ratio", Number(median)) { Number = median });
        }

        return facts;
    }

    // The best of trials without merit: those of one another's spread.
    private static IEnumerable<string> Warnings(PlotTable table, int[] order, double[] sharpe)
    {
        double[] known = [.. sharpe.Where(double.IsFinite)];
        if (known.Length >= 2 && SampleStatistics.Of(known).StandardDeviation is { } spread and > 0)
        {
            var luck = DeflatedSharpe.ExpectedHighest(known.Length, spread * spread);
            yield return $"The best of many looks better than it is: of {Count(known.Length)} independent trials without merit that differ as much, the best would show a Sharpe ratio of {Number(luck)}; the best here has {Number(sharpe[order[0]])}. 'marketsim walkforward' judges settings where they were not chosen.";
        }

        if (known.Length < table.Rows.Count)
        {
            yield return $"{Count(table.Rows.Count - known.Length)} of {Count(table.Rows.Count)} combinations have no Sharpe ratio: they did not trade, or their settings do not go together.";
        }
    }

    private static IEnumerable<ReportBlock> Maps(PlotTable table, int[] varied)
    {
        var pairs = varied.SelectMany((x, i) => varied.Skip(i + 1).Select(y => (X: x, Y: y))).Take(MostPairs);
        return pairs.SelectMany(pair => Mapped.Select(figure => new FigureBlock(
            "parameter-heatmap", new ParameterHeatmapPlot().Draw(table, new PlotColumns(table.Columns[pair.X], table.Columns[pair.Y], figure)))));
    }

    private static TableBlock All(PlotTable table, int[] order) => new(
        "combinations", [.. Enumerable.Range(0, table.Columns.Count).Select(i => Short(table, i))],
        [
            .. order.Take(MostShown).Select(IReadOnlyList<ReportCell> (row) => [.. Enumerable.Range(0, table.Columns.Count).Select(column => CellOf(table, row, column))]),
        ])
    {
        Note = order.Length > MostShown ? $"The first {MostShown} of {Count(order.Length)}; runs.csv has all." : null,
    };

    private static ReportCell CellOf(PlotTable table, int row, int column)
    {
        var number = table.Number(row, column);
        return !double.IsFinite(number) ? new ReportCell(table.Rows[row][column].Length == 0 ? None : table.Rows[row][column], double.NaN)
            : table.Columns[column] is "total-return" or "max-drawdown" ? PercentCell(number)
            : table.Columns[column].StartsWith("set.", StringComparison.Ordinal) ? new ReportCell(table.Rows[row][column], number) : Cell(number);
    }

    private static string Short(PlotTable table, int column)
        => table.Columns[column].StartsWith("set.", StringComparison.Ordinal) ? table.Columns[column][4..] : table.Columns[column];
}
