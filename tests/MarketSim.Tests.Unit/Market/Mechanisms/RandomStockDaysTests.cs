using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>On random days of trades, fails, dividends and splits, cash, shares and obligations balance to the unit after every
/// command, and in the end everything settles.</summary>
public sealed class RandomStockDaysTests(ITestOutputHelper output)
{
    private const int DaysOfOne = 12;

    [Fact]
    public void CashSharesAndObligationsBalanceAfterEveryCommand()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var seeds = given == 0 ? Effort.Cases(12, 1_000) : 1;
        var seen = new SortedDictionary<EventKind, int>();
        for (var seed = first; seed < first + (ulong)seeds; seed++)
        {
            try
            {
                var days = new RandomStockDays(seed);
                days.Run(DaysOfOne);
                foreach (var (kind, count) in days.Seen)
                {
                    seen[kind] = seen.GetValueOrDefault(kind) + count;
                }
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {seed}: {failure}
                    Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*{nameof(RandomStockDaysTests)}'
                    """);
            }
        }

        output.WriteLine(string.Join('\n', seen.Select(pair => $"{pair.Value,9}  {pair.Key}")));
        EventKind[] subjects = [EventKind.Settled, EventKind.SettlementFailed, EventKind.BoughtIn, EventKind.CorporateAction, EventKind.TermsChanged];
        Assert.True(seeds == 1 || subjects.All(seen.ContainsKey), "the days had everything that they are about");
    }

    [Fact]
    public void TheSameSeedGivesTheSameDays()
    {
        var (once, again) = (new RandomStockDays(7), new RandomStockDays(7));
        once.Run(DaysOfOne);
        again.Run(DaysOfOne);
        Assert.Equal(once.Fingerprint, again.Fingerprint);
    }
}
