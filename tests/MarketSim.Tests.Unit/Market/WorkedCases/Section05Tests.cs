using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Self-trade prevention with other queues than those of the rules' examples; reckoned by a program of its own.</summary>
public sealed class Section05Tests
{
    [Theory]
    [InlineData(SelfTradePrevention.CancelNewest, "O50 P10 P100 P100", 300, "0 0 0 0", "50 10 100 100", 0)]
    [InlineData(SelfTradePrevention.CancelOldest, "O100 O50 P20 O100", 120, "0 0 20 0", "0 0 0 0", 100)]
    [InlineData(SelfTradePrevention.CancelBoth, "O60 P20 P100 O10 O100", 300, "0 0 0 0 0", "0 20 100 10 100", 0)]
    [InlineData(SelfTradePrevention.Decrement, "O100 O20 O60 P100 P50 O10", 120, "0 0 0 0 0 0", "0 0 60 100 50 10", 0)]
    [InlineData(SelfTradePrevention.CancelNewest, "O20 P100 P20 P60", 30, "0 0 0 0", "20 100 20 60", 0)]
    [InlineData(SelfTradePrevention.CancelOldest, "P50 O10 O20 P50 O60", 300, "50 0 0 50 0", "0 0 0 0 0", 200)]
    [InlineData(SelfTradePrevention.CancelBoth, "P10 P50 O50 P100 O50 P100", 60, "10 50 0 0 0 0", "0 0 50 100 50 100", 0)]
    [InlineData(SelfTradePrevention.Decrement, "O60 P10", 300, "0 10", "0 0", 230)]
    [InlineData(SelfTradePrevention.CancelNewest, "O100 P60 P60", 200, "0 0 0", "100 60 60", 0)]
    [InlineData(SelfTradePrevention.CancelOldest, "P20 P60 P10 P60 P60", 120, "20 60 10 30 0", "0 0 0 30 60", 0)]
    [InlineData(SelfTradePrevention.CancelBoth, "O100 P50 P60", 300, "0 0 0", "0 50 60", 0)]
    [InlineData(SelfTradePrevention.Decrement, "P10 P50 P10 P10 O10 P60", 30, "10 20 0 0 0 0", "0 30 10 10 10 60", 0)]
    [InlineData(SelfTradePrevention.CancelNewest, "P20 P10", 60, "20 10", "0 0", 30)]
    [InlineData(SelfTradePrevention.CancelOldest, "P60 O20 P10 P10", 300, "60 0 10 10", "0 0 0 0", 220)]
    [InlineData(SelfTradePrevention.CancelBoth, "P10 O100", 30, "10 0", "0 0", 0)]
    [InlineData(SelfTradePrevention.Decrement, "P20 P50 P60 O50 P20", 120, "20 50 50 0 0", "0 0 10 50 20", 0)]
    [InlineData(SelfTradePrevention.CancelNewest, "P100 O100 P50", 30, "30 0 0", "70 100 50", 0)]
    [InlineData(SelfTradePrevention.CancelOldest, "O100 P20 P60 P20 P50 O10", 30, "0 20 10 0 0 0", "0 0 50 20 50 10", 0)]
    [InlineData(SelfTradePrevention.CancelBoth, "P60 O60", 120, "60 0", "0 0", 0)]
    [InlineData(SelfTradePrevention.Decrement, "P10 P60", 30, "10 20", "0 40", 0)]
    [InlineData(SelfTradePrevention.CancelNewest, "P60 P20 P10", 200, "60 20 10", "0 0 0", 110)]
    [InlineData(SelfTradePrevention.CancelOldest, "O60 P50 O50", 200, "0 50 0", "0 0 0", 150)]
    [InlineData(SelfTradePrevention.CancelBoth, "O50 P60 P50 P100 P20", 60, "0 0 0 0 0", "0 60 50 100 20", 0)]
    [InlineData(SelfTradePrevention.Decrement, "P10 P10 O50 O50 P100", 200, "10 10 0 0 80", "0 0 0 0 20", 0)]
    public void TheAggressorsModeDecidesAtEachOfItsOwnersOrders(
        SelfTradePrevention mode, string queue, long incoming, string traded, string left, long open)
    {
        var share = MechanismVenue.Share(0);
        var venue = new MechanismVenue([share], []);
        venue.Apply(Commands.OpenSession());
        var (own, other) = (venue.Open(0, dollars: 1_000_000), venue.Open(1));
        venue.Give(own, share, 10_000);
        venue.Give(other, share, 10_000);
        var ids = queue.Split(' ').Select(o => venue.Limit(
            o[0] == 'O' ? own : other, share, Side.Sell, 10, long.Parse(o[1..], CultureInfo.InvariantCulture))).ToList();
        var taker = new OrderId(1_000_000);
        venue.Apply(Commands.Limit(own, share.Id, taker, Side.Buy, new(1_000), new(incoming)) with { SelfTrade = mode });
        var trades = venue.Last.Where(e => e.Kind == EventKind.Traded).ToList();
        Assert.Equal(traded, string.Join(' ', ids.Select(id => trades.Where(t => t.CounterOrder == id).Sum(t => t.Quantity.Lots))));
        var model = venue.Exchange.Model(share.Id);
        long Left(OrderId id) => model.TryGetOpen(id, out var order) ? order.Open.Lots : 0;
        Assert.Equal(left, string.Join(' ', ids.Select(Left)));
        Assert.Equal(open, Left(taker));
    }
}
