using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Worked examples EX-2a to EX-2g of the market rules, through the exchange: orders collected in a call, uncrossed by leaving
/// it.</summary>
public sealed class AuctionExamplesTests
{
    // EX-2a
    [Theory]
    [InlineData("nasdaq")]
    [InlineData("lse")]
    [InlineData("xetra")]
    [InlineData("asx")]
    [InlineData("cme")]
    public void BuyPressureTakesTheHighestOfThePricesThatTieInVolumeAndImbalance(string style)
        => Uncrosses(
            style, 10.02m, "B 300@10.05 B 400@10.04 B 500@10.02 B 700@10.00 S 200@9.98 S 600@10.01 S 300@10.03 S 900@10.05",
            price: 10.02m, volume: 800, imbalance: 400);

    // EX-2b
    [Theory]
    [InlineData("nasdaq")]
    [InlineData("lse")]
    [InlineData("xetra")]
    public void OneBuyerWithMoreThanOneSellerPaysHisLimit(string style)
        => Uncrosses(style, 20.03m, "B 1000@20.10 S 600@20.00", price: 20.10m, volume: 600, imbalance: 400);

    // EX-2c
    [Theory]
    [InlineData("lse", 20.03, 20.03)]
    [InlineData("lse", 19.50, 20.00)]
    [InlineData("lse", 20.50, 20.10)]
    [InlineData("xetra", 20.03, 20.03)]
    [InlineData("xetra", 19.50, 20.00)]
    [InlineData("xetra", 20.50, 20.10)]
    [InlineData("nasdaq", 20.03, 20.03)]
    public void ABalancedAuctionTradesAtTheReferenceOrTheNearerEnd(string style, double reference, double price)
        => Uncrosses(style, (decimal)reference, "B 600@20.10 S 600@20.00", (decimal)price, volume: 600, imbalance: 0);

    // EX-2d
    [Theory]
    [InlineData("lse", 10.00, 10.01, 100)]
    [InlineData("lse", 10.05, 10.02, -100)]
    [InlineData("xetra", 10.00, 10.01, 100)]
    [InlineData("xetra", 10.05, 10.02, -100)]
    [InlineData("nasdaq", 10.05, 10.02, -100)]
    public void WithPressureOnBothSidesTheReferenceDecides(string style, double reference, double price, long imbalance)
        => Uncrosses(
            style, (decimal)reference, "B 500@10.02 B 100@10.01 S 500@10.01 S 100@10.02", (decimal)price, volume: 500, imbalance);

    // EX-2e
    [Theory]
    [InlineData("xetra", 50.10, -400)]
    [InlineData("lse", 50.01, 0)]
    public void EveryTickAsCandidateFindsABalanceThatLimitsAloneDoNot(string style, double price, long imbalance)
        => Uncrosses(
            style, 50.00m, "B 400 B 300@50.20 B 500@50.00 S 100 S 600@49.90 S 400@50.10", (decimal)price, volume: 700, imbalance);

    // EX-2f
    [Fact]
    public void TheNasdaqThresholdLiesAroundTheInsideQuote()
    {
        var bounds = AuctionBounds.Around(new Price(1_000), new Price(1_100), basisPoints: 1_000, leastUnits: 50);

        Assert.Equal((895, 1_205), (bounds.Low.Ticks, bounds.High.Ticks));
        Assert.Equal((300, 402), (AuctionBounds.Around(new(350), new(352), 1_000, 50) is var b ? (b.Low.Ticks, b.High.Ticks) : default));
    }

    // EX-2g
    [Fact]
    public void TheFourPrinciplesOfThePublishedExampleGiveItsPrice()
        => Uncrosses(
            "asx", 6.30m,
            "B 500@6.40 B 500@6.39 B 500@6.39 B 1000@6.34 B 500@6.33 S 1000@6.10 S 500@6.40 S 520@6.41 S 550@6.42 S 519@6.43",
            price: 6.39m, volume: 1_000, imbalance: 500);

    private static void Uncrosses(string style, decimal reference, string orders, decimal price, long volume, long imbalance)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [], new ExchangeOptions { AuctionStyle = style });
        var buyer = venue.Open(0, dollars: 10_000_000);
        var seller = venue.Open(1);
        venue.Give(seller, share, 1_000_000);
        venue.Apply(Commands.SetPhase(TradingPhase.PreOpen) with
        {
            Price = MechanismVenue.PriceOf(share, reference), Flags = OrderFlags.HasLimit,
        });
        foreach (var (side, lots, limit) in Parse(orders))
        {
            _ = limit is { } at ? venue.Limit(side == Side.Buy ? buyer : seller, share, side, at, lots)
                : venue.Market(side == Side.Buy ? buyer : seller, share, side, lots);
            Assert.Equal(RejectReason.None, venue.Refusal);
            Assert.DoesNotContain(venue.Last, e => e.Kind == EventKind.Traded);
        }

        var shown = venue.Events.Last(e => e.Kind == EventKind.Indicative);
        venue.Apply(Commands.SetPhase(TradingPhase.Continuous));

        var uncrossed = Assert.Single(venue.Last, e => e.Kind == EventKind.Uncrossed);
        var side2 = imbalance >= 0 ? Side.Buy : Side.Sell;
        Assert.Equal(
            (price, volume, Math.Abs(imbalance), side2),
            (share.ToDecimal(uncrossed.Price), uncrossed.Quantity.Lots, uncrossed.Open.Lots, uncrossed.Side));
        Assert.Equal((uncrossed.Price, uncrossed.Quantity, uncrossed.Open), (shown.Price, shown.Quantity, shown.Open));
        var trades = venue.Last.Where(e => e.Kind == EventKind.Traded && (e.Flags & EventFlags.Auction) != 0).ToArray();
        Assert.All(trades, t => Assert.Equal(uncrossed.Price, t.Price));
        Assert.Equal(volume, trades.Sum(t => t.Quantity.Lots));
        Assert.Contains(venue.Last, e => e.Kind == EventKind.OfficialPrice && e.Price == uncrossed.Price);
    }

    private static IEnumerable<(Side Side, long Lots, decimal? Limit)> Parse(string orders)
    {
        var words = orders.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
        {
            var parts = words[i + 1].Split('@');
            yield return (
                words[i] == "B" ? Side.Buy : Side.Sell, long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
                parts.Length == 1 ? null : decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
