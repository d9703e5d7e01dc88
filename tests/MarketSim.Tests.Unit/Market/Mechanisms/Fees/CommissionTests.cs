using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What a broker takes, as a mechanism of a venue.</summary>
public sealed class CommissionTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0);

    [Theory]
    [InlineData("0.005/share;min=1", "20.00", 100, "1.00")]
    [InlineData("0.005/share;min=1", "20.00", 1_000, "5.00")]
    [InlineData("0.1%", "20.00", 100, "2.00")]
    [InlineData("2bp,min 0.5", "20.00", 100, "0.50")]
    [InlineData("0.005/share", "20.00", 1, "0.01")] // Half a cent is a whole one.
    public void BothSidesPayWhatTheTermsSay(string terms, string price, long lots, string fee)
    {
        var (venue, buyer, seller) = Open(("terms", terms));
        venue.Trade(buyer, seller, Stock, Dec(price), lots);
        Assert.Equal([-Dec(fee), -Dec(fee)], [venue.Posted(buyer, Posting.Fee), venue.Posted(seller, Posting.Fee)]);
        Assert.Equal(2 * Dec(fee), venue.Cash(HouseAccounts.Fees));
    }

    [Fact]
    public void OneAccountAlonePaysWhereOneIsNamed()
    {
        var (venue, buyer, seller) = Open(("account", HouseAccounts.FirstParticipant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        venue.Trade(buyer, seller, Stock, 20m, 100);
        Assert.Equal((-1m, 0m), (venue.Posted(buyer, Posting.Fee), venue.Posted(seller, Posting.Fee)));
    }

    [Theory]
    [InlineData("0.005/share,min=1", "0.005/share;min=1")]
    [InlineData("2bp", "0.02%")]
    [InlineData("0%", "0%")]
    public void TermsAreWrittenAsTheyAreRead(string text, string written)
    {
        Assert.Equal(written, Commission.Parse(text).ToString());
        Assert.Equal(Commission.Parse(text), Commission.Parse(written));
    }

    [Theory]
    [InlineData("cheap")]
    [InlineData("")]
    [InlineData("-1/share")]
    [InlineData("1e3%")]
    public void WhatIsNoCommissionIsRefusedWithASentence(string terms)
        => Assert.Contains("is no commission", Assert.Throws<ArgumentException>(() => MechanismCatalog.Create("commission", ("terms", terms))).Message, StringComparison.Ordinal);

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (MechanismVenue Venue, AccountId Buyer, AccountId Seller) Open(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([Stock], [MechanismSpec.Of("commission", settings)]);
        var (buyer, seller) = (venue.Open(0, dollars: 10_000_000), venue.Open(1));
        venue.Give(seller, Stock, 100_000);
        venue.Apply(Commands.OpenSession());
        return (venue, buyer, seller);
    }
}
