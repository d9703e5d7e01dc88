namespace MarketSim.Tests.Integration;

/// <summary>Bad input gives one sentence that says what would have been accepted, exit code 2, and nothing
/// half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Did you mean 'run'?", "rnu")]
    [InlineData("Did you mean '--seed'?", "run", "--sede", "3")]
    [InlineData("Did you mean 'default-day'?", "run", "defaultday")]
    [InlineData("Did you mean 'duration'?", "run", "--set", "duratoin=5s")]
    [InlineData("accepted is a duration such as 250ms, 10s, 30min or 6.5h", "run", "--set", "duration=5")]
    [InlineData("accepted is name=value", "run", "--set", "duration")]
    [InlineData("accepted is a whole number from 0 to", "run", "--seed", "-1")]
    [InlineData("accepted is max, or a multiple of real time", "run", "--speed", "fast")]
    [InlineData("There is no configuration file", "run", "--config", "none.yaml")]
    [InlineData("There is no file 'none.csv'", "run", "--history", "none.csv")]
    [InlineData("needs recorded files", "run", "history")]
    [InlineData("replays no recording", "run", "default-day", "--history", "{tape}")]
    [InlineData("There is no folder", "replay", "nowhere")]
    [InlineData("holds no run", "replay", "{folder}")]
    [InlineData("There is no folder", "plot", "nowhere", "price")]
    [InlineData("There is no file", "match", "none.csv", "--out", "{folder}/m")]
    [InlineData("line 2", "match", "{tape}", "--out", "{folder}/m")]
    [InlineData("Option '--out' is required", "match", "{tape}")]
    [InlineData("There is no file", "data", "check", "none.csv")]
    [InlineData("LOBSTER", "data", "check", "{tape}")]
    [InlineData("accepted is a file ending in .csv or .parquet", "data", "convert", "{tape}", "{folder}/out.txt")]
    [InlineData("is a file; a folder for the results was expected", "match", "{tape}", "--out", "{tape}")]
    [InlineData("Must be one of: 'fast', 'plain'.", "match", "{tape}", "--out", "{folder}/m", "--book", "slow")]
    [InlineData("There is no folder", "data", "convert", "{tape}", "{folder}/none/out.csv")]
    [InlineData("There is no file", "bench", "match", "none.bin")]
    [InlineData("accepted is a whole number of at least", "bench", "sim", "--rounds", "0")]
    [InlineData("needs one of match, sim", "bench")]
    [InlineData("Unknown scenario 'nothing'", "list", "options", "nothing")]
    public void IsExplained(string expected, params string[] arguments)
    {
        var tape = _folder.Write(
            "tape.csv",
            "seq,command,order_id,side,price_ticks,quantity,type,display_quantity\n1,NEW,x,BUY,100,10,DAY,\n");
        var outcome = Marketsim.Run(
            [.. arguments.Select(a => a.Replace("{tape}", tape).Replace("{folder}", _folder.Path))]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
        Assert.Equal("", outcome.Output);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.Equal(["tape.csv"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("sed: 4", "line 1, column 1: Unknown key 'sed'. Did you mean 'seed'?")]
    [InlineData("seed: 4\nset:\n  duratoin: 5s", "line 3, column 3: Unknown option 'duratoin'. Did you mean 'duration'?")]
    [InlineData("set:\n  market-makers: many", "line 2, column 18: Option 'market-makers' was 'many'")]
    [InlineData("scenario: day", "line 1, column 11: Unknown scenario 'day'")]
    [InlineData("seed: [1, 2]", "line 1, column 7: a single value was expected")]
    [InlineData("seed: 4\n  set: x", "line 2")]
    [InlineData("- seed", "line 1, column 1: a map with the keys")]
    public void InAConfigurationFileIsPlacedByLineAndColumn(string yaml, string expected)
    {
        var outcome = Marketsim.Run("run", "--config", _folder.Write("c.yaml", yaml), "--out", _folder["a"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Error);
        Assert.False(Directory.Exists(_folder["a"]));
    }

    [Fact]
    public void AFolderThatIsNotEmptyIsLeftAlone()
    {
        _folder.Write("notes.txt", "mine");

        var outcome = Marketsim.Run("run", "--out", _folder.Path, "--set", "duration=1s", "--force");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("is not empty and holds no run", outcome.Error);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }
}
