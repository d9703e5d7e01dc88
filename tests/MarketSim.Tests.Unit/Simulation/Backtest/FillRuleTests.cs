using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>At which price of which bar orders trade. Bars are open, high, low, close in cents; one a minute.</summary>
public sealed class FillRuleTests
{
    private static readonly InstrumentId It = new(0);

    [Fact]
    public void AStopTradesAtItsPriceAndAtTheOpenWhereThatIsBeyondIt()
    {
        (int, int, int, int)[] bars = [(100, 101, 99, 100), (100, 101, 96, 97), (90, 95, 89, 94)];
        Assert.Equal([(1, Side.Buy, 100L), (2, Side.Sell, 90L)], Fills(bars, (0, Buy), (1, o => Stop(o, Side.Sell, 95))));
        Assert.Equal([(1, Side.Buy, 100L), (2, Side.Sell, 90L)], Fills(bars, (0, Buy), (1, o => Stop(o, Side.Sell, 90))));
        Assert.Equal([(1, Side.Buy, 100L), (2, Side.Sell, 89L)], Fills(bars, (0, Buy), (1, o => Stop(o, Side.Sell, 89))));
        Assert.Equal([(1, Side.Buy, 100L)], Fills(bars, (0, Buy), (1, o => Stop(o, Side.Sell, 88))));
    }

    [Fact]
    public void OfAStopAndATargetInOneBarTheWorseComesFirstUnlessSaidOtherwise()
    {
        // Long from 100; the third bar reaches both 95 and 105.
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (100, 101, 99, 100), (103, 106, 94, 100), (100, 100, 100, 100)];
        (int, Action<OrderPad>)[] orders = [(0, Buy), (1, o => Stop(o, Side.Sell, 95)), (1, o => Limit(o, Side.Sell, 105))];
        Assert.Equal((2, Side.Sell, 95L), Fills(bars, orders)[1]);
        Assert.Equal((2, Side.Sell, 105L), Fills(bars, setup => setup with { Intrabar = new BetterFirst() }, orders)[1]);

        // The high is nearer to the open than the low.
        Assert.Equal((2, Side.Sell, 105L), Fills(bars, setup => setup with { Intrabar = new NearestFirst() }, orders)[1]);

        // The cash account has nothing left for the second to sell.
        Assert.Equal(2, Fills(bars, orders).Count);
    }

    [Fact]
    public void ALimitTradesOnceThePriceWentThroughItAndAtABetterOpen()
    {
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (100, 101, 98, 99), (95, 97, 94, 96)];
        Assert.Equal([(2, Side.Buy, 95L)], Fills(bars, (0, o => Limit(o, Side.Buy, 98))));
        Assert.Equal(
            [(1, Side.Buy, 98L)], Fills(bars, setup => setup with { LimitOrders = new TouchedLimit() }, (0, o => Limit(o, Side.Buy, 98))));
        Assert.Equal([(1, Side.Buy, 99L)], Fills(bars, (0, o => Limit(o, Side.Buy, 99))));
        Assert.Equal([(1, Side.Buy, 100L)], Fills(bars, (0, o => Limit(o, Side.Buy, 103))));
        Assert.Empty(Fills(bars, (0, o => Limit(o, Side.Buy, 93))));
    }

    [Fact]
    public void AStopLimitWhoseLimitTheGapPassedWaits()
    {
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (110, 112, 104, 108), (106, 107, 103, 104)];
        Assert.Equal([(2, Side.Buy, 105L)], Fills(bars, (0, o => StopLimit(o, Side.Buy, 102, 105))));
        Assert.Equal([(1, Side.Buy, 110L)], Fills(bars, (0, o => StopLimit(o, Side.Buy, 102, 111))));
    }

    [Fact]
    public void AtMostAPartOfTheVolumeTradesAndTheRestWaits()
    {
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (100, 100, 100, 100), (101, 101, 101, 101), (102, 102, 102, 102)];
        var list = Run(bars, setup => setup with { Volume = new VolumeShare(0.04, 0) }, (0, Buy)).List;
        Assert.Equal([(40, 100L), (40, 101L), (20, 102L)], list.Fills.Select(f => ((int)f.Lots, f.Price)));
        Assert.Single(list.Fills.Select(f => f.Order).Distinct());
    }

    [Fact]
    public void SpreadSlippageAndImpactArePaidByOrdersThatDoNotWait()
    {
        (int, int, int, int)[] bars = [(10_000, 10_000, 10_000, 10_000), (10_000, 10_000, 9_000, 10_000)];
        long Price(Func<BacktestSetup, BacktestSetup> change, Action<OrderPad> order) => Fills(bars, change, (0, order))[0].Price;
        Assert.Equal(10_003, Price(s => s with { Spread = PriceDistance.Parse("--spread", "0.05") }, Buy));
        Assert.Equal(10_010, Price(s => s with { Slippage = PriceDistance.Parse("--slippage", "10bp") }, Buy));
        Assert.Equal(10_010, Price(s => s with { Volume = new VolumeShare(1, 0.1) }, Buy));
        Assert.Equal(9_500, Price(s => s with { Slippage = PriceDistance.Parse("--slippage", "10bp") }, o => Limit(o, Side.Buy, 9_500)));
    }

    [Fact]
    public void CommissionIsPostedByTheExchange()
    {
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (100, 100, 100, 100), (120, 120, 120, 120)];
        var (list, outcome) = Run(bars, s => s with { Commission = Commission.Parse("0.005/share,min=1") }, (0, Buy), (1, Sell));
        Assert.Equal([100L, 100L], list.Fills.Select(f => f.Fee));
        Assert.Equal(200, list.Trips.Single().Fees);
        Assert.Equal(10_000_000 + 2_000 - 200, outcome.FinalEquity);
        Assert.Equal([50L], Run(bars, s => s with { Commission = Commission.Parse("0.005/share") }, (0, Buy)).List.Fills.Select(f => f.Fee));
    }

    [Fact]
    public void WhatTheMoneyDoesNotPayIsRefusedAndCounted()
    {
        (int, int, int, int)[] bars = [(200_000, 200_000, 200_000, 200_000), (200_000, 200_000, 200_000, 200_000)];
        var (list, outcome) = Run(bars, s => s, (0, Buy));
        Assert.Empty(list.Fills);
        Assert.Equal(1, outcome.Refusals[RejectReason.InsufficientFunds]);
        Assert.Equal(10_000_000, outcome.FinalEquity);
    }

    [Fact]
    public void AnOrderAtTheEndOfTheLastBarNeverTradesAtAnOpen()
    {
        (int, int, int, int)[] bars = [(100, 100, 100, 100), (100, 100, 100, 100)];
        var (list, outcome) = Run(bars, s => s, (1, Buy));
        Assert.Empty(list.Fills);
        Assert.Equal(1, outcome.Waiting);
    }

    [Fact]
    public void ADayOrderEndsWithTheFirstDayOnWhichItCouldTrade()
    {
        // Three days of one bar each: sent at the end of the first, in force on the second, gone on the third.
        var rows = Rows([(100, 100, 100, 100), (100, 100, 99, 100), (100, 100, 90, 100)], SyntheticBars.Day);
        int Count(TimeInForce time) => FillList.Run(
            SyntheticBars.Memory(rows, SyntheticBars.Day), _ => new Script([(0, o => Limit(o, Side.Buy, 95, time))])).List.Fills.Count;
        Assert.Equal(0, Count(TimeInForce.Day));
        Assert.Equal(1, Count(TimeInForce.Gtc));
    }

    [Fact]
    public void MoneyLentAndSharesBorrowedCostWhatTheMechanismsCharge()
    {
        var rows = Rows([.. Enumerable.Repeat((100, 100, 100, 100), 30)], SyntheticBars.Day);
        var (list, outcome) = FillList.Run(
            SyntheticBars.Memory(rows, SyntheticBars.Day), _ => new Script([(0, Sell)]),
            s => s with
            {
                Account = AccountType.RegT,
                Mechanisms = [MechanismSpec.Of("margin"), MechanismSpec.Of("short-selling", ("requires-locate", "false"), ("price-test", "off"))],
            });
        Assert.Equal(Side.Sell, list.Fills.Single().Side);
        Assert.True(outcome.FinalEquity < 10_000_000 + 10_000, $"final equity was {outcome.FinalEquity}");
    }

    [Fact]
    public void DividendsAndSplitsArriveThroughTheMechanism()
    {
        var rows = Rows([(1000, 1000, 1000, 1000), (1000, 1000, 1000, 1000), (1000, 1000, 1000, 1000), (500, 500, 500, 500)], SyntheticBars.Day);
        var first = new DateOnly(2010, 1, 4);
        var (list, outcome) = FillList.Run(SyntheticBars.Memory(rows, SyntheticBars.Day), _ => new Script([(0, Buy), (3, Sell)]), s => s with
        {
            Actions = [new BarAction("TEST", first.AddDays(2), 25_000_000), new BarAction("TEST", first.AddDays(3), 0, 2, 1)],
        });
        Assert.Equal(10_000_000 + (100 * 25), outcome.FinalEquity);
        Assert.Equal([10_000_000L, 10_000_000, 10_002_500, 10_002_500], list.Days.Select(day => day.Equity));
    }

    private static void Buy(OrderPad orders) => orders.Market(It, Side.Buy, new Quantity(100));

    private static void Sell(OrderPad orders) => orders.Market(It, Side.Sell, new Quantity(100));

    private static void Limit(OrderPad orders, Side side, long price, TimeInForce time = TimeInForce.Gtc)
        => orders.Limit(It, side, new Price(price), new Quantity(100), time);

    private static void Stop(OrderPad orders, Side side, long price) => orders.Place(new Command
    {
        Type = OrderType.Stop, Instrument = It, Side = side, StopPrice = new Price(price), Quantity = new Quantity(100), TimeInForce = TimeInForce.Gtc,
    });

    private static void StopLimit(OrderPad orders, Side side, long stop, long limit) => orders.Place(new Command
    {
        Type = OrderType.StopLimit, Instrument = It, Side = side, StopPrice = new Price(stop), Price = new Price(limit),
        Quantity = new Quantity(100), TimeInForce = TimeInForce.Gtc,
    });

    private static List<(int Bar, Side Side, long Price)> Fills((int, int, int, int)[] bars, params (int Bar, Action<OrderPad> Act)[] acts)
        => Fills(bars, static setup => setup, acts);

    private static List<(int Bar, Side Side, long Price)> Fills(
        (int, int, int, int)[] bars, Func<BacktestSetup, BacktestSetup> change, params (int Bar, Action<OrderPad> Act)[] acts)
        => [.. Run(bars, change, acts).List.Fills.Select(fill => ((int)((fill.Time - Rows(bars)[0].Time) / SyntheticBars.Minute), fill.Side, fill.Price))];

    private static (FillList List, BacktestOutcome Outcome) Run(
        (int, int, int, int)[] bars, Func<BacktestSetup, BacktestSetup> change, params (int Bar, Action<OrderPad> Act)[] acts)
        => FillList.Run(SyntheticBars.Memory(Rows(bars)), _ => new Script(acts), change);

    private static BarRow[] Rows((int Open, int High, int Low, int Close)[] bars, long length = SyntheticBars.Minute)
        => [.. bars.Select((bar, i) => new BarRow
        {
            Time = (14_613 * SyntheticBars.Day) + (i * length), Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close, Volume = 1000,
        })];

    private sealed class Script((int Bar, Action<OrderPad> Act)[] acts) : IStrategy
    {
        private int _bar;

        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
        {
            foreach (var (_, act) in acts.Where(act => act.Bar == _bar))
            {
                act(orders);
            }

            _bar++;
        }
    }
}
