using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The list of open orders by entry, which forgets closed ones bit by bit.</summary>
public sealed class ArrivalListTests
{
    [Theory]
    [InlineData(1, 20_000, 50)]
    [InlineData(2, 60_000, 3_000)]
    public void ItNamesTheOpenOrdersInOrderOfTheirLastEntry(ulong seed, int entries, int open)
    {
        var market = new MatchingContext(MatchingFixture.Cents, new OrderBook(), new ContinuousBookOptions());
        var list = new ArrivalList(market.Book, new TriggerBook(market));
        var random = new Rng(seed, "arrivals");
        var expected = new List<OrderId>();
        var found = new List<OrderId>();
        for (var i = 0; i < entries; i++)
        {
            // Few ids, so that many are used again.
            var id = new OrderId((ulong)random.Between(1, 2 * open));
            if (market.Book.Remove(id, out _))
            {
                expected.Remove(id);
            }

            market.Book.Rest(new BookOrder { Id = id, Side = Side.Buy, Price = new Price(1), Open = new Quantity(1) });
            list.Add(id);
            expected.Add(id);
            if (expected.Count > open)
            {
                var gone = expected[(int)random.Below(expected.Count)];
                market.Book.Remove(gone, out _);
                expected.Remove(gone);
            }

            if (i % 997 == 0)
            {
                list.CopyTo(found);
                Assert.Equal(expected, found);
            }
        }

        Assert.True(list.Capacity <= Math.Max(4096, 16 * open), $"{list.Capacity} places for {open} orders");
    }
}
