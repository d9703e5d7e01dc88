using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Futures, perpetuals and bonds with other numbers than those of the rules' examples.</summary>
public sealed class Section11Tests
{
    public static TheoryData<int, int, long, decimal, decimal, long, decimal> Variations => new()
    {
        { 1, 1, 200, 2345.6m, 2331.1m, 3, -870.00m }, { 5, 5, 625, 1.08435m, 1.08665m, 7, 2012.50m },
        { 2, 25, 1250, 4800.25m, 4800.00m, 9, -112.50m },
        { 0, 5, 2500, 38_005m, 38_120m, 1, 575.00m },
    };

    [Theory]
    [MemberData(nameof(Variations))]
    public void VariationIsTheMoveTimesTheMultiplierTimesTheContracts(
        int decimals, int steps, long tickValue, decimal price, decimal settle, long contracts, decimal variation)
    {
        var future = new Future
        {
            Id = new(0), Symbol = "F", Base = new(1), Quote = MechanismVenue.Usd, PriceDecimals = decimals, PriceUnitSteps = steps,
            TickValueNumerator = tickValue, SettlementPrice = new(1), InitialMargin = new(1_000_00), MaintenanceMargin = new(900_00),
        };
        future = future with { SettlementPrice = MechanismVenue.PriceOf(future, price) };
        var venue = new MechanismVenue([future], [MechanismSpec.Of("futures", ("settlement", "reference"))]);
        venue.Apply(Commands.OpenSession());
        var (longs, shorts) = (venue.Open(0, AccountType.Futures, 50_000), venue.Open(1, AccountType.Futures, 50_000));
        venue.Trade(longs, shorts, future, price, contracts);
        venue.Apply(Instructions.ReferencePrice(future.Id, MechanismVenue.PriceOf(future, settle)));
        venue.Apply(Commands.CloseSession());
        Assert.Equal((50_000 + variation, 50_000 - variation), (venue.Cash(longs), venue.Cash(shorts)));
    }

    public static TheoryData<decimal, decimal, decimal, decimal, decimal, decimal> Fundings => new()
    {
        // Index, impact bid and ask, mark, coins, what the long receives.
        { 3_000m, 2_990m, 2_994m, 2_993m, 5m, 22.4475m }, { 3_000m, 3_001m, 3_002m, 3_001m, 5m, -1.5005m },
        { 3_000m, 2_998m, 3_002m, 3_000m, 4m, -1.2m }, { 3_000m, 3_003m, 3_004m, 3_002m, 2m, -3.002m },
    };

    [Theory]
    [MemberData(nameof(Fundings))]
    public void FundingFollowsThePremiumAndTheClampOnBothSides(
        decimal index, decimal bid, decimal ask, decimal mark, decimal coins, decimal received)
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts, maker) = (perpetual.Open(0, 50_000), perpetual.Open(1, 50_000), perpetual.Open(2, 5_000_000));
        perpetual.Trade(longs, shorts, index, coins);
        perpetual.Limit(maker, Side.Buy, bid, 100m);
        perpetual.Limit(maker, Side.Sell, ask, 100m);
        perpetual.Mark(mark);
        perpetual.SetIndex(index);
        perpetual.Venue.At("16:00");
        Assert.Equal((50_000m + received, 50_000m - received), (perpetual.Money(longs), perpetual.Money(shorts)));
    }

    public static TheoryData<decimal, decimal, decimal, decimal, decimal> Liquidations => new()
    {
        // Entry, coins, margin, liquidation of long and short.
        { 45_000m, 2m, 9_000m, 40_678.3920m, 49_278.6070m }, { 20_000m, 1m, 2_000m, 18_072.2892m, 21_912.3506m },
    };

    [Theory]
    [MemberData(nameof(Liquidations))]
    public void AnIsolatedPositionIsLiquidatedAtThePriceOfItsTier(decimal entry, decimal coins, decimal margin, decimal lower, decimal upper)
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts) = (perpetual.Open(0, margin), perpetual.Open(1, margin));
        perpetual.Trade(longs, shorts, entry, coins);
        Assert.Equal(lower, decimal.Round(perpetual.Margin.LiquidationPrice(longs, PerpetualVenue.Btc.Id)!.Value, 4));
        Assert.Equal(upper, decimal.Round(perpetual.Margin.LiquidationPrice(shorts, PerpetualVenue.Btc.Id)!.Value, 4));
        Assert.Equal(entry - (margin / coins), perpetual.Margin.BankruptcyPrice(longs, PerpetualVenue.Btc.Id));
    }

    [Theory]
    [InlineData(DayCount.Thirty360, 63_888.89)]
    [InlineData(DayCount.ActActIcma, 63_186.81)]
    [InlineData(DayCount.Act365, 63_013.70)]
    public void AccruedInterestCountsTheLeapDay(DayCount days, double accrued)
    {
        var bond = new Bond
        {
            Id = new(0), Symbol = "B5", Base = new(1), Quote = MechanismVenue.Usd, PriceDecimals = 3, FaceValue = new(1_000_00),
            CouponPartsPerMillion = 50_000, CouponsPerYear = 2, Maturity = new(2033, 1, 15), DayCount = days,
        };
        var venue = new MechanismVenue(
            [bond], [MechanismSpec.Of("bonds")], new() { Calendar = new MarketCalendar { FirstDay = new(2028, 2, 29) } });
        venue.Apply(Commands.OpenSession());
        var (buyer, seller) = (venue.Open(0, dollars: 20_000_000), venue.Open(1));
        venue.Give(seller, bond, 10_000);
        venue.Trade(buyer, seller, bond, 99.5m, 10_000);
        Assert.Equal((decimal)accrued, venue.Posted(seller, Posting.AccruedInterest));
    }
}
