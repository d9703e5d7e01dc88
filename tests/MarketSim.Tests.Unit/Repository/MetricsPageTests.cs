using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

/// <summary>What the page of metrics says is what the program computes.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public void ThePageHasARowForEachMetricAndNoOther()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs/concepts/metrics.md")).ReplaceLineEndings("\n");
        var rows = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        string[] expected =
        [
            .. PerformanceCatalog.All.Select(m => $"| `{m.Name}` | {m.Title} | {Cell(m.Formula)} | {Cell(m.Undefined)} | {Cell(m.Source)} |"),
            .. TradeMetric.All.Select(m => $"| `{m.Name}` | {m.Title} | {Cell(m.Formula)} |"),
            .. BacktestMetric.All.Select(m => $"| `{m.Name}` | {m.Title} | {Cell(m.Formula)} | {Cell(m.Undefined)} |"),
        ];
        var missing = expected.Except(rows).ToList();
        Assert.True(missing.Count == 0, "docs/concepts/metrics.md needs these rows:\n" + string.Join('\n', missing));
        Assert.Empty(rows.Except(expected));
    }

    // A bar would end the cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
