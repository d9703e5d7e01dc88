using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class ConsensusRecorderTests
{
    [Fact]
    public void BeyondItsLimitOnlyWhatIsRareIsKept()
    {
        var recorder = new ConsensusRecorder(most: 2);
        foreach (var kind in (ConsensusEventKind[])
            [ConsensusEventKind.Sent, ConsensusEventKind.Received, ConsensusEventKind.Sent, ConsensusEventKind.Crashed, ConsensusEventKind.Lost])
        {
            recorder.Observe(new ConsensusEvent { Kind = kind });
        }

        Assert.Equal(
            [ConsensusEventKind.Sent, ConsensusEventKind.Received, ConsensusEventKind.Crashed], recorder.Events.Select(e => e.Kind));
        Assert.Equal(2, recorder.LeftOut);
    }
}
