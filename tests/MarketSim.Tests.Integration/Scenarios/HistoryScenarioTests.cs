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

    [Fact]
    public void ASpreadThatTradesBelowZeroHappensAgainAsItDidAndIsNotForAgents()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "spread.csv",
            """
            ts_event,action,side,price,size,order_id,flags
            1703462400000000000,A,B,-0.05,4,1,128
            1703462401000000000,A,A,-0.02,5,2,128
            1703462402000000000,A,A,0.01,5,3,128
            1703462403000000000,T,B,-0.02,5,0,0
            1703462403000000000,F,A,-0.02,5,2,0
            1703462403000000000,C,A,-0.02,5,2,128
            1703462404000000000,T,A,-0.05,3,0,0
            1703462404000000000,F,B,-0.05,3,1,0
            1703462404000000000,C,B,-0.05,3,1,128
            """);

        var outcome = Replay(agents: "0", file);

        Assert.Equal((2, 8, 2, 0), (outcome.Executions, outcome.ExecutedLots, outcome.AsRecorded, outcome.Rejected));
        Assert.Contains("--set agents=0", Assert.Throws<ArgumentException>(() => Replay(agents: "1", file)).Message);
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
