using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class RaftStaleCandidateTests
{
    // Figure 2 of the Raft paper: a receiver of a request for votes replies with its own term, "for candidate to update itself". Without it
    // a candidate that alone can win may stay terms behind for as long as others, who cannot, campaign as fast.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACandidateOfThePastLearnsOfTheNewerTerm(bool isPre)
    {
        var options = new RaftOptions { FixedElectionTicks = 10 };
        var node = new RaftCore(1, options, RaftRestored.Fresh(3) with { State = new HardState(7, 0, 0) }, new Rng(1, "timeouts"));
        node.Step(new VoteRequest(From: 2, To: 1, Term: 4, LastIndex: 9, LastTerm: 3, isPre, IsTransfer: false));
        var reply = Assert.IsType<VoteReply>(Assert.Single(node.TakeReady().Messages));
        Assert.Equal((7L, isPre, false), (reply.Term, reply.IsPre, reply.IsGranted));

        var candidate = new RaftCore(2, options, RaftRestored.Fresh(3) with { State = new HardState(4, 2, 0) }, new Rng(2, "timeouts"));
        candidate.Step(reply);
        Assert.Equal((7L, ConsensusRole.Follower), (candidate.Term, candidate.Role));
    }
}
