using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class RaftCommitTests
{
    [Fact]
    public void AFollowerCommitsOnlyWhatItHasComparedWithTheLeader()
        => Assert.Equal(2, CommitAfterOneComparedEntry(RaftFlaw.None));

    // The story that catches "commit past the checked prefix": entries 3 and 4 here are of a leader of the past.
    [Fact]
    public void AFollowerThatTrustsTheLeadersCommitIndexCommitsWhatNobodyElseHas()
        => Assert.Equal(4, CommitAfterOneComparedEntry(RaftFlaw.CommitPastCheckedPrefix));

    private static long CommitAfterOneComparedEntry(RaftFlaw flaw)
    {
        LogEntry[] log = [Entry(1, 1), Entry(1, 2), Entry(2, 3), Entry(2, 4)];
        var node = new RaftCore(
            1, new RaftOptions { Flaw = flaw }, new RaftRestored(new HardState(2, 0, 0), null, log, ClusterConfiguration.Of(3)),
            new Rng(1, "timeouts"));
        node.Step(new AppendRequest(From: 2, To: 1, Term: 3, PreviousIndex: 1, PreviousTerm: 1, [Entry(1, 2)], Commit: 4));
        return node.Commit;
    }

    private static LogEntry Entry(long term, long index) => new(term, index, LogEntryKind.Command, 0, 0, default);
}
