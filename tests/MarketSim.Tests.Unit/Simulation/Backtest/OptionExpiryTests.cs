using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Options in back-tests: bought, written, and settled at the close of what they are written on.</summary>
public sealed class OptionExpiryTests
{
    private static readonly InstrumentId Stock = new(0);
    private static readonly InstrumentId Call = new(1);

    // 2010-01-06 is the third day. A call of strike 100 bought at 2.50 is worth 7.00 at a close of 107.
    [Fact]
    public void ACallInTheMoneyIsExercisedAndDeliversSharesAtTheStrike()
    {
        var (list, outcome) = Run("TEST100106C00100000", 10_700, (0, o => o.Market(Call, Side.Buy, new Quantity(2))));
        Assert.Equal(
            [(1, Side.Buy, 2L, 250L, ""), (1, Side.Sell, 2L, 700L, "exercised"), (0, Side.Buy, 200L, 10_700L, "delivered: TEST100106C00100000 exercised")],
            list.Fills.Select(f => (f.Instrument, f.Side, f.Lots, f.Price, f.Note)));

        // 100,000 less 500 of premium less 20,000 of strike; the shares are worth 110 on the day after.
        Assert.Equal(10_000_000 - 50_000 - 2_000_000, list.Days[^1].Cash);
        Assert.Equal(10_000_000 - 50_000 - 2_000_000 + (200 * 11_000), outcome.FinalEquity);
        Assert.Equal(2 * 100 * 450, list.Trips.Single().Profit);
    }

    [Fact]
    public void APutOutOfTheMoneyExpiresWorthless()
    {
        var (list, outcome) = Run("TEST100106P00100000", 10_700, (0, o => o.Market(Call, Side.Buy, new Quantity(1))));
        Assert.Equal((1, Side.Sell, 0L, "expired"), (list.Fills[1].Instrument, list.Fills[1].Side, list.Fills[1].Price, list.Fills[1].Note));
        Assert.Equal(10_000_000 - 25_000, outcome.FinalEquity);
    }

    [Fact]
    public void ACoveredCallThatIsAssignedGivesTheSharesForTheStrike()
    {
        var (list, outcome) = Run(
            "TEST100106C00100000", 10_700, (0, o => o.Market(Stock, Side.Buy, new Quantity(100))), (1, o => o.Market(Call, Side.Sell, new Quantity(1))));
        Assert.Equal(["", "", "assigned", "delivered: TEST100106C00100000 assigned"], list.Fills.Select(f => f.Note));

        // Bought at 101, sold at the strike of 100, with 250 of premium.
        Assert.Equal(10_000_000 - 1_010_000 + 25_000 + 1_000_000, outcome.FinalEquity);
    }

    // With 25,000 two of three exercises at 10,000 can be paid for; the third is worth 7.00.
    [Fact]
    public void WhatCannotBePaidForIsSoldByTheBroker()
    {
        var (list, outcome) = Run("TEST100106C00100000", 10_700, s => s with { Cash = 2_500_000 }, (0, o => o.Market(Call, Side.Buy, new Quantity(3))));
        Assert.Equal([3L, 1, 2, 200], list.Fills.Select(f => f.Lots));
        Assert.Contains("could not be paid", list.Fills[1].Note, StringComparison.Ordinal);
        Assert.Equal(700, list.Fills[1].Price);
        Assert.Equal(2_500_000 - 75_000 + 70_000 - 2_000_000, list.Days[^1].Cash);
        Assert.DoesNotContain(outcome.Warnings, warning => warning.Contains("owing", StringComparison.Ordinal));
    }

    [Fact]
    public void AnOptionWithoutItsUnderlyingIsRefusedWithASentence()
    {
        var rows = Rows(10_700).Where(row => row.Series == 1).Select(row => row with { Series = 0 }).ToArray();
        var memory = new BarMemory([new BarSeries("TEST100106C00100000", "memory", 2, SyntheticBars.Day)], rows);
        var refusal = Assert.Throws<ArgumentException>(() => FillList.Run(memory, _ => new Script([])));
        Assert.Contains("an option on TEST, of which there are no data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LeansOptionsAreReadByTheirSymbol()
    {
        var folder = TestData.Require("lean/option/usa/minute/aapl");
        using var source = BarFiles.OpenAll([$"AAPL140606C00645000={folder}"]);
        var memory = BarMemory.Load(source);
        Assert.Equal(("AAPL140606C00645000", 4), (memory.Series[0].Symbol, memory.Series[0].PriceDecimals));
        Assert.All(memory.Rows.ToArray(), row => Assert.InRange(row.Close, 1, 500_000));
        Assert.Throws<DataFormatException>(() => BarFiles.OpenAll([$"AAPL140606C00645001={folder}"]));
    }

    [Theory]
    [InlineData("AAPL140606C00645000", "AAPL", "2014-06-06")]
    [InlineData("aapl  140621p00645000", "aapl", "2014-06-20")]
    public void ASymbolOfAnOptionIsUnderstood(string text, string root, string expiry)
    {
        var symbol = OccSymbol.TryParse(text)!.Value;
        Assert.Equal((root, DateOnly.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture), 645_000L), (symbol.Root, symbol.Expiry, symbol.StrikeThousandths));
    }

    [Theory]
    [InlineData("SPY")]
    [InlineData("AAPL141306C00645000")]
    [InlineData("AAPL140606X00645000")]
    [InlineData("TOOLONG140606C00645000")]
    public void OtherSymbolsAreNoOptions(string text) => Assert.Null(OccSymbol.TryParse(text));

    private static (FillList List, BacktestOutcome Outcome) Run(string option, long close, params (int, Action<OrderPad>)[] acts)
        => Run(option, close, setup => setup, acts);

    private static (FillList List, BacktestOutcome Outcome) Run(
        string option, long close, Func<BacktestSetup, BacktestSetup> change, params (int, Action<OrderPad>)[] acts)
    {
        var memory = new BarMemory(
            [new BarSeries("TEST", "memory", 2, SyntheticBars.Day), new BarSeries(option, "memory", 2, SyntheticBars.Day)], Rows(close));
        return FillList.Run(memory, _ => new Script(acts), setup => change(setup with { IsTogether = true }));
    }

    // Four days of the share, three of the option.
    private static BarRow[] Rows(long close)
    {
        long[] prices = [10_000, 10_100, close, 11_000];
        var rows = new List<BarRow>();
        for (var day = 0; day < prices.Length; day++)
        {
            var time = (14_613 + day) * SyntheticBars.Day;
            rows.Add(Row(time, 0, prices[day]));
            if (day < 3)
            {
                rows.Add(Row(time, 1, 250));
            }
        }

        return [.. rows];

        static BarRow Row(long time, int series, long price)
            => new() { Time = time, Series = series, Open = price, High = price, Low = price, Close = price, Volume = 1_000 };
    }

    // Acts once on each day, at the end of the share's bar.
    private sealed class Script((int Day, Action<OrderPad> Act)[] acts) : IStrategy
    {
        private int _day;

        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
        {
            if (bar.Instrument != Stock)
            {
                return;
            }

            foreach (var (_, act) in acts.Where(act => act.Day == _day))
            {
                act(orders);
            }

            _day++;
        }
    }
}
