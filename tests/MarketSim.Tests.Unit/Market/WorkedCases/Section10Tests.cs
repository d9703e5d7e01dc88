using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Warrants and knock-outs with other numbers than those of the rules' examples.</summary>
public sealed class Section10Tests
{
    public static TheoryData<long, long, decimal, decimal, decimal, decimal> Exercises => new()
    {
        // Shares, warrants, strike, equity with the warrants; payoff of one, share afterwards.
        { 1_000_000, 50_000, 20m, 26_000_000m, 5.7142857m, 25.7142857m }, { 400_000, 400_000, 7.50m, 4_000_000m, 1.25m, 8.75m },
    };

    [Theory]
    [MemberData(nameof(Exercises))]
    public void ExerciseIssuesNewSharesAndDilutesTheOld(
        long shares, long warrants, decimal strike, decimal equity, decimal payoff, decimal after)
    {
        var share = MechanismVenue.Share(0);
        var issue = new Warrant
        {
            Id = new(1), Symbol = "XYZ.W", Base = new(2), Quote = MechanismVenue.Usd, Share = share.Id,
            Strike = MechanismVenue.PriceOf(share, strike), Expiry = new(2026, 1, 5),
        };
        var mechanism = (CompanyWarrants)MechanismCatalog.Create("warrants");
        var venue = new MechanismVenue([share, issue], [mechanism], options: null, seed: 0);
        venue.Apply(Commands.OpenSession());
        var (founder, holder) = (venue.Open(0), venue.Open(1, dollars: 20_000_000));
        venue.Give(founder, share, shares);
        venue.Give(holder, issue, warrants);
        venue.Apply(Instructions.CompanyValue(share.Id, new((long)(equity * 100))));
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Apply(Instructions.Exercise(holder, issue.Id, new(warrants)));
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((warrants, 0L), (venue.Position(holder, share), venue.Position(holder, issue)));
        Assert.Equal(20_000_000 - (strike * warrants), venue.Cash(holder));
        Assert.Equal(shares + warrants, venue.Exchange.Ledger.Issued(share.Base));
        Assert.Equal(after, decimal.Round((equity + (strike * warrants)) / venue.Exchange.Ledger.Issued(share.Base), 7));
        Assert.Equal(payoff, after - strike);
    }
}
