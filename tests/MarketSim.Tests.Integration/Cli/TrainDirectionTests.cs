using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class TrainDirectionTests : IDisposable
{
    private const string Apple = "lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheDefaultDayCanBeForetoldBetterThanByGuessingAndTheModelTrades()
    {
        var file = _folder["model.zip"];
        var result = Marketsim.Run(
            "train", "direction", "default-day", "--seeds", "901..902", "--set", "duration=2h", "--folds", "3", "--out", file, "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var folds = document.RootElement.GetProperty("folds").EnumerateArray().ToList();
        Assert.Equal(3, folds.Count);
        foreach (var fold in folds)
        {
            double Of(string model, string figure) => fold.GetProperty(model).GetProperty(figure).GetDouble();
            Assert.True(Of("batch", "auc") >= 0.55, result.Output);
            Assert.True(Of("online", "auc") >= 0.55, result.Output);
            Assert.True(Of("batch", "accuracy") > Of("naive", "accuracy"), result.Output);
        }

        var run = Marketsim.Run(
            "run", "default-day", "--set", "duration=5min", "--strategy", $"batch-direction,model={file}", "--out", _folder["run"], "--no-plots", "--json");
        Assert.Equal(0, run.Code);
        using var summary = JsonDocument.Parse(run.Output);
        Assert.True(summary.RootElement.GetProperty("agentTypes").EnumerateArray().Last().GetProperty("orders").GetInt32() > 0);
    }

    [Fact]
    public void ARunsFolderAndItsScenarioTeachTheSame()
    {
        Assert.Equal(0, Marketsim.Run("run", "default-day", "--seed", "5", "--set", "duration=30min", "--out", _folder["run"], "--no-plots").Code);
        var (first, second) = (_folder["a.zip"], _folder["b.zip"]);
        Assert.Equal(0, Marketsim.Run("train", "direction", _folder["run"], "--out", first).Code);
        Assert.Equal(0, Marketsim.Run("train", "direction", "default-day", "--seeds", "5", "--set", "duration=30min", "--out", second).Code);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void ARecordingTeachesAsWell()
    {
        var result = Marketsim.Run("train", "direction", TestData.Require(Apple), "--folds", "2", "--out", _folder["apple.zip"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("of 1 sessions", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["apple.zip"]));
    }

    [Theory]
    [InlineData("There is no run folder and no recording 'no-such-day'", "no-such-day", "no-other-day")]
    [InlineData("Unknown scenario 'no-such-day'", "no-such-day")]
    [InlineData("500 are needed", "default-day", "--seeds", "1", "--set", "duration=1min")]
    [InlineData("--interval was '1500ms'; accepted are whole seconds", "default-day", "--interval", "1500ms")]
    [InlineData("--horizon was 0; accepted is a whole number from 1", "default-day", "--horizon", "0")]
    public void WhatCannotTeachIsRefusedAndNothingIsWritten(string sentence, params string[] arguments)
    {
        var file = _folder["model.zip"];
        var result = Marketsim.Run(["train", "direction", .. arguments, "--out", file]);
        Assert.Equal(2, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
