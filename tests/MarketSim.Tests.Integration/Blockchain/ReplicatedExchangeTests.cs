using MarketSim.Analysis;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

[Trait("Area", "consensus")]
public sealed class ReplicatedExchangeTests
{
    private static readonly SimTime End = SimTime.FromSeconds(3);

    [Fact]
    public void TheDefaultMarketIsReplicatedAndAllCopiesAgree()
    {
        var simulation = new MarketSimulation(SimTime.Zero, End);
        simulation.RunUntil(End);

        var raft = simulation.Raft!;
        Assert.True(raft.FinalCount > 100);
        Assert.Null(raft.Disagreement());
        Assert.Equal(5, raft.Copies.Count);
        Assert.All(raft.Copies, copy => copy.Ledger.VerifyConservation());
    }

    [Theory]
    [InlineData("at 250ms crash leader")]
    [InlineData("at 250ms crash leader; at 600ms partition 1,2 | 3,4,5; at 900ms heal; at 1s restart all")]
    [InlineData("at 0s loss 10%; at 0s duplicate 10%; at 0s jitter 5ms; at 500ms isolate leader; at 1s heal; at 1500ms loss 0%")]
    [InlineData("at 300ms stall leader for 400ms; at 0s slow-disk 2 20ms; at 1s flap 1,2 | 3 every 60ms until 2s")]
    public void NoCommandIsLostOrDoubledWhateverFails(string faults)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var simulation = new MarketSimulation(SimTime.Zero, End, seed, faults);
            simulation.RunUntil(End);
            var raft = simulation.Raft!;

            Assert.True(raft.Disagreement() is null, $"Seed {seed}: {raft.Disagreement()}");
            Assert.True(raft.FinalCount > 100 && raft.WaitingCount < 20, $"Seed {seed}: {raft.FinalCount} final, {raft.WaitingCount} waiting.");
            Assert.Equal(0, ConsensusHistory.Of(raft.Events).LostCount);

            // The venue executed what every copy executed, in the same order, each once.
            var copy = raft.Cluster.Nodes.Select((n, i) => (n.IsUp, raft.Copies[i].EventCount, Hash: raft.Copies[i].ComputeHash()))
                .Where(c => c.IsUp).MaxBy(c => c.EventCount);
            Assert.True(copy.EventCount >= simulation.Exchange.EventCount, $"Seed {seed}: the venue is ahead of every copy.");
            if (copy.EventCount == simulation.Exchange.EventCount)
            {
                Assert.Equal(simulation.Exchange.ComputeHash(), copy.Hash);
            }

            var output = simulation.Close();
            Assert.True(IsReplayedAlike(output), $"Seed {seed}: the commands, replayed, give another run.");
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameEvents()
    {
        const string Faults = "at 250ms crash leader; at 0s loss 5%; at 700ms restart all";
        IReadOnlyList<ConsensusEvent> Run()
        {
            var simulation = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(1), 3, Faults);
            simulation.Run();
            return simulation.Raft!.Events;
        }

        Assert.Equal(Run(), Run());
    }

    [Theory]
    [InlineData("3")]
    [InlineData("5")]
    public void AfterACrashOfTheLeaderServiceIsBackWithinTwoElectionTimeouts(string nodes)
    {
        var values = new OptionSet(ReplicationSettings.Specs);
        values.Set("nodes", nodes);
        values.Set("link", "5ms");
        values.Set("faults", "at 250ms crash leader");
        var scenario = ScenarioCatalog.Find("default-day");
        var back = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var world = scenario.Create(new OptionSet(scenario.Options), seed);
            world.Duration = SimDuration.FromSeconds(2L);
            world.Replication = ReplicationSettings.From(values);
            var simulation = new MarketSimulation(world, seed);
            simulation.RunUntil(SimTime.FromSeconds(2));

            // 150 to 300 ms is a timeout here, so two of the longest are 600 ms.
            var gap = ConsensusHistory.Of(simulation.Raft!.Events).Reigns.First(r => r.Leader == 0 && r.From >= SimTime.FromMilliseconds(250));
            back += gap.To < SimTime.FromSeconds(2) && gap.Milliseconds <= 600 ? 1 : 0;
        }

        Assert.True(back >= 95, $"In {back} of 100 crashes.");
    }

    [Fact]
    public void AMinorityAcknowledgesNothing()
    {
        var simulation = new MarketSimulation(SimTime.Zero, End, 1, "at 500ms crash 1; at 500ms crash 2; at 500ms crash 3");
        simulation.RunUntil(End);

        Assert.DoesNotContain(
            simulation.Raft!.Events, e => e.Kind == ConsensusEventKind.Acknowledged && e.Time > SimTime.FromMilliseconds(520));
        Assert.True(simulation.Raft.WaitingCount > 0);
    }

    [Fact]
    public void AChainThatBearsALiarFitsTheSamePlace()
    {
        var values = new OptionSet(ReplicationSettings.Specs);
        values.Set("protocol", "streamlet");
        values.Set("nodes", "4");
        values.Set("liar", "4");
        values.Set("retry-after", "500ms");
        var scenario = ScenarioCatalog.Find("default-day");
        var world = scenario.Create(new OptionSet(scenario.Options), 1);
        world.Duration = SimDuration.FromSeconds(3L);
        world.Replication = ReplicationSettings.From(values);
        var simulation = new MarketSimulation(world, 1);
        simulation.RunUntil(End);

        Assert.True(simulation.Raft!.FinalCount > 50, $"{simulation.Raft.FinalCount} commands became final.");
        Assert.Null(simulation.Raft.Disagreement());
        Assert.True(FigureRenderer.ToPng(RaftTimeline.Plot(simulation.Raft.Events)).Length > 10_000);
    }

    private static bool IsReplayedAlike(RunOutput output)
    {
        var result = output.Save(Path.Combine(Directory.CreateTempSubdirectory("replicated").FullName, "run"));
        return CommandReplay.Run(result, progress: null).IsSame;
    }
}
