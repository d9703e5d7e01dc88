using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class FactsCommandTests : IDisposable
{
    private static readonly string[] Short = ["--set", "duration=12min"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunGivesAnArrayOfTwentyFourFactsAndAPicture()
    {
        Run("a", seed: 3);
        var facts = Json(Marketsim.Run("facts", _folder["a"], "--json", "--pairs", "2"));

        Assert.Equal(Enumerable.Range(1, 24), facts.EnumerateArray().Select(fact => fact.GetProperty("id").GetInt32()));
        Assert.All(facts.EnumerateArray(), fact =>
        {
            var (value, pass) = (fact.GetProperty("value"), fact.GetProperty("pass"));
            Assert.NotEmpty(fact.GetProperty("name").GetString()!);
            Assert.Equal(value.ValueKind == JsonValueKind.Null, pass.ValueKind == JsonValueKind.Null);
            Assert.True(value.ValueKind == JsonValueKind.Number || fact.GetProperty("remark").GetString()!.Length > 0);
        });
        Assert.Equal(JsonValueKind.Number, facts[21].GetProperty("value").ValueKind);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(_folder["a"], "plots", "facts.png"))[..4]);
    }

    [Fact]
    public void SeedsSimulatedForTheFactsGiveWhatTheirFoldersGive()
    {
        Run("3", seed: 3);
        Run("4", seed: 4);
        var folders = Json(Marketsim.Run("facts", _folder["3"], _folder["4"], "--json", "--pairs", "1"));
        var memory = Json(Marketsim.Run(["facts", "--seeds", "3..4", .. Short, "--json", "--pairs", "1"]));

        Assert.Equal([_folder["3"], _folder["4"]], folders.EnumerateObject().Select(run => run.Name));
        Assert.Equal(["default-day seed 3", "default-day seed 4"], memory.EnumerateObject().Select(run => run.Name));
        Assert.Equal(
            folders.EnumerateObject().Select(run => run.Value.GetRawText()), memory.EnumerateObject().Select(run => run.Value.GetRawText()));
    }

    [Fact]
    public void OneRunIsATableOfFactsAndSeveralAreATableOfHowOftenTheyPass()
    {
        var one = Marketsim.Run(["facts", "--seeds", "5", .. Short, "--pairs", "0"]);
        Assert.Equal(("", 0), (one.Error, one.Code));
        Assert.Contains("verdict", one.Output);
        Assert.Contains("22: needs paired runs, and none were asked for", one.Output);

        var several = Marketsim.Run(
            ["facts", "--seeds", "5,6", .. Short, "--pairs", "0", "--plot", _folder["facts.svg"], "--theme", "dark"]);
        Assert.Equal(("", 0), (several.Error, several.Code));
        Assert.Contains("fails in", several.Output);
        Assert.Contains("2 runs:", several.Output);
        Assert.Contains("<svg", File.ReadAllText(_folder["facts.svg"]));
    }

    [Fact]
    public void ARecordingIsMeasuredLikeARun()
    {
        TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_orderbook_1.csv");
        var facts = Json(Marketsim.Run(
            "facts", TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv"), "--json"));

        Assert.Equal(0.3402626911, facts[18].GetProperty("value").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, facts[21].GetProperty("pass").ValueKind);
    }

    [Fact]
    public void TheFeedThatARunPublishesGivesTheFactsOfTheRun()
    {
        Run("a", seed: 8);
        Assert.Equal(0, Marketsim.Run("export", _folder["a"], _folder["a.itch"], "--format", "itch").Code);
        var run = Json(Marketsim.Run("facts", _folder["a"], "--json", "--pairs", "0", "--no-plot"));
        var feed = Json(Marketsim.Run("facts", _folder["a.itch"], "--instrument", "ALPHA", "--json"));

        // Signs, gaps, sizes and impacts of trades, trades per add, placement: all that does not depend on when the minutes begin.
        Assert.All((int[])[8, 9, 11, 15, 17, 18, 21], id => Assert.Equal(
            run[id - 1].GetProperty("value").GetDouble(), feed[id - 1].GetProperty("value").GetDouble(), 9));
        Assert.Equal(run[13].GetProperty("value").GetDouble(), feed[13].GetProperty("value").GetDouble(), 0.02);
    }

    [Theory]
    [InlineData("Name folders of runs or recordings")]
    [InlineData("There is no run folder and no recording 'nothing-there'", "nothing-there")]
    [InlineData("Seeds were '5..2'", "--seeds", "5..2")]
    [InlineData("Seeds were 'many'", "--seeds", "many")]
    [InlineData("Unknown scenario 'defalt-day'", "--seeds", "1", "--scenario", "defalt-day")]
    [InlineData("Unknown option 'durations'", "--seeds", "1", "--set", "durations=1h")]
    [InlineData("Known: ALPHA", "--seeds", "1", "--set", "duration=1min", "--instrument", "GAMMA")]
    [InlineData("--pairs was -1", "--seeds", "1", "--pairs", "-1")]
    [InlineData("accepted is a file ending in .png or .svg", "--seeds", "1", "--plot", "facts.gif")]
    [InlineData("Unknown theme 'pink'", "--seeds", "1", "--theme", "pink")]
    [InlineData("--seeds simulates anew", "somewhere", "--seeds", "1")]
    [InlineData("go with --seeds", "somewhere", "--set", "duration=1min")]
    public void WhatCannotBeMeasuredIsExplained(string expected, params string[] arguments)
    {
        var outcome = Marketsim.Run(["facts", .. arguments]);

        Assert.Equal(2, outcome.Code);
        Assert.Equal("", outcome.Output);
        Assert.Contains(expected, outcome.Error);
    }

    private void Run(string name, int seed) => Assert.Equal(
        0, Marketsim.Run(["run", "--out", _folder[name], "--seed", $"{seed}", .. Short, "--no-plots"]).Code);

    private static JsonElement Json(Marketsim.Outcome outcome)
    {
        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
