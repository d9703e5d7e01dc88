using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>An assigned writer of calls who lacks the shares borrows when a short seller of that day does: exercise settles on the next
/// business day, as trades do. MARKET rules, sections 7, 9 and 14.</summary>
public sealed class AssignedWriterTests
{
    private static readonly DateOnly Friday = new(2026, 1, 9);
    private static readonly DateOnly Monday = new(2026, 1, 12);
    private readonly Equity _share = MechanismVenue.Share(0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnAssignedWriterBorrowsWithTheShortSellersOfThatDay(bool settles)
    {
        var call = MechanismVenue.Option(1, _share, OptionRight.Call, 50, Friday);
        MechanismSpec[] mechanisms =
        [
            MechanismSpec.Of("short-selling", ("requires-locate", "false")), MechanismSpec.Of("margin"), MechanismSpec.Of("options"),
        ];
        var venue = new MechanismVenue([_share, call], settles ? [.. mechanisms, MechanismSpec.Of("settlement")] : mechanisms);
        venue.At("09:30", Friday);
        venue.Apply(Commands.OpenSession());
        var holder = venue.Open(1, AccountType.RegT, 1_000_000);
        venue.Give(holder, _share, 100_000);
        var (writer, seller) = (venue.Open(2, AccountType.RegT, 100_000), venue.Open(3, AccountType.RegT, 100_000));
        venue.Trade(holder, seller, _share, 60, 300);
        venue.Trade(holder, writer, call, 10, 3);
        venue.At("16:00");
        venue.Apply(Commands.CloseSession());

        Assert.Equal((-300, -300), (venue.Position(writer, _share), venue.Position(seller, _share)));
        Assert.Contains(venue.Events, e => e.Kind == EventKind.Assigned && e.Account == writer);
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.Borrowed);
        Assert.Equal(0m, venue.Posted(writer, Posting.BorrowFee));

        venue.At("09:30", Monday);
        venue.Apply(Commands.OpenSession());
        foreach (var account in new[] { writer, seller })
        {
            var borrowed = Assert.Single(venue.Events, e => e.Kind == EventKind.Borrowed && e.Account == account);
            Assert.Equal((300, venue.Now), (borrowed.Quantity.Lots, borrowed.Time));
        }

        venue.At("16:00");
        venue.Apply(Commands.CloseSession());
        Assert.Equal(venue.Posted(seller, Posting.BorrowFee), venue.Posted(writer, Posting.BorrowFee));
        Assert.NotEqual(0m, venue.Posted(writer, Posting.BorrowFee));
        Assert.DoesNotContain(venue.Events, e => e.Kind is EventKind.SettlementFailed or EventKind.BoughtIn);
    }
}
