using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Fees and levies through the public face of a venue. Source: MARKET rules, section 12.</summary>
public sealed class FeeTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0);

    [Theory]
    [InlineData("20.00", 1_000, "0.0030", "-0.0020", "3.00", "-2.00")] // EX-12a, taker
    [InlineData("20.00", 400, "0.0030", "-0.0020", "1.20", "-0.80")] // EX-12a, maker
    [InlineData("20.00", 150, "0.0030", "-0.0021", "0.45", "-0.32")] // 31.5 cents round up.
    [InlineData("20.00", 1_000, "0.0045", "-0.0020", "3.00", "-2.00")] // The cap.
    [InlineData("20.00", 1_000, "-0.0018", "0.0020", "-1.80", "2.00")] // Inverted.
    [InlineData("1.00", 1_000, "0.0030", "-0.0020", "3.00", "-2.00")]
    [InlineData("0.99", 1_000, "0.0030", "-0.0020", "2.97", "0.00")] // Below a dollar: 0.3% of value.
    public void EachSidePaysItsRateASharesRoundedOnce(
        string price, long lots, string taker, string maker, string takerPays, string makerPays)
    {
        var (venue, buyer, seller) = Open(MechanismSpec.Of("fees", ("taker", taker), ("maker", maker)));
        venue.Trade(buyer, seller, Stock, Dec(price), lots);

        Assert.Equal(-Dec(takerPays), venue.Posted(buyer, Posting.Fee));
        Assert.Equal(-Dec(makerPays), venue.Posted(seller, Posting.Fee));
        Assert.Equal(Dec(takerPays) + Dec(makerPays), venue.Cash(HouseAccounts.Fees));
    }

    [Fact]
    public void TheCapChangesByDateAndTheTierByTheVolumeOfTheMonth()
    {
        var (venue, buyer, seller) = Open(MechanismSpec.Of(
            "fees", ("access-cap", "0.003; 2026-01-06=0.001"), ("tiers", "1000:0.0030/-0.0025")));
        venue.Trade(buyer, seller, Stock, 20.00m, 1_000);
        venue.Trade(buyer, seller, Stock, 20.00m, 1_000);
        Assert.Equal(2.00m + 2.50m, venue.Posted(seller, Posting.Fee));
        Assert.Equal(-6.00m, venue.Posted(buyer, Posting.Fee));

        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Trade(buyer, seller, Stock, 20.00m, 1_000);
        Assert.Equal(-7.00m, venue.Posted(buyer, Posting.Fee));
        Assert.Equal(3_000, venue.Exchange.Mechanisms.OfType<ShareFees>().Single().MonthlyVolume(buyer));
        venue.At("9:30", new(2026, 2, 2));
        venue.Trade(buyer, seller, Stock, 20.00m, 100);
        Assert.Equal(4.50m + 2.50m + 0.20m, venue.Posted(seller, Posting.Fee));
    }

    [Theory]
    [InlineData("25.40", 1_000, "27.80", "0.71", "0.17")] // EX-12b
    [InlineData("100.00", 60_000, "8.00", "48.00", "8.30")] // The cap of the activity fee.
    [InlineData("10.00", 20, "27.80", "0.01", "0.00")]
    [InlineData("25.40", 1_000, "27.80; 2025-05-14=0", "0.00", "0.17")]
    public void OnlyTheSellerPaysLevies(string price, long lots, string perMillion, string section31, string activity)
    {
        var (venue, buyer, seller) = Open(MechanismSpec.Of("levies", ("section-31", perMillion)));
        venue.Trade(buyer, seller, Stock, Dec(price), lots);

        var levies = venue.Last.Where(e => e is { Kind: EventKind.Posted, Posting: Posting.Levy }).Select(e => e.Amount / 100m);
        Assert.Equal(new[] { Dec(section31), Dec(activity) }.Where(levy => levy != 0), levies);
        Assert.Equal(-Dec(section31) - Dec(activity), venue.Posted(seller, Posting.Levy));
        Assert.Equal(0, venue.Posted(buyer, Posting.Levy));
    }

    [Theory]
    [InlineData("levies", "section-31", "27.80; 2026-01-01", "is not a number by date")]
    [InlineData("levies", "taf", "1; 2026-02-01=2; 2026-01-01=3", "is not a number by date")]
    [InlineData("fees", "tiers", "100:0.1", "is not a list of tiers")]
    public void WhatIsNoRateIsRefusedWithASentence(string mechanism, string setting, string value, string sentence)
    {
        var refusal = Assert.Throws<ArgumentException>(() => MechanismCatalog.Create(mechanism, (setting, value)));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (MechanismVenue Venue, AccountId Buyer, AccountId Seller) Open(MechanismSpec mechanism)
    {
        var venue = new MechanismVenue([Stock], [mechanism]);
        var (buyer, seller) = (venue.Open(0, dollars: 10_000_000), venue.Open(1));
        venue.Give(seller, Stock, 100_000);
        venue.Apply(Commands.OpenSession());
        return (venue, buyer, seller);
    }
}
