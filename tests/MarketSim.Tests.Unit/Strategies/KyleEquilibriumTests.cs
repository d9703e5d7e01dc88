using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Kyle (1985), section 2 and theorem 2.</summary>
public sealed class KyleEquilibriumTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1_000)]
    [InlineData(7.5, 0.3)]
    public void OneAuctionIsTheClosedFormOfThePaper(double value, double noise)
    {
        var found = new KyleEquilibrium(1, value, noise);

        Assert.Equal(0.5 * value / noise, found.Auctions[0].Impact, 9);
        Assert.Equal(noise / value, found.Auctions[0].Intensity, 9);
        Assert.Equal(0.5, found.Auctions[0].VarianceLeft / (value * value), 9);
        Assert.Equal(0.5 * value * noise, found.InsiderProfit, 6);
    }

    [Fact]
    public void EachAuctionIsEfficientAndEachDemandTheBest()
    {
        const int count = 5;
        var auctions = new KyleEquilibrium(count, 2, 3).Auctions;
        var noise = 9.0 / count;
        var before = 4.0;
        foreach (var auction in auctions)
        {
            // λ regresses the value on demand, and the variance falls by what that explains.
            var demand = auction.Intensity * auction.Intensity * before;
            Assert.Equal(auction.Intensity * before / (demand + noise), auction.Impact, 9);
            Assert.Equal(before * noise / (demand + noise), auction.VarianceLeft, 9);
            before = auction.VarianceLeft;
        }

        // In the last one the insider faces a single auction.
        Assert.Equal(1 / (2 * auctions[^1].Impact), auctions[^1].Intensity, 9);
    }

    [Fact]
    public void ManyAuctionsTendToContinuousTrading()
    {
        var found = new KyleEquilibrium(1_000, 1, 1);

        // Theorem 3: constant λ = √(Σ0/σu²), all information in the end, profit √(Σ0σu²).
        Assert.Equal(1, found.Auctions[0].Impact, 2);
        Assert.Equal(1, found.Auctions[500].Impact, 2);
        Assert.Equal(1, found.InsiderProfit, 2);
        Assert.InRange(found.Auctions[^1].VarianceLeft, 0, 0.01);
        Assert.Equal(0.5, found.Auctions[499].VarianceLeft, 2);
    }

    [Fact]
    public void AMakersLadderClearsAnyDemandAtThePriceOfTheRule()
    {
        var market = new Standing(position: 100_000);
        var maker = new KyleMaker(Standing.Setting(Side.Buy, 1), new KyleMakerOptions
        {
            Rounds = new KyleRounds { ValueDeviation = 1_000, NoiseDeviation = 100 }, LevelLots = 10, Levels = 50,
        });
        market.Decide(maker);

        // λ = 5: a demand of 95 lots is the tenth level of ten, which stands for 90 to 100 and costs 15,000 + 5 × 95.
        var offers = market.Sent.Where(c => c.Side == Side.Sell).ToList();
        Assert.Equal(15_475, offers[9].Price.Ticks);
        Assert.Equal(14_525, market.Sent.Where(c => c.Side == Side.Buy).ElementAt(9).Price.Ticks);
        Assert.Equal(100, market.Sent.Count);
    }

    [Fact]
    public void AnInsiderDemandsInProportionToWhatItKnows()
    {
        foreach (var (value, lots) in (ReadOnlySpan<(double, long)>)[(15_100, 20), (14_950, -10)])
        {
            var market = new Standing();
            var setting = Standing.Setting(Side.Buy, 1) with { Fundamental = Standing.Worth(value) };
            var rounds = new KyleRounds { ValueDeviation = 1_000, NoiseDeviation = 200, BeginsAtLastValue = false };
            market.Decide(new KyleInsider(setting, rounds));

            Assert.Equal(lots, market.Sent[0].Side.Sign() * market.Sent[0].Quantity.Lots);
        }
    }

    [Fact]
    public void LearningIsForOneAuctionARoundOnly()
    {
        var rounds = new KyleRounds { Auctions = 2 };
        Assert.Throws<ArgumentException>(() => new KyleInsider(Standing.Setting(Side.Buy, 1), rounds, firstImpact: 1));
        Assert.Throws<ArgumentException>(
            () => new KyleMaker(Standing.Setting(Side.Buy, 1), new KyleMakerOptions { Rounds = rounds, FirstImpact = 1 }));
    }
}
