using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class SweepCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AKilledSweepGoesOnWhereItWasAndComesToTheSameAsAnUnbrokenOne()
    {
        string[] asked = ["sweep", "--seeds", "1..24", "--set", "duration=10min", "--no-plots", "--json"];
        using (var process = Marketsim.Start(_folder.Path, [.. asked, "--out", "killed"]))
        {
            SpinWait.SpinUntil(() => Lines("killed") >= 3 || process.HasExited, TimeSpan.FromSeconds(60));
            process.Kill();
            process.WaitForExit();
        }

        var before = Lines("killed");
        Assert.InRange(before, 1, 24);
        using var resumed = Marketsim.Start(_folder.Path, "sweep", "--resume", "killed", "--no-plots", "--json");
        var outcome = Marketsim.Finish(resumed);
        Assert.Equal(0, outcome.Code);
        using var whole = Marketsim.Start(_folder.Path, [.. asked, "--out", "whole", "--jobs", "1"]);
        Assert.Equal(outcome.Output, Marketsim.Finish(whole).Output);

        Assert.Equal(24, Lines("killed"));
        Assert.Equal(Rows("whole"), Rows("killed"));
        Assert.True(File.Exists(Path.Combine(_folder["killed"], "runs.parquet")));
        Assert.Equal(24, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("runs").GetInt32());
    }

    [Fact]
    public void VariedOptionsGiveAPointEachAndAPicture()
    {
        using var process = Marketsim.Start(
            _folder.Path, "sweep", "--seeds", "1..3", "--set", "duration=30s", "--vary", "market-makers=1,3", "--out", "s", "--show", "ALPHA.*");
        var outcome = Marketsim.Finish(process);

        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        Assert.Contains("market-makers=1", outcome.Output);
        Assert.Contains("market-makers=3", outcome.Output);
        Assert.DoesNotContain("BETA.trades", outcome.Output);
        Assert.True(File.Exists(Path.Combine(_folder["s"], "plots", "sweep.png")));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder["s"], "summary.json")));
        Assert.Equal(2, summary.RootElement.GetProperty("points").GetArrayLength());
    }

    private string[] Rows(string name)
        => [.. File.ReadAllLines(Path.Combine(_folder[name], "runs.ndjson")).Order(StringComparer.Ordinal)];

    private int Lines(string name)
    {
        var file = Path.Combine(_folder[name], "runs.ndjson");
        if (!File.Exists(file))
        {
            return 0;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}
