using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Portfolio margin of classes that offset one another.</summary>
public sealed class RelatedClassesTests
{
    private readonly Equity _abc = MechanismVenue.Share(0, "ABC");
    private readonly Equity _xyz = MechanismVenue.Share(1, "XYZ");
    private AccountId _maker;

    private MechanismVenue Venue(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([_abc, _xyz], [MechanismSpec.Of("portfolio-margin", [("debit-interest", "0"), .. settings])]);
        venue.Apply(Commands.OpenSession());
        _maker = venue.Open(9, AccountType.Portfolio, 100_000_000);
        venue.Give(_maker, _abc, 1_000_000);
        venue.Give(_maker, _xyz, 1_000_000);
        return venue;
    }

    private AccountId Hedged(MechanismVenue venue, long bought, long sold, decimal equity = 20_000)
    {
        var trader = venue.Open(1, AccountType.Portfolio, equity);
        venue.Trade(trader, _maker, _abc, 100, bought);
        venue.Trade(_maker, trader, _xyz, 50, sold);
        return trader;
    }

    private static MarginStatement Statement(MechanismVenue venue, AccountId account)
        => ((IMarginMechanism)venue.Exchange.Mechanisms[0]).StatementOf(account)!;

    [Theory]
    [InlineData("", 100, 200, 300_000)] // each by itself: 2 × 15% of 10,000
    [InlineData("ABC+XYZ=90", 100, 200, 15_000)] // 1,500 - 90% of 1,500
    [InlineData("ABC+XYZ=50", 100, 200, 75_000)]
    [InlineData("ABC+XYZ=0", 100, 200, 150_000)] // the worst move, not the sum of two that cannot both happen
    [InlineData("ABC+XYZ=90", 100, 100, 82_500)] // down: -1,500 + 90% of 750
    [InlineData("ABC+XYZ=90", 100, 300, 90_000)] // up: -2,250 + 90% of 1,500
    public void AGainOfOneClassCountsInPartAgainstTheLossOfAnother(string offsets, long bought, long sold, long requirement)
    {
        var venue = Venue(("offsets", offsets));
        var trader = Hedged(venue, bought, sold);
        Assert.Equal(requirement, Statement(venue, trader).Maintenance);
        Assert.Equal(requirement, Statement(venue, trader).Initial);
    }

    [Fact]
    public void BroadIndicesOfHighCapitalisationOffsetOverTheirOwnMoves()
    {
        var venue = Venue(("high-cap-indices", "ABC XYZ"), ("offsets", "XYZ+ABC=90"));

        // Down 8%: -800 + 720; up 6%: 540 - 600.
        Assert.Equal(8_000, Statement(venue, Hedged(venue, 100, 200)).Maintenance);
    }

    [Fact]
    public void PositionsOnTheSameSideSpareNothing()
    {
        var venue = Venue(("offsets", "ABC+XYZ=90"));
        var trader = venue.Open(1, AccountType.Portfolio, 20_000);
        venue.Trade(trader, _maker, _abc, 100, 100);
        venue.Trade(trader, _maker, _xyz, 50, 200);
        Assert.Equal(300_000, Statement(venue, trader).Maintenance);
    }

    [Fact]
    public void ALegMayBeClosedOnlyIfTheOtherCanStandAlone()
    {
        var venue = Venue(("offsets", "ABC+XYZ=90"));
        var trader = Hedged(venue, 100, 200, equity: 1_500);
        venue.Deposit(trader, -500);
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(trader, _abc, Side.Sell, 100, 100);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal); // 1,500 against 1,000
        venue.Deposit(trader, 500);
        venue.Limit(trader, _abc, Side.Sell, 100, 100);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void AHedgeThatBreaksApartIsCalled()
    {
        var venue = Venue(("offsets", "ABC+XYZ=90"));
        var trader = Hedged(venue, 100, 200, equity: 1_500);
        venue.Deposit(trader, -1_300);
        venue.Apply(Instructions.ReferencePrice(_abc.Id, MechanismVenue.PriceOf(_abc, 99)));

        // Equity 100; up: 90% of 1,485 - 1,500 = -163.50, down: -1,485 + 90% of 1,500 = -135.
        var call = Assert.Single(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Equal(6_350, call.Amount);
    }

    [Theory]
    [InlineData("ABC+XYZ", "'ABC+XYZ' was found; accepted are groups A+B=PERCENT")]
    [InlineData("ABC=90", "accepted are groups A+B=PERCENT")]
    [InlineData("ABC+XYZ=101", "up to 100")]
    [InlineData("ABC+XYZ=90; XYZ+ABC=80", "for the second time")]
    [InlineData("ABC+XZ=90", "There is no instrument 'XZ'")]
    public void WhatIsNoGroupIsRefusedInASentence(string offsets, string sentence)
        => Assert.Contains(sentence, Assert.ThrowsAny<Exception>(() => Venue(("offsets", offsets))).Message, StringComparison.Ordinal);

    [Fact]
    public void ClassesThatAreMovedDifferentlyCannotOffset()
        => Assert.Contains(
            "moved equally far",
            Assert.Throws<ArgumentException>(() => Venue(("offsets", "ABC+XYZ=90"), ("house-range", "XYZ=30"))).Message,
            StringComparison.Ordinal);
}
