using MarketSim.Tests;

namespace MarketSim.Tests.Integration;

public sealed class ConservationTests(ITestOutputHelper output)
{
    // Without these the test would not be about what it says.
    private static readonly string[] MustHappen =
    [
        "Uncrossed", "Paused", "LimitState", "PriceTest", "Indicative", "CircuitBreaker", "KnockedOut", "Exercised", "Assigned", "ContractExpired",
        "Borrowed", "Returned", "Recalled", "BoughtIn", "SettlementFailed", "Settled", "MarginCalled", "MarginCallMet", "LiquidationStarted",
        "AutoDeleveraged", "TermsChanged", "CorporateAction.Split", "CorporateAction.SpinOff", "CorporateAction.SpecialDividend",
        "Posted.Dividend", "Posted.DividendInLieu", "Posted.CashInLieu", "Posted.SplitShares", "Posted.ContractsAdjusted", "Posted.Variation",
        "Posted.Funding", "Posted.Coupon", "Posted.Redemption", "Posted.AccruedInterest", "Posted.BorrowFee", "Posted.DebitInterest",
        "Posted.FailMark", "Posted.FailPenalty", "Posted.LossWrittenOff", "Posted.Insurance", "Posted.WarrantExercise", "Posted.Swap",
        "Posted.Fee", "Posted.Levy", "Posted.AssignmentShares", "Posted.ExerciseCash",
    ];

    /// <summary>With every mechanism in force, cash, shares and contracts balance after every command, and the events alone tell of
    /// every unit.</summary>
    [Fact]
    public void NothingIsCreatedOrLostOnDaysWithEveryMechanism()
    {
        const int DaysOfOne = 5;
        var given = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var seed);
        var first = given ? seed : 1;
        var seeds = given ? 1 : (ulong)Effort.Cases(40, 2_000);
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var next = first; next < first + seeds; next++)
        {
            var days = new RandomDays(next);
            try
            {
                days.Run(DaysOfOne, commandsADay: 400);
                days.VerifyAtTheEnd();
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {next}: {failure}
                    Replay: MARKETSIM_SEED={next} ./test integration --filter-class '*{nameof(ConservationTests)}'
                    """);
            }

            foreach (var (what, count) in days.Seen)
            {
                seen[what] = seen.GetValueOrDefault(what) + count;
            }
        }

        if (!given)
        {
            Assert.Empty(MustHappen.Except(seen.Keys));
        }

        output.WriteLine(string.Join('\n', seen.Select(pair => $"{pair.Value,9}  {pair.Key}")));
    }
}
