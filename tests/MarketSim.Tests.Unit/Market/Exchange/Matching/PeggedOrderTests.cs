using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Pegged and midpoint orders.</summary>
public sealed class PeggedOrderTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void APrimaryPegFollowsItsOwnSideAndGoesToTheBack(string book)
    {
        var market = Quoted(book);
        Assert.Equal(
            "Accepted #1 Buy Pegged 10@100 [Pegged]\nRested #1 10@100 [Pegged]",
            market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary)));
        Assert.Equal(
            "Accepted #2 Buy Limit 5@102\nRested #2 5@102\nRepriced #1 10@102 [Pegged]\nRested #1 10@102 [Pegged]",
            market.Buy(2, 5, 102));
        Assert.StartsWith("B 5@102 #2 | B 10@102 #1 | ", market.Book, StringComparison.Ordinal);
        Assert.EndsWith("Repriced #1 10@100 [Pegged]\nRested #1 10@100 [Pegged]", market.Cancel(2), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void APegIsNeverAReferenceNorItsOwn(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary, offset: 2));
        market.Do(MatchingFixture.Pegged(2, Side.Buy, 10, PegReference.Primary, offset: 1));
        Assert.Equal("B 10@102 #1 | B 10@101 #2 | B 100@100 #51 | S 100@110 #52", market.Book);
        Assert.Equal(
            "Cancelled #51 100 Requested\nCancelled #1 10 NoReferencePrice\nCancelled #2 10 NoReferencePrice", market.Cancel(51));
    }

    [Theory, MemberData(nameof(Books))]
    public void AMarketPegFollowsTheOppositeSideAndTakesWhereItCrosses(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(1, Side.Sell, 10, PegReference.Market, offset: -3));
        Assert.Equal("B 100@100 #51 | S 10@103 #1 | S 100@110 #52", market.Book);
        Assert.Equal(
            "Accepted #2 Buy Pegged 150@110 [Pegged]\nTraded #2 x #1 10@103 left 140 x 0 [Pegged]\n"
            + "Traded #2 x #52 100@110 left 40 x 0\nRested #2 40@110 [Pegged]\nCancelled #2 40 NoReferencePrice",
            market.Do(MatchingFixture.Pegged(2, Side.Buy, 150, PegReference.Market)));
    }

    [Theory, MemberData(nameof(Books))]
    public void ACapStopsAPeg(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary) with { Flags = OrderFlags.HasLimit, Price = new Price(101) });
        market.Buy(2, 5, 104);
        Assert.StartsWith("B 5@104 #2 | B 10@101 #1 | ", market.Book, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void OffsetsInBasisPointsAndTicksRoundToThePassiveSide(string book)
    {
        var instrument = MatchingFixture.Cents with { Ticks = new TickRegime((0, 5)) };
        var market = new MatchingFixture(book, instrument: instrument);
        market.Buy(51, 100, 1000);
        market.Sell(52, 100, 1100);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 1, PegReference.Primary, offset: -33) with { Flags = OrderFlags.OffsetInBasisPoints });
        market.Do(MatchingFixture.Pegged(2, Side.Sell, 1, PegReference.Primary, offset: 33) with { Flags = OrderFlags.OffsetInBasisPoints });
        // 1000 less 3.3 is 996.7, so 995; 1100 less 3.63 is 1096.4, so 1100.
        Assert.Equal("B 100@1000 #51 | B 1@995 #1 | S 100@1100 #52 | S 1@1100 #2", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void SeveralPegsMoveInOrderOfEntry(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(3, Side.Buy, 1, PegReference.Primary));
        market.Do(MatchingFixture.Pegged(1, Side.Sell, 1, PegReference.Market, offset: -5));
        market.Do(MatchingFixture.Pegged(2, Side.Buy, 1, PegReference.Primary));
        market.Buy(4, 1, 101);
        Assert.Equal([3, 1, 2], Repriced(market));
        Assert.Equal("B 1@101 #4 | B 1@101 #3 | B 1@101 #2 | B 100@100 #51 | S 1@106 #1 | S 100@110 #52", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void MidpointOrdersMeetHiddenInTheMiddle(string book)
    {
        var market = Quoted(book);
        Assert.Equal(
            "Accepted #1 Buy Midpoint 10@105 [Hidden, Pegged]\nRested #1 0/10@105 [Hidden, Pegged]",
            market.Do(MatchingFixture.Midpoint(1, Side.Buy, 10)));
        Assert.Equal(
            "Accepted #2 Sell Midpoint 4@105 [Hidden, Pegged]\nTraded #2 x #1 4@105 left 0 x 6 [Hidden, Pegged]",
            market.Do(MatchingFixture.Midpoint(2, Side.Sell, 4)));
        Assert.DoesNotContain(market.Events.ToArray(), item => item.Kind == EventKind.Quoted);
        market.Buy(3, 1, 102);
        Assert.StartsWith("B 0/6@106 #1 | B 1@102 #3", market.Book, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void AMiddleThatCannotBeRepresentedIsRoundedToThePassiveSide(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(51, 1, 100);
        market.Sell(52, 1, 105);
        market.Do(MatchingFixture.Midpoint(1, Side.Buy, 10));
        market.Do(MatchingFixture.Midpoint(2, Side.Sell, 10));
        Assert.Equal("B 0/10@102 #1 | B 1@100 #51 | S 0/10@103 #2 | S 1@105 #52", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void AMidpointMayStandBetweenTicks(string book)
    {
        var market = new MatchingFixture(book, instrument: MatchingFixture.Cents with { Ticks = new TickRegime((0, 10)) });
        market.Buy(51, 1, 100);
        market.Sell(52, 1, 110);
        Assert.StartsWith("Accepted #1 Buy Midpoint 10@105", market.Do(MatchingFixture.Midpoint(1, Side.Buy, 10)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void WithoutAReferencePegsAreRefused(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(51, 1, 100);
        Assert.Equal("Rejected #1 NoReferencePrice", market.Do(MatchingFixture.Midpoint(1, Side.Buy, 10)));
        Assert.Equal("Rejected #1 NoReferencePrice", market.Do(MatchingFixture.Pegged(1, Side.Sell, 10, PegReference.Primary)));
        Assert.Equal("Rejected #1 NoReferencePrice", market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary, offset: -100)));
    }

    [Theory, MemberData(nameof(Books))]
    public void APostOnlyPegStepsBackFromTheMarketAndStaysThere(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Market) with { PostOnly = PostOnly.Reprice });
        Assert.StartsWith("B 10@109 #1", market.Book, StringComparison.Ordinal);
        Assert.Equal("Accepted #2 Buy Limit 1@1\nRested #2 1@1", market.Buy(2, 1, 1));
        market.Sell(3, 1, 115);
        Assert.EndsWith("Repriced #1 10@114 [Pegged]\nRested #1 10@114 [Pegged]", market.Cancel(52), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Books))]
    public void APegCanBeReplacedReducedAndCancelled(string book)
    {
        var market = Quoted(book);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary));
        Assert.Equal("Replaced #1 as #1 8@100 [KeptPriority, Pegged]", market.Replace(1, 8, 0));
        Assert.Equal("Replaced #1 as #2 9@100 [Pegged]\nRested #2 9@100 [Pegged]", market.Replace(1, 9, 0, newId: 2));
        Assert.Equal("Reduced #2 by 1 to 8 [kept]", market.Reduce(2, 1));
        Assert.EndsWith("Repriced #2 8@101 [Pegged]\nRested #2 8@101 [Pegged]", market.Buy(3, 1, 101), StringComparison.Ordinal);
        Assert.Equal("Cancelled #2 8 Requested", market.Cancel(2));
        Assert.Equal("Accepted #4 Buy Limit 1@102\nRested #4 1@102", market.Buy(4, 1, 102));
    }

    [Theory, MemberData(nameof(Books))]
    public void PegsStandStillDuringAHalt(string book)
    {
        var market = Quoted(book);
        market.Buy(2, 1, 101);
        market.Do(MatchingFixture.Pegged(1, Side.Buy, 10, PegReference.Primary));
        market.Do(new Command { Kind = CommandKind.Halt });
        Assert.Equal("Cancelled #2 1 Requested", market.Cancel(2));
        Assert.Equal(
            "Phase Continuous\nRepriced #1 10@100 [Pegged]\nRested #1 10@100 [Pegged]",
            market.Do(new Command { Kind = CommandKind.Resume }));
    }

    private static MatchingFixture Quoted(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(51, 100, 100);
        market.Sell(52, 100, 110);
        return market;
    }

    private static IEnumerable<int> Repriced(MatchingFixture market)
        => market.Events.ToArray().Where(item => item.Kind == EventKind.Repriced).Select(item => (int)item.Order.Value);
}
