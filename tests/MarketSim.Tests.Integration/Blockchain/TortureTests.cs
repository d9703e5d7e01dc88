using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

/// <summary>Processes that are killed while clients trade: <c>marketsim cluster torture</c>, small here, at full size by night.</summary>
[Trait("Area", "consensus")]
public sealed class TortureTests
{
    [Fact]
    public void NoAcknowledgedTradeIsLostOrDoubledHoweverProcessesAreKilled()
    {
        using var folder = new TemporaryFolder();
        var verdict = ClusterTortureCommand.Run(
            new Screen(TextWriter.Null, TextWriter.Null), folder["cluster"], Effort.Cases(4, nightly: 100), Effort.Cases(2, nightly: 50),
            leaders: Effort.Cases(2, nightly: 100), writers: 16, seed: 7);

        Assert.True(verdict.IsSafe, verdict.ToString());
        Assert.True(verdict.Acknowledged > 500, verdict.ToString());
        Assert.Equal(Effort.Cases(2, nightly: 100), verdict.OutagesMs.Count);
        Assert.True(verdict.Served >= 0.95 * verdict.OutagesMs.Count || verdict.OutagesMs.Count < 20, verdict.ToString());
        Assert.True(verdict.Timely >= 0.95 * verdict.FailOversMs.Count || verdict.FailOversMs.Count < 20, verdict.ToString());
    }
}
