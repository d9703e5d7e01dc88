using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Phases, expiry and mass cancel.</summary>
public sealed class SessionTests
{
    private static readonly Command Halt = new() { Kind = CommandKind.Halt };
    private static readonly Command Resume = new() { Kind = CommandKind.Resume };

    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void AtTheCloseDayOrdersExpireInOrderOfEntry(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(5, 10, 90);
        market.Do(MatchingFixture.Stop(4, Side.Sell, 10, 80));
        market.Do(MatchingFixture.StopLimit(8, Side.Sell, 10, 80, 70) with { TimeInForce = TimeInForce.Gtc });
        market.Sell(3, 10, 100);
        market.Buy(2, 10, 95, TimeInForce.Gtc);
        market.Do(MatchingFixture.Limit(1, Side.Buy, 10, 99, TimeInForce.Gtd) with { Expiry = SimTime.FromSeconds(100) });
        Assert.Equal(
            ["Phase Closed", "Cancelled #5 10 Expired", "Cancelled #4 10 Expired", "Cancelled #3 10 Expired", "Quoted Sell 0@0"],
            market.DoAll(Commands.CloseSession()));
        Assert.Equal("B 10@99 #1 | B 10@95 #2", market.Book);
        Assert.True(market.Model.TryGetOpen(new OrderId(8), out _));
    }

    [Theory, MemberData(nameof(Books))]
    public void WhenClosedOrHaltedNothingEntersButCancelsArePossible(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(1, 10, 90);
        Assert.Equal("Phase Halted", market.Do(Halt));
        Assert.Equal("Rejected #2 Halted", market.Buy(2, 1, 90));
        Assert.Equal("Rejected #1 Halted", market.Replace(1, 1, 90));
        Assert.Equal("Reduced #1 by 1 to 9 [kept]", market.Reduce(1, 1));
        Assert.Equal("Cancelled #1 9 Requested", market.Cancel(1));
        Assert.Equal("Phase Continuous", market.Do(Resume));
        Assert.Equal("", market.Do(Resume));
        Assert.Equal("Phase Closed", market.Do(Commands.CloseSession()));
        Assert.Equal("Rejected #2 MarketClosed", market.Buy(2, 1, 90));
        Assert.Equal("", market.Do(Halt));
        Assert.Equal(TradingPhase.Closed, market.Model.Phase);
    }

    [Theory, MemberData(nameof(Books))]
    public void GoodTillDateOrdersEndAtTheirInstantEarliestFirst(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(Gtd(1, 20));
        market.Do(Gtd(2, 10));
        market.Do(MatchingFixture.StopLimit(3, Side.Buy, 1, 200, 90) with { TimeInForce = TimeInForce.Gtd, Expiry = SimTime.FromSeconds(10) });
        Assert.Equal(SimTime.FromSeconds(10), market.Model.NextDeadline);
        Assert.Equal("", market.AdvanceTo(9));
        Assert.Equal("Cancelled #2 10 Expired\nCancelled #3 1 Expired", market.AdvanceTo(10));
        Assert.Equal(SimTime.FromSeconds(20), market.Model.NextDeadline);
        market.Cancel(1);
        Assert.Equal(SimTime.Never, market.Model.NextDeadline);
        Assert.Equal("", market.AdvanceTo(30));
    }

    [Theory, MemberData(nameof(Books))]
    public void NoOrderTradesAfterItsInstantEvenIfNobodyAdvancedTheTime(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(Gtd(1, 10));
        market.Now = SimTime.FromSeconds(10);
        Assert.Equal("Cancelled #1 10 Expired\nAccepted #2 Sell Limit 5@90\nRested #2 5@90", market.Sell(2, 5, 90));
    }

    [Theory, MemberData(nameof(Books))]
    public void AnIdUsedAgainDoesNotInheritADate(string book)
    {
        var market = new MatchingFixture(book);
        market.Do(Gtd(1, 10));
        market.Cancel(1);
        market.Buy(1, 10, 90);
        Assert.Equal("", market.AdvanceTo(10));
        Assert.Equal("B 10@90 #1", market.Book);
    }

    [Theory, MemberData(nameof(Books))]
    public void AMassCancelTakesAnAccountsOrdersInOrderOfEntry(string book)
    {
        var market = new MatchingFixture(book);
        market.Buy(9, 10, 90);
        market.Buy(100, 10, 91);
        market.Do(MatchingFixture.Stop(7, Side.Buy, 10, 120));
        market.Sell(8, 10, 100);
        Assert.Equal(
            "Cancelled #9 10 MassCancel\nCancelled #7 10 MassCancel\nCancelled #8 10 MassCancel",
            market.Do(Commands.MassCancel(new AccountId(1))));
        Assert.Equal("B 10@91 #100", market.Book);
        Assert.Equal("", market.Do(Commands.MassCancel(new AccountId(1))));
    }

    [Theory, MemberData(nameof(Books))]
    public void AMassCancelMayBeOfOneSideOrAPriceRange(string book)
    {
        var market = new MatchingFixture(book);
        for (var i = 1; i <= 5; i++)
        {
            market.Buy((ulong)i, 10, 90 + i);
            market.Sell((ulong)(10 + i), 10, 100 + i);
        }

        var all = Commands.MassCancel(new AccountId(1));
        Assert.Equal(
            "Cancelled #13 10 MassCancel\nCancelled #14 10 MassCancel",
            market.Do(all with { Flags = OrderFlags.PriceRange, Price = new Price(103), StopPrice = new Price(104) }));
        Assert.Equal(
            "Cancelled #2 10 MassCancel\nCancelled #3 10 MassCancel\nCancelled #4 10 MassCancel\nCancelled #5 10 MassCancel",
            market.Do(all with
            {
                Flags = OrderFlags.PriceRange | OrderFlags.OneSide, Side = Side.Buy, Price = new Price(92), StopPrice = new Price(999),
            }));
        Assert.Equal("B 10@91 #1 | S 10@101 #11 | S 10@102 #12 | S 10@105 #15", market.Book);
    }

    private static Command Gtd(ulong id, long seconds)
        => MatchingFixture.Limit(id, Side.Buy, 10, 90, TimeInForce.Gtd) with { Expiry = SimTime.FromSeconds(seconds) };
}
