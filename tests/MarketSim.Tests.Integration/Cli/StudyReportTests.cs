using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class StudyReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-study").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheReportOfAPairClimbsTheLadderUntilNothingIsLeft()
    {
        var (page, json) = (Path.Combine(_folder, "pairs.md"), Path.Combine(_folder, "pairs.json"));
        Assert.Equal(0, Marketsim.Run("study", "pairs", "--report", page).Code);
        Marketsim.Run("study", "pairs", "--report", json);
        var text = File.ReadAllText(page);
        Assert.Contains("Where the edge goes", text);
        Assert.Contains("Where it was fitted, and afterwards", text);
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal("study", report.RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public void OfTheRealPairItsEdgeIsGoneAfterCosts()
    {
        var data = Environment.GetEnvironmentVariable("MARKETSIM_DATA");
        var folder = data is null ? null : Path.Combine(data, "lean", "equity", "usa", "daily");
        Assert.SkipUnless(folder is not null && Directory.Exists(folder), "MARKETSIM_DATA names no folder with daily bars of GOOGL and GOOG.");
        var page = Path.Combine(_folder, "pairs.html");
        Marketsim.Run("study", "pairs", "--data", folder!, "--report", page);
        var text = File.ReadAllText(page);
        Assert.Contains("The edge is gone after costs", text);
        foreach (var known in (string[])["+0.104", "−0.032", "+0.094", "+0.075", "+0.003", "−0.088"])
        {
            Assert.Contains(known, text);
        }
    }

    [Fact]
    public void AnEndingThatNoReportHasIsRefused()
        => Assert.Contains("accepted is a file that ends in .html, .md or .json", Marketsim.Run("study", "pairs", "--report", "x.pdf").Error);
}
