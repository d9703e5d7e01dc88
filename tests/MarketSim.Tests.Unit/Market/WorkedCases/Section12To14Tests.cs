using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Fees, corporate actions and settlement with other numbers than those of the rules' examples, and on their edges.</summary>
public sealed class Section12To14Tests
{
    private static readonly Equity Share = MechanismVenue.Share(0);

    [Theory] // Lots, price, taker's and maker's rate; what they pay, and the levies of the seller.
    [InlineData(12_345, "7.77", "0.0030", "-0.0020", "37.04", "-24.69", "4.72")]
    [InlineData(777, "0.88", "0.0030", "-0.0020", "2.05", "0.00", "0.15")]
    [InlineData(5_000, "133.17", "0.0025", "-0.0011", "12.50", "-5.50", "19.34")]
    [InlineData(60_000, "1.00", "0.0030", "-0.0032", "180.00", "-192.00", "9.97")] // The cap of the activity fee.
    [InlineData(1, "10.00", "0.0030", "-0.0020", "0.00", "0.00", "0.00")]
    public void FeesAndLeviesAreRoundedOnceEach(
        long lots, string price, string taker, string maker, string takerPays, string makerPays, string levies)
    {
        var venue = new MechanismVenue(
            [Share], [MechanismSpec.Of("fees", ("taker", taker), ("maker", maker)), MechanismSpec.Of("levies", ("section-31", "27.80"))]);
        venue.Apply(Commands.OpenSession());
        var (buyer, seller) = (venue.Open(0, dollars: 10_000_000), venue.Open(1, dollars: 1_000));
        venue.Give(seller, Share, 100_000);
        venue.Trade(buyer, seller, Share, Number(price), lots);
        Assert.Equal(-Number(takerPays), venue.Posted(buyer, Posting.Fee));
        Assert.Equal(-Number(makerPays), venue.Posted(seller, Posting.Fee));
        Assert.Equal(-Number(levies), venue.Posted(seller, Posting.Levy));
    }

    [Theory]
    [InlineData("25.00", "0.009", "25.00")] // Nothing under a cent.
    [InlineData("25.00", "0.01", "24.99")]
    [InlineData("25.00", "0.0101", "24.98")]
    [InlineData("25.00", "1.999", "23.00")]
    [InlineData("1.05", "0.333", "0.71")]
    public void ABuyLimitIsCutByADividendDownToTheTick(string price, string dividend, string expected)
    {
        var day = new CorporateDay();
        var order = day.Place(day.Venue.Open(1, dollars: 100_000), OrderType.Limit, Side.Buy, Number(price), 100);
        day.GoEx(30, Instructions.Dividend(Share.Id, CorporateDay.Micro(Number(dividend)), day.Instant(CorporateDay.Tuesday)));
        Assert.True(day.Venue.Exchange.Model(Share.Id).TryGetOpen(order, out var open));
        Assert.Equal(MechanismVenue.PriceOf(Share, Number(expected)), open.Price);
    }

    [Theory]
    [InlineData(5, 2, "33.33", 300, "13.33", 700)] // Value 19.998 up to 20.00; 750 shares down to 700.
    [InlineData(3, 1, "10.00", 100, "3.33", 300)]
    [InlineData(4, 3, "20.02", 600, "15.01", 800)] // 5.005 up to 5.01.
    [InlineData(11, 10, "9.99", 1000, "9.08", 1100)]
    public void ABuyLimitIsCutByTheValueOfASplitUpToTheTickAndGrowsToARoundLot(
        int newShares, int oldShares, string price, long lots, string expected, long size)
    {
        var day = new CorporateDay();
        var order = day.Place(day.Venue.Open(1, dollars: 1_000_000), OrderType.Limit, Side.Buy, Number(price), lots);
        day.GoEx(40, Instructions.Split(Share.Id, newShares, oldShares, day.Instant(CorporateDay.Tuesday)));
        Assert.True(day.Venue.Exchange.Model(Share.Id).TryGetOpen(order, out var open));
        Assert.Equal((MechanismVenue.PriceOf(Share, Number(expected)), size), (open.Price, open.Open.Lots));
    }

    [Theory]
    [InlineData(3, 2, 333, "39.99", 499, "13.33")] // Half a share of 26.66.
    [InlineData(1, 7, 100, "2.00", 14, "4.00")] // Two sevenths of 14.00.
    [InlineData(7, 3, 1, "30.00", 2, "4.29")] // A third of 12.857…
    public void SplitsMultiplySharesAndCashFractionsOut(int newShares, int oldShares, long held, string close, long expected, string cash)
    {
        var day = new CorporateDay();
        var holder = day.Venue.Open(1);
        day.Venue.Give(holder, Share, held);
        day.GoEx(Number(close), Instructions.Split(Share.Id, newShares, oldShares, day.Instant(CorporateDay.Tuesday)));
        Assert.Equal((expected, Number(cash)), (day.Venue.Position(holder, Share), day.Venue.Cash(holder)));
    }

    [Fact]
    public void TradesOfADayNetAcrossAllMembers()
    {
        const string Trades = "2>3 250@19.62; 1>4 37@19.59; 2>3 250@19.69; 4>2 1@19.85; 1>2 37@19.54; 3>0 100@20.46; 2>4 1@20.38; "
            + "0>3 250@19.69; 0>2 100@20.08; 1>4 1@19.75; 0>1 1@20.29; 3>2 100@19.73; 3>2 100@19.58; 3>1 37@19.72";
        long[] shares = [-251, -37, -163, 413, 38];
        decimal[] cash = [4904.79m, 717.63m, 3166.05m, -8043.36m, -745.11m];
        var venue = new MechanismVenue([Share], [MechanismSpec.Of("settlement")]);
        venue.Apply(Commands.OpenSession());
        var members = shares.Select((_, i) => venue.Open(i, dollars: 100_000)).ToList();
        members.ForEach(member => venue.Give(member, Share, 1_000));
        foreach (var trade in Trades.Split("; "))
        {
            var words = trade.Split('>', ' ', '@');
            venue.Trade(members[int.Parse(words[1], CultureInfo.InvariantCulture)], members[words[0][0] - '0'], Share, Number(words[3]), (long)Number(words[2]));
        }

        venue.At("16:00").Apply(Commands.CloseSession());
        var owed = venue.Last.Where(e => e.Kind == EventKind.Obligation).ToDictionary(e => e.Account, e => (e.Quantity.Lots, e.Amount));
        for (var i = 0; i < shares.Length; i++)
        {
            Assert.Equal((-shares[i], (long)(cash[i] * 100)), owed[members[i]]);
        }
    }

    [Theory]
    [InlineData(450, "7.77", "7.31", "207.00")]
    [InlineData(1, "10.00", "10.01", "-0.01")]
    [InlineData(33_333, "101.01", "101.01", "0.00")]
    public void AFailIsMarkedToTheCloseInBothDirections(long lots, string price, string close, string received)
    {
        var venue = new MechanismVenue([Share], [MechanismSpec.Of("settlement")]);
        venue.Apply(Commands.OpenSession());
        var (seller, buyer) = (venue.Open(0), venue.Open(1, dollars: 10_000_000));
        venue.Give(seller, Share, lots);
        venue.Trade(buyer, seller, Share, Number(price), lots);
        venue.Apply(Instructions.HoldBack(seller, Share.Id, new(lots)));
        venue.At("16:00").Apply(Commands.CloseSession());
        var before = venue.Cash(seller);
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Apply(Instructions.ClosingPrice(Share.Id, MechanismVenue.PriceOf(Share, Number(close))));
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(Number(received), venue.Cash(seller) - before);
        Assert.Equal((long)(lots * Number(close) * 100), Assert.Single(venue.Last, e => e.Kind == EventKind.SettlementFailed).Amount);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
