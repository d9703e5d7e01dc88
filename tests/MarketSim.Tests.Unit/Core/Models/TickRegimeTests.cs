using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class TickRegimeTests
{
    private const long UnitsPerEuro = 10_000;
    private const long UnitsPerDollar = 100_000; // fine enough to write 0.98765 and find it refused

    [Theory] // EX-4a
    [InlineData(12.34, 5_000, 0.005)]
    [InlineData(12.34, 50, 0.05)]
    [InlineData(0.95, 300, 0.001)]
    [InlineData(250, 700, 0.2)]
    public void TheEuropeanTickFollowsPriceAndLiquidity(double price, int transactions, double tick)
        => Assert.Equal(Units(tick), TickRegimes.EuRts11(transactions, UnitsPerEuro).StepAt(new Price(Units(price))));

    [Theory] // RTS 11, annex: rows by price, columns by liquidity band
    [InlineData(0.05, "0.0005 0.0002 0.0001 0.0001 0.0001 0.0001")]
    [InlineData(0.1, "0.001 0.0005 0.0002 0.0001 0.0001 0.0001")]
    [InlineData(0.2, "0.002 0.001 0.0005 0.0002 0.0001 0.0001")]
    [InlineData(0.5, "0.005 0.002 0.001 0.0005 0.0002 0.0001")]
    [InlineData(1.99, "0.01 0.005 0.002 0.001 0.0005 0.0002")]
    [InlineData(10, "0.1 0.05 0.02 0.01 0.005 0.002")]
    [InlineData(200, "2 1 0.5 0.2 0.1 0.05")]
    [InlineData(49_999, "200 100 50 20 10 5")]
    [InlineData(50_000, "500 200 100 50 20 10")]
    [InlineData(1_000_000, "500 200 100 50 20 10")]
    public void TheEuropeanTableIsThatOfTheRegulation(double price, string row)
    {
        int[] transactions = [9, 10, 80, 600, 2_000, 9_000];
        var ticks = transactions.Select(n => TickRegimes.EuRts11(n, UnitsPerEuro).StepAt(new Price(Units(price))));
        Assert.Equal(row.Split(' ').Select(tick => Units(double.Parse(tick))), ticks);
    }

    [Theory] // EX-4b
    [InlineData(0.98765, false)]
    [InlineData(0.9876, true)]
    [InlineData(10.005, false)]
    [InlineData(10.01, true)]
    [InlineData(1.00, true)]
    [InlineData(1.0001, false)]
    [InlineData(0.9999, true)]
    public void TheAmericanTickIsACentFromADollarOn(double price, bool isAllowed)
        => Assert.Equal(
            isAllowed,
            TickRegimes.UsRule612(UnitsPerDollar).Allows(new Price((long)Math.Round(price * UnitsPerDollar))));

    [Fact]
    public void NeighboursCrossTheBoundaryOfTwoRanges()
    {
        var regime = TickRegimes.UsRule612(10_000);
        Assert.Equal(new Price(10_100), regime.Above(new Price(10_000)));
        Assert.Equal(new Price(9_999), regime.Below(new Price(10_000)));
        Assert.Equal(new Price(10_000), regime.Above(new Price(9_999)));
        Assert.Equal(new Price(10_100), regime.RoundUp(new Price(10_001)));
        Assert.Equal(new Price(10_000), regime.RoundDown(new Price(10_099)));
        Assert.Equal(new Price(9_998), regime.RoundDown(new Price(9_998)));
    }

    [Fact]
    public void NegativePricesHaveTheTickOfTheLowestRange()
    {
        var regime = new TickRegime((0, 5), (100, 10));
        Assert.True(regime.Allows(new Price(-15)));
        Assert.False(regime.Allows(new Price(-12)));
        Assert.Equal((new Price(-15), new Price(-10)), (regime.RoundDown(new Price(-12)), regime.RoundUp(new Price(-12))));
    }

    [Fact]
    public void EveryUnitIsATickWhereNothingElseIsSaid()
    {
        Assert.True(TickRegime.EveryUnit.Allows(new Price(-7)));
        Assert.Equal(new Price(8), TickRegime.EveryUnit.Above(new Price(7)));
    }

    [Fact]
    public void WhatIsRoundedIsAllowedAndNextToWhereItCameFrom()
    {
        var random = new Rng(1, "ticks");
        TickRegime[] regimes =
        [
            TickRegime.EveryUnit, TickRegimes.UsRule612(UnitsPerDollar), TickRegimes.EuRts11(5, UnitsPerEuro),
            TickRegimes.EuRts11(700, UnitsPerEuro), TickRegimes.EuRts11(50_000, UnitsPerEuro),
        ];
        for (var i = 0; i < 50_000; i++)
        {
            var regime = regimes[random.Below(regimes.Length)];
            var price = new Price((long)random.NextLogNormal(11, 3));
            var (down, up) = (regime.RoundDown(price), regime.RoundUp(price));
            Assert.True(regime.Allows(down) && regime.Allows(up), $"{price}: {down}, {up}");
            Assert.True(down <= price && price <= up && (down == up) == regime.Allows(price), $"{price}: {down}, {up}");
            Assert.Equal(up, down == up ? up : regime.Above(down));
        }
    }

    [Fact]
    public void SenselessRegimesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new TickRegime());
        Assert.Throws<ArgumentException>(() => new TickRegime((0, 0)));
        Assert.Throws<ArgumentException>(() => new TickRegime((0, 1), (0, 2)));
        Assert.Throws<ArgumentException>(() => TickRegimes.UsRule612(100));
        Assert.Throws<ArgumentException>(() => TickRegimes.EuRts11(1, 12_345));
        Assert.Throws<ArgumentOutOfRangeException>(() => TickRegimes.EuRts11(-1, 10_000));
    }

    [Fact]
    public void RegimesOfTheSameRangesAreEqual()
    {
        var (first, second) = (TickRegimes.EuRts11(5, 10_000), TickRegimes.EuRts11(9, 10_000));
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, TickRegimes.EuRts11(10, 10_000));
        Assert.Equal([(0, 1), (10, 5)], new TickRegime((0, 1), (10, 5)).Ranges);
    }

    private static long Units(double euros) => (long)Math.Round(euros * UnitsPerEuro);
}
