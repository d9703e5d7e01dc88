using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class OptionChainTests
{
    private static readonly Equity Share = MechanismVenue.Share(0, "AAPL");

    [Fact]
    public void AChainListsCallAndPutOfEveryExpiryAndStrikeInOrderOfId()
    {
        var chain = OptionChain.List(Share, new(1), new(5), new OptionChainTerms
        {
            Expiries = [new(2026, 2, 20), new(2026, 1, 16)], Strikes = [102.5m, 100],
        });
        Assert.Equal(
            [
                "AAPL260116C00100000", "AAPL260116P00100000", "AAPL260116C00102500", "AAPL260116P00102500",
                "AAPL260220C00100000", "AAPL260220P00100000", "AAPL260220C00102500", "AAPL260220P00102500",
            ],
            chain.Select(series => series.Symbol));
        Assert.Equal(Enumerable.Range(1, 8), chain.Select(series => series.Id.Value));
        Assert.Equal(Enumerable.Range(5, 8), chain.Select(series => series.Base.Value));
        Assert.All(chain, series => Assert.Equal((100, 1, 100, 100),
            (series.TickValueNumerator, series.TickValueDenominator, series.Multiplier, series.Deliverable)));
        Assert.Equal(new Price(102_50), chain[2].Strike);
        _ = new Exchange([Share, .. chain.Select(series => series with { })]);
    }

    [Fact]
    public void ATickOfThePremiumIsWorthItsPartOfTheMultiplier()
    {
        // A premium in hundredths of a cent: a unit of it is worth one cent a contract of a hundred.
        var chain = OptionChain.List(Share, new(1), new(5), new OptionChainTerms
        {
            Expiries = [new(2026, 1, 16)], Strikes = [100], PriceDecimals = 4,
        });
        Assert.Equal((1, 1), (chain[0].TickValueNumerator, chain[0].TickValueDenominator));
        Assert.Equal(new Money(123_45), chain[0].QuoteAmount(new Price(1_2345), new Quantity(1)));
    }

    [Theory]
    [InlineData("SPX", "SPX   260116P04000500")]
    [InlineData("GOOG1", "GOOG1 260116P04000500")]
    public void ThePaddedSymbolHasTwentyOneCharacters(string root, string symbol)
        => Assert.Equal(symbol, OptionChain.Symbol(root, new(2026, 1, 16), OptionRight.Put, 4_000.50m, isPadded: true));

    [Fact]
    public void WhatCannotBeWrittenIsRefused()
    {
        Assert.Throws<ArgumentException>(() => OptionChain.Symbol("TOOLONG", new(2026, 1, 16), OptionRight.Call, 1));
        Assert.Throws<ArgumentException>(() => OptionChain.Symbol("XYZ", new(2026, 1, 16), OptionRight.Call, 0.0005m));
        Assert.Throws<ArgumentException>(() => OptionChain.Symbol("XYZ", new(2026, 1, 16), OptionRight.Call, 100_000));
        Assert.Throws<ArgumentException>(() => OptionChain.List(
            Share, new(1), new(5), new OptionChainTerms { Expiries = [new(2026, 1, 16)], Strikes = [100.005m] }));
        Assert.Throws<ArgumentException>(() => OptionChain.List(
            Share, new(1), new(5), new OptionChainTerms { Expiries = [], Strikes = [100] }));
    }

    [Theory]
    [InlineData(2026, 1, 16)]
    [InlineData(2026, 5, 15)]
    [InlineData(2027, 1, 15)]
    public void MonthlyOptionsExpireOnTheThirdFriday(int year, int month, int day)
        => Assert.Equal(new DateOnly(year, month, day), OptionChain.ThirdFriday(year, month, MarketCalendar.Default));

    [Fact]
    public void AThirdFridayThatIsAHolidayMovesToTheDayBefore()
    {
        // Good Friday 2014 was the third Friday of April.
        var calendar = MarketCalendar.Default with { Holidays = [new(2014, 4, 18)] };
        Assert.Equal(new DateOnly(2014, 4, 17), OptionChain.ThirdFriday(2014, 4, calendar));
        Assert.Equal(
            [new(2014, 4, 17), new(2014, 5, 16)], OptionChain.Monthly(new(2014, 4, 17), 2, calendar));
        Assert.Equal(
            [new(2014, 5, 16), new(2014, 6, 20)], OptionChain.Monthly(new(2014, 4, 18), 2, calendar));
    }

    [Fact]
    public void StrikesStandAtTheStandardInterval()
    {
        Assert.Equal([20m, 22.5m, 25, 30, 35], OptionChain.StrikesAround(24.80m, 2));
        Assert.Equal([190m, 195, 200, 210, 220], OptionChain.StrikesAround(201, 2));
        Assert.Equal([2.5m, 5, 7.5m], OptionChain.StrikesAround(3, 2));
        Assert.Equal([99m, 100, 101], OptionChain.StrikesAround(100.4m, 1, interval: 1));
    }
}
