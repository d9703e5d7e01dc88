using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class ConsensusEventFileTests
{
    [Fact]
    public void EveryFieldOfAnEventComesBack()
    {
        var random = new Rng(1, "consensus-events");
        ConsensusEvent[] events =
        [
            .. Enumerable.Range(0, 500).Select(_ => new ConsensusEvent
            {
                Time = new SimTime(random.Below(long.MaxValue)),
                Kind = (ConsensusEventKind)(1 + random.Below(22)),
                Node = (int)random.Below(9),
                Peer = (int)random.Below(9),
                Role = (ConsensusRole)random.Below(6),
                Message = (ConsensusMessageKind)random.Below(17),
                Term = random.Below(1_000_000),
                Index = random.Below(1_000_000_000),
                Count = random.Below(long.MaxValue),
                Id = random.NextBits(),
                Flags = (byte)random.Below(256),
            }),
        ];
        var text = new StringWriter();
        ConsensusEventFile.Write(text, events);

        var read = ConsensusEventFile.Read(new StringReader(text.ToString()), "events");

        Assert.Equal(events, read);
    }

    [Theory]
    [InlineData("{\"t\":1}")]
    [InlineData("{\"t\":1,\"kind\":\"crash\"}")]
    [InlineData("{\"t\":1,\"kind\":\"crashed\",\"nodes\":1}")]
    [InlineData("{\"t\":1,\"kind\":\"crashed\",\"node\":1")]
    [InlineData("{\"t\":1,\"kind\":\"crashed\",\"node\":99999999999}")]
    [InlineData("[1]")]
    [InlineData("crashed")]
    public void ALineThatIsNoEventIsNamedWithWhatWouldHaveBeen(string line)
    {
        var problem = Assert.Throws<DataFormatException>(
            () => ConsensusEventFile.Read(new StringReader("\n" + line), "history"));

        Assert.StartsWith("history, line 2: found '", problem.Message, StringComparison.Ordinal);
        Assert.Contains("roleChanged", problem.Message, StringComparison.Ordinal);
    }
}
