using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class RaftCrashStudyTests
{
    private static readonly SimTime Fault = SimTime.FromMilliseconds(520);
    private static readonly SimTime Mended = SimTime.FromMilliseconds(1_320);
    private const string Crash = "at 520ms crash leader; at 1320ms restart all";

    [Fact]
    public void NothingIsLostOrDoubledWhenTheLeaderCrashes()
    {
        var run = CrashedMarket.Run(5, Crash, Fault, Mended, seed: 7);
        Assert.Equal((0, 0L, true, 1, 0), (run.Missing, run.Doubled, run.TapesAgree, run.MostLeadersOfATerm, run.AcknowledgedVanished));
        Assert.True(run is { Acknowledged: > 1_000, Retries: > 0, Trades: > 50 }, $"{run}");
        Assert.InRange(run.Election.Served!.Value, 150, 600);
    }

    [Fact]
    public void AnOrderThatIsExecutedTwiceIsNoticed()
        => Assert.True(CrashedMarket.Run(5, Crash, Fault, Mended, 7, RaftFlaw.SkipSessionTable, []).Doubled > 0);

    [Fact]
    public void ALeaderThatIsCutOffLosesItsUnacknowledgedTailAndNothingElse()
    {
        var run = CrashedMarket.Run(5, "at 520ms partition 1,2 | 3,4,5; at 1320ms heal", Fault, Mended, 7, 1, 2);
        Assert.True(run.Vanished > 0);
        Assert.Equal((0, 0, 0), (run.AcknowledgedVanished, run.BySilenced, run.Missing));
    }

    // Section 9.3 of the Raft paper: "elections consistently took longer than 10 seconds in our tests due to many split votes".
    [Fact]
    public void WithoutRandomnessNobodyEverLeads()
        => Assert.True(new ElectionTrial { Spread = SimDuration.Zero, Limit = SimDuration.FromSeconds(2L) }.Run(seed: 1).Milliseconds > 1_900);

    [Fact]
    public void AnElectionTrialFollowsFromItsSeed()
        => Assert.Equal(new ElectionTrial().Run(seed: 3), new ElectionTrial().Run(seed: 3));
}
