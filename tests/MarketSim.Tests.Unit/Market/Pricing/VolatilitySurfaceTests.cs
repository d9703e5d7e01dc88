using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class VolatilitySurfaceTests
{
    private static readonly ForwardPrices Forwards = new(100, 0.03, 0.01);
    private static readonly SsviSurface Ssvi = new(Forwards, 0.35, 0.2);

    /// <summary>Axel Vogt's parameters, quoted by Gatheral and Jacquier (2014), example 3.1: positive variance everywhere, and a
    /// butterfly for less than nothing.</summary>
    [Fact]
    public void VogtsSmileIsFoundToHaveAnArbitrage()
    {
        var vogt = new SviSlice(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
        Assert.Contains("butterfly", vogt.ButterflyArbitrage());
        Assert.True(vogt.Density(0.8) < 0 && vogt.TotalVariance(0.8) > 0);
    }

    [Fact]
    public void AnSviSmileIsItsFormula()
    {
        var slice = new SviSlice(0.01, 0.1, -0.4, 0.05, 0.2);
        Assert.Equal(0.01 + (0.1 * ((-0.4 * 0.25) + Math.Sqrt((0.25 * 0.25) + 0.04))), slice.TotalVariance(0.3), 1e-15);
        Assert.Null(slice.ButterflyArbitrage());
        Assert.Contains("too steep", new SviSlice(0.01, 1.5, -0.6, 0, 0.2).ButterflyArbitrage());
    }

    [Fact]
    public void TheDensityOfASmileIsThatOfItsOptionPrices()
    {
        var slice = new SviSlice(0.02, 0.15, -0.3, 0.02, 0.15);
        double Call(double strike) => Black76.Price(
            OptionRight.Call, 1, strike, 1, 0, Math.Sqrt(slice.TotalVariance(Math.Log(strike))));
        foreach (var strike in new[] { 0.6, 0.9, 1, 1.2, 1.7 })
        {
            var (w, k) = (slice.TotalVariance(Math.Log(strike)), Math.Log(strike));
            var below = (-k / Math.Sqrt(w)) - (0.5 * Math.Sqrt(w));
            var density = (Call(strike + 1e-4) - (2 * Call(strike)) + Call(strike - 1e-4)) / 1e-8;
            Assert.Equal(density, slice.Density(k) * PortableMath.NormalDensity(below) / (Math.Sqrt(w) * strike), 1e-5);
        }
    }

    [Fact]
    public void TheSurfaceOfSevenNumbersHasNoArbitrage()
        => Replay.Cases(nameof(VolatilitySurfaceTests), 100, 5_000, random =>
        {
            var rho = random.NextUniform(-0.9, 0.9);
            var surface = new SsviSurface(
                Forwards, random.NextUniform(0.1, 0.8), random.NextUniform(0.1, 0.8), random.NextUniform(0.2, 5), rho,
                random.NextUniform(0.05, 1.999) / (1 + Math.Abs(rho)), random.NextUniform(0, 0.5));
            (double, SviSlice)[] slices = [.. new[] { 0.05, 0.25, 1, 3 }.Select(t => (t, surface.Slice(t)))];
            Assert.All(slices, slice => Assert.Null(slice.Item2.ButterflyArbitrage()));
            Assert.Null(SliceSurface.OfSvi(Forwards, slices).CalendarArbitrage());
            var (strike, years) = (random.NextUniform(50, 200), 1.0);
            Replay.Near(
                surface.Volatility(strike, years),
                Math.Sqrt(surface.Slice(years).TotalVariance(Forwards.LogMoneyness(strike, years))), 1e-12, strike);
        });

    [Fact]
    public void AtTheMoneyItGoesFromTheShortVolatilityToTheLong()
    {
        double At(double years) => Ssvi.Volatility(100 * Math.Exp(0.02 * years), years);
        Assert.Equal(0.35, At(1e-4), 1e-3);
        Assert.Equal(0.2, At(1000), 1e-3);
        Assert.True(At(0.1) > At(1) && At(1) > At(5));
    }

    [Fact]
    public void LowStrikesAreDearerWhereTheSkewIsNegative()
        => Assert.True(Ssvi.Volatility(80, 0.5) > Ssvi.Volatility(100, 0.5) && Ssvi.Volatility(100, 0.5) > Ssvi.Volatility(115, 0.5));

    [Fact]
    public void AQuotedSurfaceGoesThroughItsQuotes()
    {
        VolatilityQuote[] quotes =
        [
            .. from years in new[] { 0.1, 0.5, 1 }
               from strike in new[] { 70.0, 85, 95, 100, 105, 120, 140 }
               select new VolatilityQuote(strike, years, Ssvi.Volatility(strike, years)),
        ];
        var surface = SliceSurface.OfQuotes(Forwards, quotes);
        Assert.All(quotes, quote => Assert.Equal(quote.Volatility, surface.Volatility(quote.Strike, quote.Years), 1e-12));
        Assert.Equal(Ssvi.Volatility(98, 0.7), surface.Volatility(98, 0.7), 5e-3);
        Assert.Equal(surface.Volatility(70, 1), surface.Volatility(40, 1), 1e-12);
        Assert.Null(surface.CalendarArbitrage());
    }

    [Fact]
    public void BetweenExpiriesTotalVarianceIsStraightAndOutsideVolatilityIsFlat()
    {
        var slice = new SviSlice(0.04, 0, 0, 0, 0.1);
        var surface = SliceSurface.OfSvi(Forwards, (1, slice), (2, new SviSlice(0.12, 0, 0, 0, 0.1)));
        Assert.Equal(Math.Sqrt(0.08 / 1.5), surface.Volatility(100, 1.5), 1e-14);
        Assert.Equal(0.2, surface.Volatility(100, 0.25), 1e-14);
        Assert.Equal(Math.Sqrt(0.06), surface.Volatility(90, 7), 1e-14);
    }

    [Fact]
    public void ACalendarSpreadForLessThanNothingIsFound()
        => Assert.Contains("falls", SliceSurface.OfSvi(
            Forwards, (1, new SviSlice(0.04, 0, 0, 0, 0.1)), (2, new SviSlice(0.03, 0, 0, 0, 0.1))).CalendarArbitrage());

    [Fact]
    public void OneQuoteIsAFlatSurface()
        => Assert.Equal(0.3, SliceSurface.OfQuotes(Forwards, [new VolatilityQuote(100, 1, 0.3)]).Volatility(50, 3), 1e-14);

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("least variance", Assert.Throws<ArgumentException>(() => new SviSlice(-0.1, 0.1, 0, 0, 0.2)).Message);
        Assert.Contains("butterfly", Assert.Throws<ArgumentException>(() => new SsviSurface(Forwards, 0.3, 0.3, eta: 2)).Message);
        Assert.Contains("strike", Assert.Throws<ArgumentException>(() => Ssvi.Volatility(-1, 1)).Message);
        Assert.Contains("time", Assert.Throws<ArgumentException>(() => Ssvi.Volatility(100, 0)).Message);
        Assert.Contains("expiries", Assert.Throws<ArgumentException>(() => SliceSurface.OfQuotes(Forwards, [])).Message);
        Assert.Contains("quoted once", Assert.Throws<ArgumentException>(() => SliceSurface.OfQuotes(
            Forwards, [new VolatilityQuote(100, 1, 0.3), new VolatilityQuote(100, 1, 0.4)])).Message);
    }
}
