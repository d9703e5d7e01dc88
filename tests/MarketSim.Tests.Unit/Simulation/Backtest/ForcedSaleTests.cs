using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>An account that trades with borrowed money is called, and sold out, by the bars of a back-test.</summary>
public sealed class ForcedSaleTests
{
    // 1,000 shares at 60 with 30,000: at 38 equity is 8,000 and 9,500 is required. The call of 1,500 is due on the second day after
    // it, at noon; 158 shares at 38 bring it.
    [Fact]
    public void ALeveragedPositionIsCalledAndSoldAtTheCloseOfTheDayOnWhichTheCallIsDue()
    {
        var (list, outcome) = Run([6_000, 6_000, 3_800, 3_800, 3_800, 3_800], (0, o => o.Market(default, Side.Buy, new Quantity(1_000))));
        Assert.Equal(2, list.Fills.Count);
        var forced = list.Fills[1];
        Assert.Equal((Side.Sell, 158L, 3_800L, 0L), (forced.Side, forced.Lots, forced.Price, forced.Order));
        Assert.Equal(SyntheticBars.Day * (14_613 + 4), forced.Time);
        Assert.Contains("margin call was not met", forced.Note, StringComparison.Ordinal);
        Assert.Equal((3_000_000 - 2_200_000, -3_000_000 + 600_400), (outcome.FinalEquity, list.Days[^1].Cash));
        Assert.Equal(-158 * 2_200, list.Trips.Single().Profit);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("1 margin call", StringComparison.Ordinal));
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("1 fill(s) were the broker's", StringComparison.Ordinal));
    }

    // At 25 the account owes more than it has: that evening everything is due, and the next open is the first price.
    [Fact]
    public void AnAccountUnderWaterIsSoldOutAtTheNextOpenAndTheBrokerBearsTheRest()
    {
        var (list, outcome) = Run([6_000, 6_000, 2_500, 2_400, 2_400, 2_400], (0, o => o.Market(default, Side.Buy, new Quantity(1_000))));
        Assert.Equal((1_000L, 2_400L, SyntheticBars.Day * (14_613 + 3)), (list.Fills[1].Lots, list.Fills[1].Price, list.Fills[1].Time));
        Assert.Equal(0, outcome.FinalEquity);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("The broker bore a loss of 6000.00 USD", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatWasWaitingIsWithdrawnWhenTheBrokerSells()
    {
        var (list, outcome) = Run(
            [6_000, 6_000, 3_800, 3_800, 3_800, 3_800],
            (0, o => o.Market(default, Side.Buy, new Quantity(1_000))),
            (1, o => o.Limit(default, Side.Sell, new Price(9_000), new Quantity(100))));
        Assert.Equal(2, list.Fills.Count);
        Assert.Equal(0, outcome.Waiting);
    }

    // Short 1,000 at 60 with 100,000: at 150 equity is 10,000 and 45,000 is required.
    [Fact]
    public void AShortPositionIsBoughtIn()
    {
        var (list, _) = Run(
            [6_000, 6_000, 13_000, 13_000, 13_000, 13_000], s => s with { Cash = 10_000_000 }, (0, o => o.Market(default, Side.Sell, new Quantity(1_000))));
        Assert.Equal((Side.Sell, Side.Buy), (list.Fills[0].Side, list.Fills[1].Side));
        Assert.Equal(13_000, list.Fills[1].Price);
        Assert.True(list.Fills[1].Lots is > 0 and < 1_000);
    }

    // Within a day: minute bars, a fall that leaves less than nothing, and the open of the minute after.
    [Fact]
    public void WithinADayAFallBelowNothingIsSoldAtTheOpenOfTheNextBar()
    {
        var rows = Rows([6_000, 6_000, 2_500, 2_450, 2_450], SyntheticBars.Minute);
        var (list, _) = Run(rows, SyntheticBars.Minute, s => s, (0, o => o.Market(default, Side.Buy, new Quantity(1_000))));
        Assert.Equal((2_450L, rows[3].Time), (list.Fills[1].Price, list.Fills[1].Time));
    }

    private static (FillList List, BacktestOutcome Outcome) Run(long[] prices, params (int, Action<OrderPad>)[] acts) => Run(prices, s => s, acts);

    private static (FillList List, BacktestOutcome Outcome) Run(
        long[] prices, Func<BacktestSetup, BacktestSetup> change, params (int, Action<OrderPad>)[] acts)
        => Run(Rows(prices, SyntheticBars.Day), SyntheticBars.Day, change, acts);

    private static (FillList List, BacktestOutcome Outcome) Run(
        BarRow[] rows, long length, Func<BacktestSetup, BacktestSetup> change, params (int, Action<OrderPad>)[] acts)
        => FillList.Run(SyntheticBars.Memory(rows, length), _ => new Script(acts), s => change(s with
        {
            Account = AccountType.RegT, Cash = 3_000_000,
            Mechanisms =
            [
                MechanismSpec.Of("margin", ("debit-interest", "0")),
                MechanismSpec.Of("short-selling", ("requires-locate", "false"), ("price-test", "off")),
            ],
        }));

    private static BarRow[] Rows(long[] prices, long step) =>
    [
        .. prices.Select((price, i) => new BarRow
        {
            Time = (SyntheticBars.Day * 14_613) + (step < SyntheticBars.Day ? 570 * SyntheticBars.Minute : 0) + (i * step),
            Open = price, High = price, Low = price, Close = price, Volume = 10_000,
        }),
    ];

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
