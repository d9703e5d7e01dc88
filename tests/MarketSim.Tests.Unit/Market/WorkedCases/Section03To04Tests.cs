using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Order types, times in force and ticks with other numbers than those of the rules' examples.</summary>
public sealed class Section03To04Tests
{
    [Theory] // Asks 25.10x70, 25.12x40, and 25.12x35 of which 5 show; the buyer's lots traded, whether he is refused, what rests.
    [InlineData("fok 145@25.12", 145, RejectReason.None, 0)]
    [InlineData("fok 146@25.12", 0, RejectReason.FokKilled, 0)]
    [InlineData("fok 71@25.11", 0, RejectReason.FokKilled, 0)]
    [InlineData("fok 70@25.10", 70, RejectReason.None, 0)]
    [InlineData("ioc 146@25.12", 145, RejectReason.None, 0)]
    [InlineData("ioc 500@25.09", 0, RejectReason.None, 0)]
    [InlineData("day 100@25.11", 70, RejectReason.None, 30)]
    [InlineData("post 1@25.10", 0, RejectReason.PostOnlyWouldTrade, 0)]
    [InlineData("post 1@25.09", 0, RejectReason.None, 1)]
    [InlineData("reprice 9@25.15", 0, RejectReason.None, 9)]
    public void WhatTradesAndWhatRestsFollowsTheTimeInForce(string order, long traded, RejectReason refused, long rests)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], []);
        venue.Apply(Commands.OpenSession());
        var (buyer, seller) = (venue.Open(0, dollars: 100_000), venue.Open(1));
        venue.Give(seller, share, 1_000);
        venue.Limit(seller, share, Side.Sell, 25.10m, 70);
        venue.Limit(seller, share, Side.Sell, 25.12m, 40);
        venue.Apply(Commands.Limit(seller, share.Id, new(900), Side.Sell, new(2512), new(35)) with
        {
            Display = new(5),
        });
        Assert.Equal(RejectReason.None, venue.Refusal);
        var words = order.Split(' ', '@');
        var id = new OrderId(901);
        venue.Apply(Commands.Limit(
            buyer, share.Id, id, Side.Buy, MechanismVenue.PriceOf(share, decimal.Parse(words[2], CultureInfo.InvariantCulture)),
            new(long.Parse(words[1], CultureInfo.InvariantCulture)),
            words[0] switch { "fok" => TimeInForce.Fok, "ioc" => TimeInForce.Ioc, _ => TimeInForce.Day }) with
        {
            PostOnly = words[0] switch { "post" => PostOnly.Reject, "reprice" => PostOnly.Reprice, _ => PostOnly.Off },
        });
        Assert.Equal(refused, venue.Refusal);
        Assert.Equal(traded, venue.Last.Where(e => e.Kind == EventKind.Traded).Sum(e => e.Quantity.Lots));
        var isOpen = venue.Exchange.Model(share.Id).TryGetOpen(id, out var open);
        Assert.Equal(rests, isOpen ? open.Open.Lots : 0);
        Assert.True(words[0] != "reprice" || open.Price.Ticks == 2509);
    }

    [Fact]
    public void StopsEnterInOrderOfTimeOnceTheSweepHasFinishedOnBothSides()
    {
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            var share = MechanismVenue.Share(0);
            var venue = new MechanismVenue([share], []);
            venue.Apply(Commands.OpenSession());
            var (a, b) = (venue.Open(0, dollars: 1_000_000), venue.Open(1, dollars: 1_000_000));
            venue.Give(a, share, 10_000);
            venue.Give(b, share, 10_000);
            var sign = side == Side.Buy ? 1 : -1;
            var other = side == Side.Buy ? Side.Sell : Side.Buy;
            venue.Trade(a, b, share, 70, 1);
            venue.Apply(Commands.Stop(a, share.Id, new(801), side, new(7000 + (sign * 40)), new(30)));
            venue.Apply(Commands.StopLimit(a, share.Id, new(802), side, new(7000 + (sign * 40)), new(7000 + (sign * 45)), new(20)));
            venue.Apply(Commands.Stop(a, share.Id, new(803), side, new(7000 + (sign * 41)), new(10)));
            venue.Limit(b, share, other, 70 + (sign * 0.40m), 15);
            venue.Limit(b, share, other, 70 + (sign * 0.44m), 25);
            venue.Limit(b, share, other, 70 + (sign * 0.60m), 100);

            // The sweep of 20 ends at 0.44; then 801 takes 20 there and 10 at 0.60, 802 rests at 0.45, and 803 takes 10 at 0.60.
            venue.Limit(a, share, side, 70 + (sign * 0.44m), 20);
            Assert.Equal([801UL, 802UL, 803UL], venue.Last.Where(e => e.Kind == EventKind.Triggered).Select(e => e.Order.Value));
            var fills = venue.Last.Where(e => e.Kind == EventKind.Traded)
                .Select(e => (e.Order.Value > 800 ? (int)e.Order.Value : 0, (e.Price.Ticks - 7000) * sign, e.Quantity.Lots));
            Assert.Equal([(0, 40L, 15L), (0, 44, 5), (801, 44, 20), (801, 60, 10), (803, 60, 10)], fills);
            Assert.True(venue.Exchange.Model(share.Id).TryGetOpen(new(802), out var rests));
            Assert.Equal((20L, 7000L + (sign * 45)), (rests.Open.Lots, rests.Price.Ticks));
        }
    }

    [Theory]
    [InlineData("us", 0, "0.9999", true)]
    [InlineData("us", 0, "1.0000", true)]
    [InlineData("us", 0, "1.0050", false)]
    [InlineData("us", 0, "0.0001", true)]
    [InlineData("eu", 9_000, "19.9980", true)] // Band 6, 10 to 20: 0.002.
    [InlineData("eu", 8_999, "19.9980", false)] // Band 5: 0.005.
    [InlineData("eu", 9, "20.1000", false)] // Band 1, 20 to 50: 0.2.
    [InlineData("eu", 9, "20.2000", true)]
    [InlineData("eu", 10, "20.1000", true)]
    [InlineData("eu", 79, "4.9900", true)] // Band 2, 2 to 5: 0.01.
    [InlineData("eu", 79, "4.9950", false)]
    [InlineData("eu", 80, "4.9950", true)]
    [InlineData("eu", 600, "50000.0000", true)] // Band 4: 50.
    [InlineData("eu", 600, "50025.0000", false)]
    [InlineData("eu", 600, "49980.0000", true)] // 20,000 to 50,000: 20.
    [InlineData("eu", 5, "0.0995", true)] // Below 0.1: 0.0005.
    [InlineData("eu", 5, "0.1005", false)] // From 0.1: 0.001.
    [InlineData("eu", 5, "0.5050", true)]
    [InlineData("eu", 5, "0.5020", false)]
    public void PricesStandOnTheTickOfTheirRangeAndBand(string rule, int transactions, string price, bool isAccepted)
    {
        var share = MechanismVenue.Share(0) with { PriceDecimals = 4, TickValueDenominator = 100 };
        var venue = new MechanismVenue(
            [share],
            [MechanismSpec.Of("tick-regime", ("rule", rule), ("transactions", transactions.ToString(CultureInfo.InvariantCulture)))]);
        venue.Apply(Commands.OpenSession());
        venue.Limit(
            venue.Open(0, dollars: 10_000_000), share, Side.Buy, decimal.Parse(price, CultureInfo.InvariantCulture), 100);
        Assert.Equal(isAccepted ? RejectReason.None : RejectReason.InvalidTick, venue.Refusal);
    }
}
