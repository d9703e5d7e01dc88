using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Who bought before the ex-date gets the dividend, though the trade settles on it or later.</summary>
public sealed class UnsettledDividendTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void TheBuyerOfATradeThatHasYetToSettleGetsTheDividend(string days)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue(
            [share], [MechanismSpec.Of("settlement", ("days", days)), MechanismSpec.Of("corporate-actions")], others: new FreeCredit());
        var (seller, buyer, late) = (venue.Open(0, dollars: 100_000), venue.Open(1, dollars: 100_000), venue.Open(2, dollars: 100_000));
        venue.Give(seller, share, 1_000);
        venue.Apply(Commands.OpenSession());
        var exDate = MarketCalendar.Default.At(CorporateDay.Tuesday, SimDuration.FromMinutes(570));
        venue.Apply(Instructions.Dividend(share.Id, CorporateDay.Micro(0.50m), exDate));
        venue.Trade(buyer, seller, share, 20.00m, 400);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.Settled);

        venue.At("09:30", CorporateDay.Tuesday).Apply(Commands.OpenSession());
        venue.Trade(late, seller, share, 20.00m, 100);
        foreach (var date in (DateOnly[])[CorporateDay.Tuesday, new(2026, 1, 7), new(2026, 1, 8)])
        {
            venue.At("16:00", date).Apply(Commands.CloseSession());
            venue.At("09:30", date.AddDays(1)).Apply(Commands.OpenSession());
        }

        decimal Dividend(AccountId account) => venue.Posted(account, Posting.Dividend);
        Assert.Equal((200m, 300m, 0m), (Dividend(buyer), Dividend(seller), Dividend(late)));
        Assert.Contains(venue.Events, e => e.Kind == EventKind.Settled);
    }
}
