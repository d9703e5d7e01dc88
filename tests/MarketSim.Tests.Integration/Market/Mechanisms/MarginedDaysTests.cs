using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Tests;

namespace MarketSim.Tests.Integration;

public sealed class MarginedDaysTests(ITestOutputHelper output)
{
    private static readonly string[] MustHappen =
    [
        "Variation", "Funding", "RealisedProfit", "AccruedInterest", "Coupon", "Redemption", "ContractsClosed", "LossWrittenOff",
        "Insurance", "MarginCalled", "MarginCallMet", "LiquidationStarted", "LiquidationEnded", "AutoDeleveraged", "ContractExpired",
    ];

    /// <summary>Futures, perpetuals and bonds over days of jumping prices: every unit that moves is told by an event, contracts that
    /// are long are short elsewhere, and what is set aside is what positions and orders need.</summary>
    [Fact]
    public void NothingIsCreatedOrLostOnDaysOfFuturesPerpetualsAndBonds()
    {
        var given = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var seed);
        var (first, seeds) = given ? (seed, 1UL) : (1UL, (ulong)Effort.Cases(30, 2_000));
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var next = first; next < first + seeds; next++)
        {
            try
            {
                var fingerprint = new MarginedDays(next, seen).Run();
                Assert.True(next % 5 != 0 || fingerprint == new MarginedDays(next, []).Run(), "the same seed gives the same days");
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {next}: {failure}
                    Replay: MARKETSIM_SEED={next} ./test integration --filter-class '*{nameof(MarginedDaysTests)}'
                    """);
            }
        }

        output.WriteLine(string.Join('\n', seen.Select(pair => $"{pair.Value,9}  {pair.Key}")));
        Assert.All(given ? [] : MustHappen, what => Assert.True(seen.ContainsKey(what), $"{what} never happened"));
    }
}
