using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class HistoryScenarioTests
{
    private const string Apple = "lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv";
    private const string AppleBook = "lobster/AAPL_2012-06-21_first999_orderbook_10.csv";
    private const string Amazon = "lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv";

    [Fact]
    public void LeftAloneADeepRecordingHappensAgainAsItDid()
    {
        var outcome = Replay(agents: "0", TestData.Require(Apple), TestData.Require(AppleBook));

        Assert.Equal(4_067, outcome.Executions);
        Assert.Equal(350_494, outcome.ExecutedLots);
        Assert.True(
            outcome.AsRecorded > 0.99 * outcome.Executions, $"{outcome.AsRecorded} of {outcome.Executions} as recorded");
        Assert.True(outcome.UnfilledLots < 50, $"{outcome.UnfilledLots} lots found nobody");
        Assert.Equal(0, outcome.AgentLots);
    }

    [Fact]
    public void LeftAloneARecordingOfTheBestLevelAloneIsFilledNearlyWhole()
    {
        var outcome = Replay(agents: "0", TestData.Require(Amazon));

        Assert.Equal(8_974, outcome.Executions);
        Assert.True(
            outcome.UnfilledLots < 0.003 * outcome.ExecutedLots,
            $"{outcome.UnfilledLots} of {outcome.ExecutedLots} lots found nobody");
        Assert.True(
            outcome.AsRecorded > 0.84 * outcome.Executions, $"{outcome.AsRecorded} of {outcome.Executions} as recorded");
    }

    [Fact]
    public void AmongAgentsEveryRecordedLotIsAccountedFor()
    {
        var outcome = Replay(agents: "0.5", TestData.Require(Apple), TestData.Require(AppleBook));

        Assert.True(outcome.AgentLots > 0 && outcome.TakenByAgentsLots > 0);
        Assert.Equal(outcome.Executions, outcome.AsRecorded + outcome.FilledDifferently + outcome.NotFilled);
        Assert.Equal(
            outcome.ExecutedLots,
            outcome.SameMakerLots + outcome.OtherRecordedLots + outcome.AgentLots + outcome.UnfilledLots);
    }

    private static HistoryOutcome Replay(string agents, params string[] files)
    {
        var scenario = ScenarioCatalog.Find("history");
        var options = new OptionSet(scenario.Options);
        options.Set("files", string.Join(Path.PathSeparator, files));
        options.Set("agents", agents);
        var simulation = new MarketSimulation(scenario.Create(options, seed: 1), seed: 1);
        simulation.Run();
        return simulation.Actors.OfType<HistoryReplay>().Single().Outcome;
    }
}
