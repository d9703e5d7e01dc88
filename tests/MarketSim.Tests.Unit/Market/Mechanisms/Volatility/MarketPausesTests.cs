using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>EX-6h and section 6.3: circuit breaker, collars, velocity pauses, bands of single orders.</summary>
public sealed class MarketPausesTests
{
    // EX-6h: prior close 5,432.10: 5,051.85 / 4,725.93 / 4,345.68. The rest: other closes.
    public static TheoryData<decimal, decimal, int> Levels => new()
    {
        { 5432.10m, 5051.85m, 1 }, { 5432.10m, 4725.93m, 2 }, { 5432.10m, 4345.68m, 3 },
        { 4017.77m, 3736.53m, 1 }, { 4017.77m, 3495.46m, 2 }, { 4017.77m, 3214.22m, 3 },
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public void AFallOfTheIndexHaltsEverything(decimal close, decimal threshold, int level)
    {
        var venue = Indexed(close);
        venue.At("11:00");
        Index(venue, threshold + 0.01m);
        Assert.Equal(level - 1, venue.Of(EventKind.CircuitBreaker).Select(e => (int)e.Amount).DefaultIfEmpty(0).Last());
        Index(venue, threshold);
        var reached = venue.Of(EventKind.CircuitBreaker).Last();
        Assert.Equal((level, (long)(threshold * 100)), ((int)reached.Amount, reached.Price.Ticks));
        Assert.Equal(level == 3 ? TradingPhase.Closed : TradingPhase.ReopeningAuction, venue.Phase);
        venue.At("11:14:59");
        Assert.NotEqual(TradingPhase.Continuous, venue.Phase);
        venue.At("11:15");
        Assert.Equal(level == 3 ? TradingPhase.Closed : TradingPhase.Continuous, venue.Phase);
    }

    [Fact]
    public void EachLevelHaltsOnceADay()
    {
        var venue = Indexed(5000);
        Index(venue, 4650);
        venue.At("11:00");
        Index(venue, 4800);
        Index(venue, 4600);
        Assert.Single(venue.Of(EventKind.CircuitBreaker));
        Index(venue, 4350);
        Assert.Equal([1L, 2L], venue.Of(EventKind.CircuitBreaker).Select(e => e.Amount));
        venue.At("16:00").Venue.Apply(Commands.CloseSession());
        venue.Venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Close(5000, 2);
        Index(venue, 4650);
        Assert.Equal([1L, 2L, 1L], venue.Of(EventKind.CircuitBreaker).Select(e => e.Amount));
    }

    [Fact]
    public void LateInTheDayOnlyTheLastLevelCounts()
    {
        var venue = Indexed(5000);
        venue.At("15:25");
        Index(venue, 4300);
        Assert.Empty(venue.Of(EventKind.CircuitBreaker));
        Index(venue, 4000);
        Assert.Equal(3, Assert.Single(venue.Of(EventKind.CircuitBreaker)).Amount);
        venue.Venue.Apply(Commands.SetPhase(TradingPhase.Continuous));
        Assert.Equal(TradingPhase.Closed, venue.Phase);
    }

    [Fact]
    public void TheIndexMayBeABasketOfWhatTrades()
    {
        var venue = new VolatileVenue(
            [MechanismVenue.Share(0, "AAA"), MechanismVenue.Share(1, "BBB")], MechanismSpec.Of("circuit-breaker", ("index", "AAA:3 BBB:1")));
        venue.Close(100).Close(100, 1).Open();
        venue.Trade(91);
        Assert.Empty(venue.Of(EventKind.CircuitBreaker));
        venue.Trade(90.66m);
        Assert.Equal(37198, Assert.Single(venue.Of(EventKind.CircuitBreaker)).Price.Ticks);
        Assert.Equal(2, venue.Of(EventKind.Paused).Count());
    }

    [Fact]
    public void APauseOfOneShareDoesNotEndBeforeTheHaltOfAll()
    {
        var index = new MarketIndex { Id = new(1), Symbol = "IDX", Base = new(2), Quote = MechanismVenue.Usd };
        var venue = new VolatileVenue(
            [MechanismVenue.Share(0), index], VolatileVenue.Luld(), MechanismSpec.Of("circuit-breaker", ("index", "IDX")));
        venue.Close(100).Close(5000, 1).Open();
        venue.Trade(100);
        venue.At("10:00").Ask(95, 100);
        venue.At("10:01");
        venue.Venue.Apply(Instructions.ReferencePrice(index.Id, new(460000)));
        venue.At("10:15:59");
        Assert.Equal(TradingPhase.ReopeningAuction, venue.Phase);
        venue.At("10:16");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    [Fact]
    public void ATradeOutsideTheCorridorDoesNotHappenAndAnAuctionFollows()
    {
        var venue = Collared();
        venue.Trade(100);
        venue.Ask(102, 100);
        venue.Ask(102.01m, 100);
        venue.Bid(103, 150);
        Assert.Equal([10200L], venue.Venue.Last.Where(e => e.Kind == EventKind.Traded).Select(e => e.Price.Ticks));
        Assert.Equal(TradingPhase.VolatilityAuction, venue.Phase);
        Assert.Equal(VolatileVenue.Time("09:32"), Assert.Single(venue.Of(EventKind.Paused)).Until);

        // The buyer takes part with his own limit.
        venue.At("09:32");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
        Assert.Equal((50, true), venue.Of(EventKind.Uncrossed).Last() is var e ? (e.Quantity.Lots, e.Price.Ticks is >= 10201 and <= 10300) : default);
    }

    [Fact]
    public void TheStaticCorridorHoldsTheDayTogether()
    {
        var venue = Collared();
        venue.Trade(100);
        venue.Trade(102);
        venue.Trade(104);
        Assert.Equal((101.92m, 105), venue.Limits);
        venue.Ask(105.01m, 10);
        venue.Bid(105.01m, 10);
        Assert.Equal(TradingPhase.VolatilityAuction, venue.Phase);
    }

    [Fact]
    public void ARestingOrderOutsideTheCorridorIsNotHitEither()
    {
        var venue = Collared();
        venue.Trade(100);
        venue.Bid(102.50m, 100);
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
        venue.Ask(99, 100);
        Assert.DoesNotContain(venue.Venue.Last, e => e.Kind == EventKind.Traded);
        Assert.Equal(TradingPhase.VolatilityAuction, venue.Phase);
    }

    [Fact]
    public void AnAuctionThatWouldEndTooFarAwayIsExtendedAndTheEndIsRandom()
    {
        var venue = new VolatileVenue(MechanismSpec.Of("price-collar", ("random-end", "30s"))).Close(100).Open();
        venue.Trade(100);
        venue.Ask(110, 100);
        venue.Bid(110, 100);
        venue.At("09:31:59");
        Assert.Empty(venue.Of(EventKind.Extended));
        venue.At("09:32:30");
        var extended = Assert.Single(venue.Of(EventKind.Extended));
        Assert.InRange(extended.Time.Nanoseconds, VolatileVenue.Time("09:32").Nanoseconds, VolatileVenue.Time("09:32:30").Nanoseconds);
        venue.At("09:38:01");
        Assert.Equal((100, 11000), venue.Of(EventKind.Uncrossed).Last() is var e ? ((int)e.Quantity.Lots, (int)e.Price.Ticks) : default);
    }

    [Fact]
    public void AMoveOfSoManyTicksPausesTradingForSeconds()
    {
        var venue = new VolatileVenue(MechanismSpec.Of("velocity-pause", ("ticks", "12"), ("within", "1s"), ("pause", "5s"))).Open();
        venue.Trade(100);
        venue.At("09:30:00.5").Trade(99.89m);
        Assert.Empty(venue.Of(EventKind.Paused));
        venue.Trade(99.88m);
        Assert.Equal(VolatileVenue.Time("09:30:05.5"), Assert.Single(venue.Of(EventKind.Paused)).Until);
        Assert.Equal(TradingPhase.ReopeningAuction, venue.Phase);
        venue.At("09:30:05.5");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    [Fact]
    public void ASlowMovePausesNothing()
    {
        var venue = new VolatileVenue(MechanismSpec.Of("velocity-pause", ("ticks", "12"), ("within", "1s"))).Open();
        for (var i = 0; i < 30; i++)
        {
            venue.At($"09:30:{i:00}").Trade(100 - (i * 0.05m));
        }

        Assert.Empty(venue.Of(EventKind.Paused));
    }

    [Fact]
    public void ACascadeOfStopsIsStopped()
    {
        var venue = new VolatileVenue(MechanismSpec.Of("velocity-pause", ("ticks", "12"))).Open();
        venue.Trade(100);
        for (var i = 1; i <= 10; i++)
        {
            venue.Bid(100 - (i * 0.05m), 10);
            venue.Venue.Apply(Commands.Stop(venue.Seller, venue.Share.Id, new((ulong)(900 + i)), Side.Sell, new(10000 - (i * 5)), new(10)));
        }

        venue.Ask(99.95m, 10);
        Assert.Equal([9995L, 9990], venue.Venue.Last.Where(e => e.Kind == EventKind.Traded).Select(e => e.Price.Ticks));
        Assert.Single(venue.Of(EventKind.Paused));

        // It goes on from the reopening, twelve ticks at a time.
        venue.At("09:30:05");
        var auction = venue.Of(EventKind.Uncrossed).Last().Price.Ticks;
        Assert.Equal(2, venue.Of(EventKind.Paused).Count());
        Assert.All(venue.Venue.Last.Where(e => e.Kind == EventKind.Traded), e => Assert.InRange(e.Price.Ticks, auction - 12, auction));
        venue.At("09:31");
        Assert.Equal(TradingPhase.Continuous, venue.Phase);
    }

    public static TheoryData<Side, decimal, string, bool> Limits => new()
    {
        { Side.Buy, 110.00m, "aggressive", true }, { Side.Buy, 110.01m, "aggressive", false },
        { Side.Sell, 90.00m, "aggressive", true }, { Side.Sell, 89.99m, "aggressive", false },
        { Side.Buy, 50.00m, "aggressive", true }, { Side.Buy, 89.99m, "both", false }, { Side.Sell, 110.01m, "both", false },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void ALimitTooFarFromTheMarketIsRefused(Side side, decimal price, string refuses, bool enters)
    {
        var venue = new VolatileVenue(MechanismSpec.Of("price-band", ("refuses", refuses))).Close(100).Open();
        venue.Venue.Limit(side == Side.Buy ? venue.Buyer : venue.Seller, venue.Share, side, price, 10);
        Assert.Equal(enters ? RejectReason.None : RejectReason.PriceBand, venue.Venue.Refusal);
    }

    private static VolatileVenue Collared()
        => new VolatileVenue(MechanismSpec.Of("price-collar", ("random-end", "0"))).Close(100).Open();

    private static VolatileVenue Indexed(decimal close)
    {
        var index = new MarketIndex { Id = new(2), Symbol = "INDEX", Base = new(3), Quote = MechanismVenue.Usd };
        var venue = new VolatileVenue(
            [MechanismVenue.Share(0, "AAA"), MechanismVenue.Share(1, "BBB"), index], MechanismSpec.Of("circuit-breaker"));
        return venue.Close(close, 2).Open();
    }

    private static void Index(VolatileVenue venue, decimal level)
        => venue.Venue.Apply(Instructions.ReferencePrice(new(2), new((long)(level * 100))));
}
