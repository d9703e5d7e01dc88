using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>Scenario S10: momentum, a recall and margin calls force short sellers to buy what they sold.</summary>
public sealed class ShortSqueezeTests
{
    private const decimal Credit = 30m;
    private const decimal CallPrice = 23.08m;

    [Fact]
    public void TheBookThatStopsBeforeTheCallSurvivesWhereTheCrowdIsForcedOut()
    {
        var survived = 0;
        var seeds = Effort.Cases(2, 10);
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            var run = new ScenarioRun("short-squeeze", seed, ("book-stop", "22.50"));
            CheckSqueeze(run, seed);
            survived += run.Owns(run.Account("book"), "USD") > 0 && run.Owns(run.Account("book"), "SQZ") == 0 ? 1 : 0;
        }

        Assert.True(survived >= (seeds * 9 + 9) / 10, $"the book survived with {survived} of {seeds} seeds");
    }

    [Fact]
    public void TheBookThatWaitsIsForcedOutLikeTheCrowd()
    {
        var run = new ScenarioRun("short-squeeze", 1);
        var book = run.Account("book");
        Assert.Contains(run.Of(EventKind.LiquidationStarted), e => e.Account == book);
        var price = run.InMoney(run.Of(EventKind.Traded).Last().Price);
        Assert.True(run.Owns(book, "USD") + (run.Owns(book, "SQZ") * price) <= 0, "its equity is gone");
    }

    private static void CheckSqueeze(ScenarioRun run, ulong seed)
    {
        var shorts = run.Group("shorts").ToHashSet();
        var last = 0m;
        var (callsBelow, calls) = (0, 0);
        var (opening, top) = (0m, 0m);
        foreach (var item in run.Events)
        {
            switch (item.Kind)
            {
                case EventKind.Traded:
                    last = run.InMoney(item.Price);
                    opening = opening == 0 ? last : opening;
                    top = Math.Max(top, last);
                    break;
                case EventKind.MarginCalled:
                    calls++;
                    callsBelow += last < CallPrice - 0.01m ? 1 : 0;
                    break;
                case EventKind.Rejected:
                    Assert.False(
                        item.Reject is RejectReason.NoLocate or RejectReason.ShortSalePriceTest,
                        $"seed {seed}: {item.Reject} at {item.Time}");
                    break;
            }
        }

        Assert.True(calls > 0 && callsBelow == 0, $"seed {seed}: {callsBelow} of {calls} calls below {CallPrice}");
        Assert.Equal(20.00m, opening);
        Assert.True(top > 1.5m * opening, $"seed {seed}: the price rose to {top}");
        CheckLoans(run, seed);
        CheckForcedCover(run, shorts, seed);
    }

    // A tenth is asked back; the fee is that of the hot stock on 102% of the price, rounded up to a dollar.
    private static void CheckLoans(ScenarioRun run, ulong seed)
    {
        Assert.Equal(400_000, run.Of(EventKind.Recalled).Sum(e => e.Quantity.Lots));
        var lent = run.Of(EventKind.Borrowed).ToDictionary(e => e.Account, e => e);
        foreach (var fee in run.Of(EventKind.Posted).Where(e => e.Posting == Posting.BorrowFee && lent.ContainsKey(e.Account)))
        {
            var loan = lent[fee.Account];
            var collateral = run.InMoney(loan.Price);
            Assert.True(
                fee.Amount / 100m == decimal.Round(loan.Quantity.Lots * collateral * 0.60m / 360, 2, MidpointRounding.AwayFromZero),
                $"seed {seed}: fee {fee.Amount} on {loan.Quantity} at {collateral}");
        }
    }

    // Of a position of 100,000 at P: (4.3333 P - 100) / P. P follows from what the account is short of, 1.3 x value - credit.
    private static void CheckForcedCover(ScenarioRun run, HashSet<AccountId> shorts, ulong seed)
    {
        const decimal position = 100_000;
        var started = run.Of(EventKind.LiquidationStarted).Where(e => shorts.Contains(e.Account)).ToList();
        Assert.True(started.Count > shorts.Count / 2, $"seed {seed}: {started.Count} of {shorts.Count} were bought in");
        var first = started[0];
        var price = ((first.Amount / 100m) + (position * Credit)) / (1.3m * position);
        var share = ((1.3m / 0.3m * price) - (Credit / 0.3m)) / price;
        var order = run.Of(EventKind.Accepted).First(e => e.Sequence > first.Sequence && e.Account == first.Account);
        Assert.True(
            Math.Abs(order.Open.Lots - (position * share)) <= 1, $"seed {seed}: {order.Open} of {position} at {price} were to be bought");
    }
}
