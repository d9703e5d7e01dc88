using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Sharing a level, with queues and sizes other than those of the rules' examples; reckoned by a program of its own.</summary>
public sealed class Section01Tests
{
    [Theory]
    [InlineData("fifo", "10 33 999 1 250 7", 1300, "10 33 999 1 250 7")]
    [InlineData("pro-rata:2", "3 2", 3, "3 0")]
    [InlineData("top:100:1", "100 999 2", 511, "100 411 0")]
    [InlineData("split:50:2", "100 10 3", 112, "100 10 2")]
    [InlineData("fifo", "3 250", 33, "3 30")]
    [InlineData("pro-rata:1", "1 7", 4, "1 3")]
    [InlineData("top:100:3", "10 33 7", 50, "10 33 7")]
    [InlineData("split:30:1", "3 7 100", 39, "3 7 29")]
    [InlineData("fifo", "3 3 10 2 33", 20, "3 3 10 2 2")]
    [InlineData("pro-rata:3", "1 33 2 10 33 10", 62, "1 27 0 6 22 6")]
    [InlineData("top:100:2", "3 250 250 3", 30, "3 14 13 0")]
    [InlineData("split:20:3", "33 100", 5, "2 3")]
    [InlineData("fifo", "100 1 250 1", 352, "100 1 250 1")]
    [InlineData("pro-rata:2", "7 2 7", 15, "7 2 6")]
    [InlineData("top:100:1", "33 999 10 250 2 33", 606, "33 445 4 110 0 14")]
    [InlineData("split:30:2", "2 7 33 999 33", 304, "2 7 33 255 7")]
    [InlineData("fifo", "2 10 33 10 3 2", 41, "2 10 29 0 0 0")]
    [InlineData("pro-rata:1", "250 3 1 2", 208, "205 2 0 1")]
    [InlineData("top:100:3", "33 10 250", 293, "33 10 250")]
    [InlineData("split:50:1", "3 1 1 250 33", 107, "3 1 1 95 7")]
    [InlineData("fifo", "2 3 100 33 3", 16, "2 3 11 0 0")]
    [InlineData("pro-rata:2", "3 250 3 999", 929, "3 185 2 739")]
    [InlineData("top:100:1", "250 10 10 250", 414, "250 7 6 151")]
    [InlineData("split:20:3", "100 999", 368, "82 286")]
    [InlineData("fifo", "3 2 250 10", 265, "3 2 250 10")]
    [InlineData("pro-rata:3", "999 33 2 33 1 10", 745, "695 22 0 22 0 6")]
    [InlineData("top:100:3", "250 10 10 33", 92, "92 0 0 0")]
    [InlineData("split:30:2", "250 999", 514, "187 327")]
    [InlineData("fifo", "10 999 33 33 10", 708, "10 698 0 0 0")]
    [InlineData("pro-rata:1", "33 3 250 33 33", 266, "28 2 188 24 24")]
    [InlineData("top:100:3", "3 7 33 250 10 2", 305, "3 7 33 250 10 2")]
    [InlineData("split:75:3", "3 999 100 10 999", 1109, "3 869 21 0 216")]
    [InlineData("fifo", "3 250 3", 113, "3 110 0")]
    [InlineData("pro-rata:1", "1 250 7", 85, "1 82 2")]
    [InlineData("top:100:1", "2 33 3", 31, "2 27 2")]
    [InlineData("split:50:1", "1 100 250 33 100 2", 303, "1 100 143 14 45 0")]
    public void ALevelIsSharedByTheRules(string allocation, string queue, long incoming, string expected)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], [], new ExchangeOptions { Allocation = allocation });
        venue.Apply(Commands.OpenSession());
        var (buyer, seller) = (venue.Open(0, dollars: 1_000_000), venue.Open(1));
        venue.Give(seller, share, 100_000);
        var ids = queue.Split(' ').Select(lots
            => venue.Limit(seller, share, Side.Sell, 10, long.Parse(lots, CultureInfo.InvariantCulture))).ToList();
        venue.Limit(buyer, share, Side.Buy, 10, incoming);
        var trades = venue.Last.Where(e => e.Kind == EventKind.Traded).ToList();
        Assert.Equal(expected, string.Join(' ', ids.Select(id => trades.Where(t => t.CounterOrder == id).Sum(t => t.Quantity.Lots))));
    }
}
