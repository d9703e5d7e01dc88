using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class ProfitTests
{
    private static readonly AccountId FeeAccount = new(1);

    [Fact]
    public void ProfitIsCashAndPositionAtMidLessTheEndowmentAtTheFirstMid()
    {
        // Account 2: 1,000 cash and 10 shares at first mid 100 = 2,000 put in. Buys 5 at 102, pays 3 in fees: 487
        // cash, 15 shares. At mid 110: 487 + 1,650 = 2,137, profit 137. Account 3: 10 shares; sells 5 at 102: 510
        // + 5 × 110 = 1,060, profit 60.
        var metric = Measured(
            10, new Tape().At(0).Deposit(2, 0, 1_000).Deposit(2, 1, 10).Deposit(3, 1, 10).At(1).Quote(99, 101)
                .At(2).Trade(Side.Buy, 102, 5, takerAccount: 2, makerAccount: 3).Fee(2, 3).At(3).Quote(109, 111));

        Assert.Equal(["buyer", "seller", "fees"], metric.Types);
        Assert.Equal(137, Final(metric, "buyer"), 9);
        Assert.Equal(60, Final(metric, "seller"), 9);
        Assert.Equal(3, Final(metric, "fees"), 9);
        Assert.Equal(0, metric.Of("buyer").At(SimTime.FromSeconds(1)), 9);

        // After the trade, still at mid 100: bought 5 two above mid, and 3 in fees.
        Assert.Equal(-13, metric.Of("buyer").At(SimTime.FromSeconds(2)), 9);
    }

    [Fact]
    public void WhatIsPutInLaterCountsAtTheMarkOfThatMoment()
    {
        var metric = Measured(
            10, new Tape().At(0).Deposit(2, 1, 10).At(1).Quote(99, 101).At(2).Quote(109, 111).At(3).Deposit(2, 1, 10).At(4).Quote(119, 121));

        // 10 shares from 100 to 120, 10 from 110 to 120.
        Assert.Equal(300, Final(metric, "buyer"), 9);
    }

    [Fact]
    public void MarkedAtOnePriceTheProfitsOfAllAccountsSumToNothing()
    {
        for (ulong seed = 1; seed <= (ulong)Effort.Cases(5, 100); seed++)
        {
            var day = new SyntheticDay(seed, SimDuration.FromSeconds(120));
            var metric = new AccountSeries(
                SyntheticDay.Instruments, SyntheticDay.Cash, FeeAccount, SimTime.Zero, SimDuration.FromSeconds(10));
            MetricPass.Run(day.Events, day.End, metric);
            var last = metric.Samples.Where(sample => sample.Time == day.End).ToList();
            var first = metric.Samples.Where(sample => sample.Time == metric.Samples[0].Time).ToList();

            foreach (var asset in Enumerable.Range(0, 3))
            {
                Assert.Equal(first.Sum(sample => sample.Balances[asset]), last.Sum(sample => sample.Balances[asset]));
            }

            // Marked at any one price, equity moves between accounts and never in sum.
            double At(IEnumerable<AccountSample> samples) =>
                samples.Sum(sample => sample.Balances[0] + (10_000.0 * sample.Balances[1]) + (2_500.0 * sample.Balances[2]));
            Assert.Equal(At(first), At(last));
            Assert.True(last.Single(sample => sample.Account == FeeAccount).Profit > 0, $"seed {seed} charged no fees");
        }
    }

    [Fact]
    public void ProfitByTypeIsTheSumOfItsAccounts()
    {
        var day = new SyntheticDay(seed: 9, SimDuration.FromSeconds(120));
        var accounts = new AccountSeries(SyntheticDay.Instruments, SyntheticDay.Cash, FeeAccount, SimTime.Zero, SimDuration.FromSeconds(10));
        var types = new ProfitByType(
            SyntheticDay.Instruments, SyntheticDay.Cash, SyntheticDay.Types, FeeAccount, SimTime.Zero, SimDuration.FromSeconds(10));
        MetricPass.Run(day.Events, day.End, accounts, types);

        foreach (var type in types.Types)
        {
            var sum = accounts.Samples.Where(sample => sample.Time == day.End && SyntheticDay.Types[sample.Account] == type)
                .Sum(sample => sample.Profit);
            Assert.Equal(sum, types.Of(type).At(day.End), 3);
        }
    }

    [Fact]
    public void AFutureCountsAtItsDistanceFromTheSettlementPrice()
    {
        Instrument[] contracts =
        [
            new Future
            {
                Id = new(0), Symbol = "ES", Base = new(1), Quote = new(0), TickValueNumerator = 1_250,
                SettlementPrice = new(19_000), InitialMargin = new(1_000_000),
            },
        ];
        var metric = new ProfitByType(
            contracts, new(0), new Dictionary<AccountId, string> { [new(2)] = "long", [new(3)] = "short" }, FeeAccount,
            SimTime.Zero, SimDuration.FromSeconds(1));
        MetricPass.Run(
            new Tape().At(0).Quote(18_999, 19_001).At(1).Trade(Side.Buy, 19_004, 2, takerAccount: 2, makerAccount: 3)
                .At(2).Quote(19_009, 19_011).Events,
            SimTime.FromSeconds(5), metric);

        // Six ticks of 12.50 on two contracts.
        Assert.Equal(15_000, Final(metric, "long"), 6);
        Assert.Equal(-15_000, Final(metric, "short"), 6);
    }

    [Fact]
    public void WhatIsQuotedInAnotherCurrencyIsConverted()
    {
        // Asset 2 is a share quoted in asset 1, euros, which are quoted in asset 0, dollars.
        Instrument[] instruments =
        [
            new FxPair { Id = new(0), Symbol = "EURUSD", Base = new(1), Quote = new(0), TickValueDenominator = 100 },
            new Equity { Id = new(1), Symbol = "SHARE", Base = new(2), Quote = new(1) },
        ];
        var valuation = new Valuation(instruments, reporting: new(0));
        foreach (var item in new Tape(0).Quote(119, 121).Events.Concat(new Tape(1).Quote(4_999, 5_001).Events))
        {
            valuation.Observe(item);
        }

        Assert.Equal(1, valuation.UnitValue(new(0)));
        Assert.Equal(1.20, valuation.UnitValue(new(1)), 12);
        Assert.Equal(6_000, valuation.UnitValue(new(2)), 9);
        Assert.True(double.IsNaN(valuation.UnitValue(new(3))));
    }

    private static double Final(ProfitByType metric, string type) => metric.Of(type)[^1].Value;

    private static ProfitByType Measured(long seconds, Tape tape)
    {
        var metric = new ProfitByType(
            SyntheticDay.Instruments, SyntheticDay.Cash,
            new Dictionary<AccountId, string> { [FeeAccount] = "fees", [new(2)] = "buyer", [new(3)] = "seller" }, FeeAccount,
            SimTime.Zero, SimDuration.FromSeconds(1));
        MetricPass.Run(tape.Events, SimTime.FromSeconds(seconds), metric);
        return metric;
    }
}
