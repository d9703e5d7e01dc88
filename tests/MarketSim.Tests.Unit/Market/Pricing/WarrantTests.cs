using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class WarrantTests
{
    private static readonly OptionInputs Share = new(OptionRight.Call, 40, 60, 5, 0.03, 0, 0.3);
    private static readonly GalaiSchneller Issue = new(1_000_000, 200_000);

    [Fact]
    public void TheAnnouncedIssueOfTheRulesComesOut()
    {
        Assert.Equal(5.8669, Issue.Announced(Share), 5e-5);
        Assert.Equal(1_173_373, 200_000 * Issue.Announced(Share), 0.5);
        Assert.Equal(1.17, Issue.AnnouncementEffect(Share), 5e-3);
    }

    [Fact]
    public void TheOutstandingWarrantOfTheRulesComesOut()
        => Assert.Equal(6.390092, Issue.Outstanding(Share), 5e-7);

    [Fact]
    public void TheExpiryOfTheRulesComesOut()
    {
        Assert.Equal(12.5, Issue.PayoffAtExpiry(75_000_000, 60), 1e-12);
        Assert.Equal(72.5, Issue.SharePriceAtExpiry(75_000_000, 60), 1e-12);
        Assert.Equal(0, Issue.PayoffAtExpiry(55_000_000, 60));
        Assert.Equal(55, Issue.SharePriceAtExpiry(55_000_000, 60), 1e-12);
    }

    [Fact]
    public void TheValueIsAFixedPointToTwelveDigits()
        => Replay.Cases(nameof(WarrantTests), 2_000, 100_000, random =>
        {
            var issue = new GalaiSchneller(1e6, random.Scale(1, 1e8), random.Scale(0.1, 10));
            var share = Share with
            {
                Strike = random.Scale(5, 300), Years = random.Scale(0.05, 10), Volatility = random.Scale(0.05, 1.5),
                Yield = random.NextUniform(0, 0.05),
            };
            var w = issue.Outstanding(share);
            var image = issue.Dilution * BlackScholes.Price(share with { Spot = share.Spot + (issue.Warrants / issue.Shares * w) });
            Replay.Near(image, w, 1e-11 * Math.Max(1, w), (issue, share));
        });

    [Fact]
    public void TheShareAfterExerciseIsTheStrikePlusThePayoffOfAShare()
    {
        var issue = new GalaiSchneller(500_000, 100_000, 2);
        var share = issue.SharePriceAtExpiry(40_000_000, 50);
        Assert.Equal(issue.PayoffAtExpiry(40_000_000, 50), 2 * (share - 50), 1e-9);
        Assert.Equal(40_000_000, (500_000 * share) + (100_000 * issue.PayoffAtExpiry(40_000_000, 50)), 1e-6);
    }

    [Fact]
    public void WithoutWarrantsThereIsNoDilution()
        => Assert.Equal(BlackScholes.Price(Share), new GalaiSchneller(1000, 0).Outstanding(Share), 1e-12);

    [Fact]
    public void TheTurboOfTheRulesComesOut()
    {
        var turbo = new Turbo(OptionRight.Call, 4_500, 4_600, 0.01m);
        Assert.Equal(4.0000m, turbo.Value(4_900));
        Assert.Equal(12.25m, turbo.Leverage(4_900));
        var next = turbo.After(0.02m, 0.015m);
        Assert.Equal(4_500.4375m, next.FinancingLevel);
        Assert.Equal(3.995625m, next.Value(4_900));
        Assert.Equal(4_600, next.Barrier);
    }

    [Fact]
    public void AShortTurboEarnsTheRateLessTheSpread()
    {
        var turbo = new Turbo(OptionRight.Put, 5_000, 4_900, 0.01m);
        Assert.Equal(2m, turbo.Value(4_800));
        Assert.Equal(5_000 + (5_000 * 0.005m * 30 / 360), turbo.After(0.02m, 0.015m, 30).FinancingLevel);
        Assert.True(turbo.IsKnockedOutAt(4_900));
        Assert.False(turbo.IsKnockedOutAt(4_899));
    }

    [Fact]
    public void AKnockOutLeavesWhatTheUnwindPriceLeavesOrNothing()
    {
        var turbo = new Turbo(OptionRight.Call, 4_500, 4_600, 0.01m);
        Assert.True(turbo.IsKnockedOutAt(4_600));
        Assert.Equal(0.9m, turbo.Residual(4_590));
        Assert.Equal(0, turbo.Residual(4_400));
        var bare = turbo with { Barrier = 4_500 };
        Assert.Equal(0, bare.Residual(4_510));
        Assert.Equal(bare.After(0.02m, 0.015m).FinancingLevel, bare.After(0.02m, 0.015m).Barrier);
    }

    [Fact]
    public void ACoveredWarrantIsAPartOfAnOption()
    {
        var warrant = new CoveredWarrantValue(ExerciseStyle.European, 0.1);
        Assert.Equal(0.1 * BlackScholes.Price(Share), warrant.Value(Share), 1e-15);
        Assert.Equal(1.5, warrant.PayoffAtExpiry(OptionRight.Put, 45, 60), 1e-14);
        var greeks = BlackScholes.Greeks(Share);
        Assert.Equal(greeks.Delta * 40 / greeks.Price, warrant.Leverage(Share), 1e-12);
        var put = Share with { Right = OptionRight.Put };
        Assert.True(new CoveredWarrantValue(ExerciseStyle.American, 0.1).Value(put) > warrant.Value(put));
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Contains("shares", Assert.Throws<ArgumentException>(() => new GalaiSchneller(0, 1).Announced(Share)).Message);
        Assert.Contains("warrants", Assert.Throws<ArgumentException>(() => new GalaiSchneller(1, -1).Outstanding(Share)).Message);
        Assert.Contains("ratio", Assert.Throws<ArgumentException>(
            () => new Turbo(OptionRight.Call, 4_500, 4_500, 0).Value(4_900)).Message);
        Assert.Contains("leverage", Assert.Throws<ArgumentException>(
            () => new Turbo(OptionRight.Call, 4_500, 4_500, 1).Leverage(4_500)).Message);
        Assert.Contains("ratio", Assert.Throws<ArgumentException>(
            () => new CoveredWarrantValue(ExerciseStyle.European, 0).Value(Share)).Message);
    }
}
