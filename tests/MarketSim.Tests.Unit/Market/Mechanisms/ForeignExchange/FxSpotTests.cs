using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class FxSpotTests
{
    // A tenth of a pip, lots of 1,000 units: one price unit times one lot is one cent.
    private static readonly FxPair Euro = Pair(0, "EURUSD");
    private static readonly FxPair Loonie = Pair(1, "USDCAD");

    private static FxPair Pair(int id, string symbol)
        => new() { Id = new(id), Symbol = symbol, Base = new(id + 1), Quote = MechanismVenue.Usd, PriceDecimals = 5 };

    private static MechanismVenue Venue(params (string, string)[] settings)
    {
        var venue = new MechanismVenue([Euro, Loonie], [MechanismSpec.Of("fx-spot", settings)]);
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    private static (AccountId Buyer, AccountId Seller) Traded(MechanismVenue venue, Instrument pair, decimal price, long lots)
    {
        var (buyer, seller) = (venue.Open(0, dollars: 5_000_000), venue.Open(1, dollars: 5_000_000));
        venue.Give(seller, pair, lots);
        venue.Trade(buyer, seller, pair, price, lots);
        return (buyer, seller);
    }

    // EX-11e.
    [Theory]
    [InlineData(1.1000, "EURUSD:3.5/5", 90, 1.104089, 40.89)]
    [InlineData(1.2500, "EURUSD:4/5:365/360", 182, 1.256535, 65.35)]
    [InlineData(1.0800, "EURUSD:5/2.5", 360, 1.054286, -257.14)]
    public void TheForwardRateFollowsFromSpotAndBothInterestRates(double spot, string rates, int days, double forward, double pips)
    {
        var venue = Venue(("rates", rates));
        Traded(venue, Euro, (decimal)spot, 100);
        var fx = (FxSpot)venue.Exchange.Mechanisms[0];
        Assert.Equal((decimal)forward, decimal.Round(fx.Forward(Euro.Id, days)!.Value, 6));
        Assert.Equal((decimal)pips, decimal.Round(fx.SwapPoints(Euro.Id, days)!.Value * 10_000, 2));
        Assert.Null(fx.Forward(Loonie.Id, days));
    }

    [Theory]
    [InlineData("EURUSD", "2026-01-05", "2026-01-07")]
    [InlineData("EURUSD", "2026-01-08", "2026-01-12")]
    [InlineData("USDCAD", "2026-01-08", "2026-01-09")]
    [InlineData("EURUSD", "2026-01-14", "2026-01-20")]
    public void TheValueDateIsTwoGoodBusinessDaysAwayAndOfSomePairsOne(string symbol, string traded, string value)
    {
        var venue = Venue(("holidays", "2026-01-15 2026-01-19"));
        var fx = (FxSpot)venue.Exchange.Mechanisms[0];
        var date = DateOnly.Parse(traded, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            DateOnly.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            fx.ValueDate(symbol == "EURUSD" ? Euro.Id : Loonie.Id, date));
    }

    [Fact]
    public void WhatIsDueIsToldAtTheEndOfTheDayAndSettledOnItsValueDate()
    {
        var venue = Venue();
        var (buyer, seller) = Traded(venue, Euro, 1.1m, 1_000);
        venue.Trade(seller, buyer, Euro, 1.2m, 400);
        venue.Apply(Commands.CloseSession());
        var due = venue.Last.Where(e => e.Kind == EventKind.Obligation).ToList();
        Assert.Equal([(buyer, -600L, -620_000_00L), (seller, 600L, 620_000_00L)], due.Select(e => (e.Account, e.Quantity.Lots, e.Amount)));
        Assert.All(due, e => Assert.Equal(new DateOnly(2026, 1, 7), MarketCalendar.Default.DateOf(e.Until)));

        foreach (var day in new[] { 6, 7 })
        {
            venue.At("09:30", new(2026, 1, day)).Apply(Commands.OpenSession());
            venue.Apply(Commands.CloseSession());
            Assert.Equal(day == 7 ? 2 : 0, venue.Last.Count(e => e.Kind == EventKind.Settled));
        }
    }

    [Fact]
    public void ARolledPositionPaysTheSwapPointsOfTheDaysItIsCarried()
    {
        var venue = Venue(("rates", "EURUSD:3.5/5"), ("rollover", "all"));
        var (buyer, seller) = Traded(venue, Euro, 1.1m, 1_000);
        venue.Apply(Commands.CloseSession());
        venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Apply(Commands.CloseSession());

        // One day on a million: 1.1 x (0.05 - 0.035) / 360 x 1,000,000 / (1 + 0.035 / 360).
        Assert.Equal(-45.83m, venue.Posted(buyer, Posting.RolloverPoints));
        Assert.Equal(45.83m, venue.Posted(seller, Posting.RolloverPoints));
        venue.At("09:30", new(2026, 1, 7)).Apply(Commands.OpenSession());
        venue.Apply(Commands.CloseSession());
        Assert.DoesNotContain(venue.Events, e => e.Kind == EventKind.Settled);

        // From Thursday to Friday, then over the weekend.
        Assert.Equal(-91.66m, venue.Posted(buyer, Posting.RolloverPoints));
        venue.At("09:30", new(2026, 1, 8)).Apply(Commands.OpenSession());
        venue.Apply(Commands.CloseSession());
        Assert.Equal(-91.66m - 137.46m, venue.Posted(buyer, Posting.RolloverPoints));
    }

    [Fact]
    public void RatesThatMakeNoSenseAreRefused()
        => Assert.Contains("EURUSD:3.5/5", Assert.Throws<ArgumentException>(() => Venue(("rates", "EURUSD=3"))).Message, StringComparison.Ordinal);
}
