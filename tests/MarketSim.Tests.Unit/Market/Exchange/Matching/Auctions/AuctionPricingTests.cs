using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The fast way to an auction's price against the plain one, at random, for every style.</summary>
public sealed class AuctionPricingTests
{
    private static readonly ulong FirstSeed = Environment.GetEnvironmentVariable("MARKETSIM_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture) : 1;

    private static readonly TickRegime Fives = new((0, 1), (1_010, 5));

    [Theory]
    [InlineData("nasdaq")]
    [InlineData("lse")]
    [InlineData("xetra")]
    [InlineData("asx")]
    [InlineData("cme")]
    public void TheCurveFindsWhatTryingEveryCandidateFinds(string style)
    {
        var pricing = AuctionStyles.Find(style);
        var (found, tied) = (0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + (ulong)Effort.Cases(3_000, 100_000); seed++)
        {
            var random = new Rng(seed, "auction");
            var orders = Orders(random);
            var ticks = random.Chance(0.5) ? TickRegime.EveryUnit : Fives;
            var reference = random.Chance(0.8) ? new AuctionReference(random.Between(1_980, 2_060)) : default(AuctionReference?);
            var low = new Price(random.Between(990, 1_020));
            var bounds = random.Chance(0.3) ? new AuctionBounds(low, low + random.Below(15)) : default(AuctionBounds?);

            var plain = PlainAuction.Find(orders, pricing, ticks, reference, bounds);
            var fast = AuctionCurve.Find(orders, pricing, ticks, reference, bounds);

            Assert.True(plain == fast, $"Seed {seed}: {plain} and {fast}. "
                + $"Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*{nameof(AuctionPricingTests)}'");
            found += plain is null ? 0 : 1;
            tied += plain is { } p && reference is { } r && PlainAuction.Outcome(p.Price + 1, orders).Volume == p.Volume ? 1 : 0;
        }

        Assert.True(found > 1_000 && tied > 100, $"{found} prices, {tied} of them chosen among several: too little is proved");
    }

    [Fact]
    public void NothingThatCrossesIsLeftAtTheChosenPrice()
    {
        for (var seed = FirstSeed; seed < FirstSeed + 3_000; seed++)
        {
            var random = new Rng(seed, "left");
            var orders = Orders(random);
            if (AuctionCurve.Find(orders, new LsePricing(), TickRegime.EveryUnit) is not { } outcome)
            {
                continue;
            }

            // The short side is served whole, so nobody is left who would have traded with the other.
            var limits = orders.Where(o => !o.IsMarket).Select(o => o.Limit.Ticks).DefaultIfEmpty(outcome.Price.Ticks).ToArray();
            Assert.True(
                PlainAuction.Outcome(outcome.Price, orders) == outcome
                    && Enumerable.Range((int)limits.Min(), (int)(limits.Max() - limits.Min() + 1))
                        .All(p => PlainAuction.Outcome(new Price(p), orders).Volume <= outcome.Volume),
                $"Seed {seed}: {outcome}");
        }
    }

    private static List<AuctionOrder> Orders(Rng random)
    {
        var orders = new List<AuctionOrder>();
        var count = random.Below(14);
        for (var i = 0; i < count; i++)
        {
            var side = (Side)random.Below(2);
            var lots = 10 * random.Between(1, random.Chance(0.5) ? 3 : 30);
            var price = new Price(1_000 + (5 * random.Between(-2, 5)) + (random.Chance(0.4) ? random.Below(5) : 0));
            orders.Add(random.Chance(0.2)
                ? AuctionOrder.AtMarket(side, lots, random.Chance(0.5) ? price : null)
                : AuctionOrder.AtLimit(side, price, lots));
        }

        return orders;
    }
}
