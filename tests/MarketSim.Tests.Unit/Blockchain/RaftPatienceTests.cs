using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>When a node's patience begins anew: at a sign of life of its leader and at a vote that it gives, and at nothing else.
/// </summary>
/// <remarks>Source: Ongaro and Ousterhout (2014), figure 2, rules for followers.</remarks>
[Trait("Area", "consensus")]
public sealed class RaftPatienceTests
{
    private const int Timeout = 10;

    [Fact]
    public void ACandidateThatCannotWinDoesNotProlongPatience()
        => Assert.Equal(Timeout, TicksUntilCampaign(new VoteRequest(From: 2, To: 1, Term: 2, LastIndex: 0, LastTerm: 0, IsPre: false, IsTransfer: false)));

    [Fact]
    public void AVoteThatIsGivenDoes()
        => Assert.Equal(Timeout + 6, TicksUntilCampaign(new VoteRequest(From: 2, To: 1, Term: 2, LastIndex: 5, LastTerm: 1, IsPre: false, IsTransfer: false)));

    [Fact]
    public void ASignOfLifeDoes()
        => Assert.Equal(Timeout + 6, TicksUntilCampaign(new Heartbeat(From: 2, To: 1, Term: 2, Commit: 0, ReadRound: 0)));

    private static int TicksUntilCampaign(ConsensusMessage message)
    {
        var node = new RaftCore(
            1, new RaftOptions { FixedElectionTicks = Timeout, PreVote = false, CheckQuorum = false },
            new RaftRestored(new HardState(1, 0, 0), null, [new LogEntry(1, 1, LogEntryKind.Command, 0, 0, default)], ClusterConfiguration.Of(3)),
            new Rng(1, "timeouts"));
        for (var tick = 1; tick <= 100; tick++)
        {
            node.Tick();
            if (node.Role == ConsensusRole.Candidate)
            {
                return tick;
            }

            if (tick == 6)
            {
                node.Step(message);
            }
        }

        return 0;
    }
}
