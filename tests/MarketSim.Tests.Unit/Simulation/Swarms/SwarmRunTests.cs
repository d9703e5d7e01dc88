using MarketSim.Blockchain;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class SwarmRunTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void NothingIsLostDoubledOrStuckWhateverFails(int nodes)
    {
        var seeds = (ulong)Effort.Cases(ordinary: 200, nightly: 10_000);
        var acknowledged = 0L;
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            var result = new SwarmRun(seed, nodes).Run();
            Assert.True(
                result.Violation is null,
                $"{result.Violation?.Property}: {result.Violation?.Sentence} Replay: marketsim raft fuzz --seeds {seed} --nodes {nodes} --trace out.ndjson");
            acknowledged += result.Acknowledged;
        }

        Assert.True(acknowledged > 50 * (long)seeds, $"Only {acknowledged} commands became final in {seeds} runs.");
    }

    [Fact]
    public void ASeedAlwaysGivesTheSameRun()
    {
        var first = new SwarmRun(42, 5).Run();
        var second = new SwarmRun(42, 5).Run();
        Assert.Equal(first.History, second.History);
        Assert.Equal((first.Events, first.Terms, first.Faults), (second.Events, second.Terms, second.Faults));
        Assert.NotEmpty(first.History);
    }

    // The tenth, commit-past-checked-prefix, survives swarms; RaftCommitTests has a story for it.
    [Theory]
    [InlineData(RaftFlaw.NoTermCheckOnCommit)]
    [InlineData(RaftFlaw.VoteTwice)]
    [InlineData(RaftFlaw.NoUpToDateCheck)]
    [InlineData(RaftFlaw.AcknowledgeBeforeSync)]
    [InlineData(RaftFlaw.ApplyBeforeCommit)]
    [InlineData(RaftFlaw.SkipSessionTable)]
    [InlineData(RaftFlaw.IgnoreJointMajority)]
    [InlineData(RaftFlaw.TermAndVoteNotAtomic)]
    [InlineData(RaftFlaw.TruncateOnAnyAppend)]
    [InlineData(RaftFlaw.ReadWithoutQuorum)]
    [InlineData(RaftFlaw.LeaseTooLong)]
    public void AFlawIsCaughtWithinAThousandSeeds(RaftFlaw flaw)
    {
        for (ulong seed = 1; seed <= 1_000; seed++)
        {
            var result = new SwarmRun(seed, 3, flaw).Run();
            if (result.Violation is { } violation)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{flaw}: seed {seed}: {violation.Property}: {violation.Sentence}");
                return;
            }
        }

        Assert.Fail($"1,000 seeds did not show {flaw}.");
    }
}
