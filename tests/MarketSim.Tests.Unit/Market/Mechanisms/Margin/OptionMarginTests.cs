using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Margin of option strategies by the pure rule. Sources: Cboe Rule 10.3, MARKET rules section 9.</summary>
public sealed class OptionMarginTests
{
    private static readonly DateOnly June = new(2026, 6, 19);
    private static readonly DateOnly September = new(2026, 9, 18);

    private static OptionLeg Call(decimal strike, long contracts, decimal price, DateOnly? expiry = null)
        => new(OptionRight.Call, strike, expiry ?? June, contracts, price);

    private static OptionLeg Put(decimal strike, long contracts, decimal price, DateOnly? expiry = null)
        => new(OptionRight.Put, strike, expiry ?? June, contracts, price);

    private static OptionMarginResult Of(decimal spot, params OptionLeg[] legs)
        => OptionMargin.Requirement(new OptionBook(spot, legs));

    private static OptionMarginResult Held(decimal spot, long shares, params OptionLeg[] legs)
        => OptionMargin.Requirement(new OptionBook(spot, legs, shares), MarginTime.Maintenance);

    private static string Names(OptionMarginResult result) => string.Join(", ", result.Strategies.OrderBy(s => s.Debit).Select(s => $"{s.Units} {s.Name}"));

    [Theory]
    [InlineData(OptionRight.Call, 52, 55, 210, 1, 950)] // EX-9a
    [InlineData(OptionRight.Call, 52, 65, 35, 1, 555)] // EX-9b: 10% of the underlying
    [InlineData(OptionRight.Put, 209, 200, 120, 1, 3400)] // EX-9c
    [InlineData(OptionRight.Put, 52, 55, 400, 5, 7200)] // EX-9d
    [InlineData(OptionRight.Put, 60, 40, 10, 1, 410)] // 10% of the strike
    public void ANakedOptionNeedsItsPremiumAndAPartOfTheUnderlyingOrTheMinimum(
        OptionRight right, int spot, int strike, int cents, long contracts, int requirement)
    {
        var result = Of(spot, new OptionLeg(right, strike, June, -contracts, cents / 100m));

        Assert.Equal(requirement, result.Requirement);
        Assert.Equal(cents * contracts, result.Credit);
    }

    [Fact] // EX-9e
    public void OnABroadIndexItIsFifteenPercent()
    {
        var result = OptionMargin.Requirement(new OptionBook(4000, [Call(4100, -1, 35)]), terms: OptionMarginTerms.BroadIndex);

        Assert.Equal(53_500m, result.Requirement);
    }

    [Fact] // EX-9f
    public void AStrangleNeedsItsGreaterSideAndTheOthersPremium()
    {
        var result = Of(50, Call(52, -1, 1.50m), Put(48, -1, 1.30m));

        Assert.Equal(1080m, result.Requirement);
        Assert.Equal("1 short strangle", Names(result));
    }

    [Fact] // EX-9g
    public void ACreditSpreadNeedsItsWidthLessThePremiumReceived()
    {
        var result = Of(52, Put(50, -1, 2.00m), Put(45, 1, 0.80m));

        Assert.Equal((500m, 120m, 380m), (result.Requirement, result.Credit, result.Deposit));
        Assert.Equal("1 put credit spread", Names(result));
    }

    [Fact]
    public void ADebitSpreadIsPaid()
    {
        var result = Of(52, Call(50, 1, 3.40m), Call(55, -1, 1.15m));

        Assert.Equal((225m, 0m, 225m), (result.Requirement, result.Credit, result.Deposit));
        Assert.Equal("1 call debit spread", Names(result));
    }

    [Fact]
    public void AnIronCondorNeedsTheGreaterOfItsWidthsOnce()
    {
        var result = Of(50, Put(40, 2, 0.30m), Put(45, -2, 0.90m), Call(55, -2, 1.00m), Call(61, 2, 0.25m));

        Assert.Equal((1200m, 270m, 930m), (result.Requirement, result.Credit, result.Deposit));
        Assert.Equal("2 short iron condor", Names(result));
    }

    [Fact]
    public void ALongButterflyAndALongBoxArePaidAndAShortBoxNeedsItsWidth()
    {
        var butterfly = Of(50, Call(45, 1, 6.00m), Call(50, -2, 2.50m), Call(55, 1, 0.80m));
        var longBox = Of(50, Call(45, 1, 6.00m), Call(55, -1, 0.80m), Put(55, 1, 5.60m), Put(45, -1, 0.90m));
        var shortBox = Of(50, Call(45, -1, 6.00m), Call(55, 1, 0.80m), Put(55, -1, 5.60m), Put(45, 1, 0.90m));

        Assert.Equal((180m, "1 butterfly"), (butterfly.Requirement, Names(butterfly)));
        Assert.Equal((990m, "1 long box"), (longBox.Requirement, Names(longBox)));
        Assert.Equal((1000m, 990m, "1 short box"), (shortBox.Requirement, shortBox.Credit, Names(shortBox)));
    }

    [Fact]
    public void TheLongLegOfASpreadMustNotEndFirst()
    {
        var calendar = Of(50, Call(50, -1, 2.00m), Call(50, 1, 3.10m, September));
        var naked = Of(50, Call(50, -1, 3.10m, September), Call(50, 1, 2.00m));
        var diagonal = Of(50, Call(50, -1, 2.00m), Call(55, 1, 1.40m, September));

        Assert.Equal((110m, "1 call calendar spread"), (calendar.Requirement, Names(calendar)));
        Assert.Equal((1310m + 200m, "1 naked call, 1 long call"), (naked.Requirement, Names(naked)));
        Assert.Equal((500m, 60m, "1 call diagonal spread"), (diagonal.Requirement, diagonal.Credit, Names(diagonal)));
    }

    [Fact]
    public void AWideSpreadNeedsNoMoreThanItsShortLegNaked()
    {
        var result = Of(50, Put(50, -1, 2.00m), Put(20, 1, 0.05m));

        // Naked: 200 + 1,000; the width would be 3,000.
        Assert.Equal(1200m + 5m, result.Requirement);
    }

    [Fact]
    public void CoveredOptionsNeedNothingAndTheSharesCountAtMostTheStrike()
    {
        var inside = OptionMargin.Requirement(new OptionBook(55, [Call(50, -1, 6.20m)], 100));
        var outside = OptionMargin.Requirement(new OptionBook(55, [Call(60, -1, 1.20m)], 100));

        Assert.Equal((0m, 2500m, 500m, 620m), (inside.OptionRequirement, inside.StockRequirement, inside.NotCounted, inside.Credit));
        Assert.Equal((0m, 2750m, 0m), (outside.OptionRequirement, outside.StockRequirement, outside.NotCounted));
        Assert.Equal("1 covered call", Names(outside));
    }

    [Theory]
    [InlineData(100, 50, 1, 45, 950)] // 10% of 45 and 5 out of the money: 950, less than 1,250
    [InlineData(100, 50, 1, 30, 1250)] // never more than the shares alone
    [InlineData(-100, 50, 0, 52, 720)] // 10% of 52 and 2 out of the money, less than 1,500
    public void AProtectiveOptionLimitsTheMaintenanceOfShares(long shares, int spot, int isPut, int strike, int stock)
        => Assert.Equal(
            stock, Held(spot, shares, isPut == 1 ? Put(strike, 1, 1) : Call(strike, 1, 1)).StockRequirement);

    [Fact]
    public void CollarsAndConversionsAreMarginedByTheirStrikes()
    {
        var collar = Held(50, 100, Put(48, 1, 1.20m), Call(55, -1, 1.10m));
        var conversion = Held(50, 100, Put(50, 1, 2.20m), Call(50, -1, 2.40m));
        var reversal = Held(48, -100, Put(50, -1, 2.80m), Call(50, 1, 1.20m));

        Assert.Equal((680m, "1 collar"), (collar.StockRequirement, Names(collar)));
        Assert.Equal((500m, "1 conversion"), (conversion.StockRequirement, Names(conversion)));
        Assert.Equal((500m, 200m, "1 reverse conversion"), (reversal.StockRequirement, reversal.NotCounted, Names(reversal)));
    }

    [Fact]
    public void LongOptionsArePaidInFullAndLongTermOnesToThreeQuarters()
    {
        var today = new DateOnly(2026, 1, 5);
        var near = OptionMargin.Requirement(new OptionBook(50, [Call(50, 2, 4)]) { Today = today });
        var far = OptionMargin.Requirement(new OptionBook(50, [Call(50, 2, 4, new DateOnly(2026, 12, 18))]) { Today = today });

        Assert.Equal((800m, 600m), (near.Requirement, far.Requirement));
    }

    [Fact]
    public void AnAccountThatPaysInFullMayWriteCoveredCallsAndCashSecuredPutsOnly()
    {
        OptionMarginResult Cash(long shares, params OptionLeg[] legs)
            => OptionMargin.Requirement(new OptionBook(50, legs, shares), terms: OptionMarginTerms.Cash);

        Assert.True(Cash(100, Call(55, -1, 1)).IsPermitted);
        Assert.False(Cash(100, Call(55, -2, 1)).IsPermitted);
        Assert.False(Cash(0, Call(55, -1, 1), Call(50, 1, 3)).IsPermitted);
        var put = Cash(0, Put(45, -1, 1));
        Assert.True(put.IsPermitted);
        Assert.Equal((4500m, 4400m, "1 cash-secured put"), (put.Requirement, put.Deposit, Names(put)));
    }

    [Fact]
    public void TheCheapestCombinationCountsNotTheFirst()
    {
        // The 60 call would be a poor partner of the 50: the shares go to the dearest short call.
        var result = OptionMargin.Requirement(
            new OptionBook(52, [Call(50, -1, 3.50m), Call(60, -1, 0.40m), Call(55, 1, 1.50m)], 100), MarginTime.Maintenance);

        Assert.Equal("1 call debit spread, 1 covered call", string.Join(", ", Names(result).Split(", ").Order()));
        Assert.True(result.IsExact);
    }
}
