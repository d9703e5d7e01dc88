using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Auctions with other numbers than those of the rules' examples: prices, volumes, imbalances and every order's part were
/// reckoned from the text of section 2 by a program of its own.</summary>
public sealed class Section02Tests
{
    [Theory]
    [InlineData("lse", "20.04",
        "S 3@19.97 S 10@20.05 B 3@20.1 B 100@20.07 B 100@20.08 S 3@19.97 B 20@20.08 S 3@19.97 B 100@20.08",
        "20.08", 19, 204, "3 10 3 0 16 3 0 3 0")]
    [InlineData("lse", "10.04",
        "S 100@10.02 B 3@10.03 B 100@9.97 B 1@9.97 S 100@9.94 S 20@10.04 S 1@10.04",
        "9.97", 100, 4, "0 3 97 0 100 0 0")]
    [InlineData("lse", "20.04", "B 1@20.05 S 20@M S 3@19.96 B 3@M", "19.96", 4, -19, "1 4 0 3")]
    [InlineData("lse", "19.97",
        "S 1@19.98 B 10@20.01 B 3@M B 100@20.08 S 20@20.05 S 10@20.05 B 10@20.04 S 10@19.99 B 20@20",
        "20.08", 41, 62, "1 0 3 38 20 10 0 10 0")]
    [InlineData("xetra", "10.02", "B 20@9.98 S 3@M S 10@10", "9.98", 3, 17, "3 3 0")]
    [InlineData("lse", "0.98",
        "S 100@1.03 S 1@0.93 B 3@1.07 B 3@1.05 B 20@M B 25@0.98 S 100@M",
        "0.93", 51, -50, "0 0 3 3 20 25 51")]
    [InlineData("lse", "0.94",
        "S 1@0.96 B 10@1.05 B 1@0.98 S 10@1 B 10@M B 10@0.96 S 100@0.96 B 20@0.97",
        "0.96", 51, -50, "1 10 1 0 10 10 50 20")]
    [InlineData("xetra", "1.03",
        "S 20@0.94 S 3@1.03 S 10@0.95 S 20@1.01 S 25@1 B 10@0.99 S 25@0.97",
        "0.94", 10, -10, "10 0 0 0 0 10 0")]
    [InlineData("xetra", "1.03", "B 10@0.97 S 10@M B 10@1.02 S 25@0.93", "0.93", 20, -15, "10 10 10 10")]
    [InlineData("lse", "0.98",
        "S 10@0.98 B 10@1.04 S 20@0.92 S 10@0.99 B 20@M S 10@1.01 B 10@0.97 S 25@0.94 B 10@1.01",
        "0.97", 45, 5, "0 10 20 0 20 0 5 25 10")]
    [InlineData("lse", "19.97",
        "B 3@20.11 B 10@20.08 S 3@20.06 B 10@M S 1@M B 25@20.07 S 10@19.99 S 20@20.07",
        "20.07", 34, 14, "3 10 3 10 1 11 10 20")]
    [InlineData("xetra", "1", "B 10@1 B 25@0.97 B 10@1.07 S 3@M", "1.07", 3, 7, "0 0 3 3")]
    [InlineData("xetra", "20",
        "S 20@20.01 B 1@20.03 S 100@20.01 S 10@20.01 S 3@19.96 B 1@20.08 B 100@20 S 100@M",
        "19.96", 102, -1, "0 1 0 0 2 1 100 100")]
    [InlineData("lse", "0.95", "S 25@0.96 S 3@0.93 S 10@0.99 B 10@1.02", "0.96", 10, -18, "7 3 0 10")]
    [InlineData("xetra", "9.98", "B 3@M S 100@10.01 S 20@M", "10.01", 3, -117, "3 0 3")]
    [InlineData("lse", "1.05",
        "B 20@1.03 B 3@1.03 B 1@1.04 S 100@0.93 S 100@0.92 B 10@0.99 S 10@0.94 B 20@1.03 B 25@0.96",
        "0.92", 79, -21, "20 3 1 0 79 10 0 20 25")]
    [InlineData("xetra", "1.04",
        "S 25@0.98 B 1@0.97 S 10@1.01 S 3@1.02 S 1@M B 1@0.96 B 10@1.03 S 20@M B 100@0.97",
        "0.97", 21, 90, "0 1 0 0 1 0 10 20 10")]
    [InlineData("lse", "1.04",
        "B 100@1.02 S 25@0.92 B 3@M B 10@0.97 B 20@M S 20@1.01 B 3@1.03",
        "1.02", 45, 81, "19 25 3 0 20 20 3")]
    [InlineData("xetra", "0.99", "B 1@M S 10@1 B 25@0.96", "1", 1, -9, "1 1 0")]
    [InlineData("xetra", "20.07",
        "S 10@20.06 B 100@M S 1@19.97 S 100@20.03 S 3@20.01 B 1@20.05",
        "20.03", 101, -3, "0 100 1 97 3 1")]
    [InlineData("lse", "9.98",
        "S 25@9.98 B 3@10.07 B 10@9.98 S 100@10.03 B 25@10.03",
        "10.03", 28, -97, "25 3 0 3 25")]
    [InlineData("xetra", "1.02",
        "B 20@1.02 S 1@1.02 S 10@0.96 B 1@1.04 B 10@1 B 3@1.03 S 25@1 B 10@1.06",
        "1", 35, 9, "20 0 10 1 1 3 25 10")]
    [InlineData("xetra", "10",
        "B 20@9.97 B 1@10.01 B 10@10 S 20@9.98 B 100@10.02 B 3@10.03",
        "10.02", 20, 83, "0 0 0 20 17 3")]
    [InlineData("lse", "9.96", "B 100@10.05 S 3@10.04 B 20@9.99 B 10@M", "10.05", 3, 107, "0 3 0 3")]
    [InlineData("lse", "19.99",
        "B 25@20.06 B 25@M S 100@20.03 S 1@M S 3@19.96 B 1@20.02 S 1@19.97 S 1@19.99",
        "20.03", 50, -56, "25 25 44 1 3 0 1 1")]
    [InlineData("lse", "1.04",
        "B 3@1 B 1@M S 10@M S 3@0.95 S 25@0.98 S 1@0.92",
        "0.92", 4, -7, "3 1 4 0 0 0")]
    [InlineData("xetra", "9.94", "B 20@10.07 B 20@M B 100@9.99 S 20@9.99", "10.07", 20, 20, "0 20 0 20")]
    [InlineData("lse", "19.97",
        "B 1@20.09 B 100@20 S 10@20.01 B 10@20.1 B 1@20",
        "20.1", 10, 0, "0 0 10 10 0")]
    [InlineData("xetra", "19.99",
        "B 1@20.02 S 25@20.06 B 1@20.07 B 10@20.1 B 25@M S 10@20.06 B 3@20.07",
        "20.1", 35, 0, "0 25 0 10 25 10 0")]
    [InlineData("xetra", "0.97", "S 10@M S 10@1 S 25@1 B 10@1 B 20@0.99", "0.99", 10, 20, "10 0 0 10 0")]
    [InlineData("lse", "19.99", "S 20@19.97 S 20@20.05 B 10@20.08 B 10@M", "19.99", 20, 0, "20 0 10 10")]
    [InlineData("xetra", "20.07", "B 100@20.06 S 10@M S 20@20.03", "20.06", 30, 70, "30 10 20")]
    [InlineData("lse", "20.03",
        "B 25@20.05 B 20@20.1 S 20@20 S 20@20.03 S 100@M B 100@20.03 B 100@20.06 B 3@M S 10@M",
        "20.03", 150, 98, "25 20 20 20 100 2 100 3 10")]
    [InlineData("xetra", "10.05",
        "B 25@10.01 S 1@9.98 S 20@M S 25@9.93 S 20@10 B 10@9.98",
        "9.93", 35, -10, "25 0 20 15 0 10")]
    [InlineData("lse", "19.98",
        "B 25@20.01 B 1@20.03 B 25@20.07 S 20@20 S 10@20 S 10@19.99 S 3@20.06",
        "20.01", 40, 11, "14 1 25 20 10 10 0")]
    [InlineData("xetra", "0.93", "S 1@0.98 S 3@1.03 B 20@1 S 1@1.01", "1", 1, 19, "1 0 1 0")]
    [InlineData("lse", "10", "B 3@9.98 S 10@10.03 B 25@10.06 B 3@M B 10@M", "10.06", 10, 28, "0 10 0 3 7")]
    [InlineData("lse", "20.04",
        "S 25@20.06 S 10@20.05 B 100@20.04 S 1@20.01 S 100@20.02 S 1@19.96 B 25@20",
        "20.02", 100, -2, "0 0 100 1 98 1 0")]
    [InlineData("lse", "1.05",
        "B 100@M B 100@M S 25@M B 20@0.96 B 3@0.98 S 20@0.96 S 10@1.01",
        "1.01", 55, 145, "55 0 25 0 0 20 10")]
    [InlineData("xetra", "10.01", "B 1@10.05 B 10@10.08 S 10@10.01", "10.08", 10, 0, "0 10 10")]
    [InlineData("lse", "20.06",
        "S 25@20 S 1@M B 10@20.09 B 10@20.05 S 100@19.98 S 20@M",
        "19.98", 20, -101, "0 1 10 10 0 19")]
    [InlineData("lse", "0.93",
        "S 10@0.92 S 20@0.92 S 100@0.92 B 10@1 S 10@0.96 S 10@M",
        "0.92", 10, -130, "0 0 0 10 0 10")]
    [InlineData("lse", "1.02",
        "B 1@1.01 B 1@1.01 S 3@0.93 B 25@1 S 10@1.01 S 25@1.02 S 1@0.94",
        "1", 4, 23, "1 1 3 2 0 0 1")]
    [InlineData("xetra", "1.04",
        "S 10@1.03 S 1@1.02 B 3@0.97 S 25@M S 25@0.93 S 1@1.02 S 100@M B 20@1.05 S 10@0.94",
        "0.93", 23, -127, "0 0 3 23 0 0 0 20 0")]
    [InlineData("xetra", "9.98", "B 10@M B 3@10 B 3@M S 25@10.04 S 20@9.98", "9.98", 16, -4, "10 3 3 0 16")]
    [InlineData("lse", "19.97",
        "S 20@19.99 B 20@20.05 S 10@20.03 B 1@M B 10@20.03",
        "20.03", 30, 1, "20 20 10 1 9")]
    [InlineData("xetra", "10",
        "S 1@9.99 S 20@9.93 S 3@9.95 B 25@10.03 S 1@10.02 B 20@10.02",
        "10.03", 25, 0, "1 20 3 25 1 0")]
    [InlineData("lse", "9.94",
        "B 100@10.03 S 25@9.98 B 10@10.07 B 10@M B 1@10.08 B 10@10.02 B 100@10.05",
        "10.05", 25, 96, "0 25 10 10 1 0 4")]
    public void AnAuctionTradesAtThePriceOfTheRulesAndServesMarketOrdersThenLimitsThenTime(
        string style, string reference, string orders, string price, long volume, long imbalance, string filled)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [], new ExchangeOptions { AuctionStyle = style });
        var buyer = venue.Open(0, dollars: 10_000_000);
        var seller = venue.Open(1);
        venue.Give(seller, share, 1_000_000);
        venue.Apply(Commands.SetPhase(TradingPhase.PreOpen) with
        {
            Price = MechanismVenue.PriceOf(share, Number(reference)), Flags = OrderFlags.HasLimit,
        });
        var ids = new List<OrderId>();
        var words = orders.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
        {
            var (side, parts) = (words[i] == "B" ? Side.Buy : Side.Sell, words[i + 1].Split('@'));
            var (account, lots) = (side == Side.Buy ? buyer : seller, long.Parse(parts[0], CultureInfo.InvariantCulture));
            ids.Add(parts[1] == "M"
                ? venue.Market(account, share, side, lots)
                : venue.Limit(account, share, side, Number(parts[1]), lots));
            Assert.Equal(RejectReason.None, venue.Refusal);
        }

        venue.Apply(Commands.SetPhase(TradingPhase.Continuous));

        var uncrossed = Assert.Single(venue.Last, e => e.Kind == EventKind.Uncrossed);
        Assert.Equal(
            (Number(price), volume, Math.Abs(imbalance)),
            (share.ToDecimal(uncrossed.Price), uncrossed.Quantity.Lots, uncrossed.Open.Lots));
        var trades = venue.Last.Where(e => e.Kind == EventKind.Traded).ToList();
        Assert.All(trades, trade => Assert.Equal(uncrossed.Price, trade.Price));
        Assert.Equal(
            filled,
            string.Join(' ', ids.Select(id => trades.Where(t => t.Order == id || t.CounterOrder == id).Sum(t => t.Quantity.Lots))));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
