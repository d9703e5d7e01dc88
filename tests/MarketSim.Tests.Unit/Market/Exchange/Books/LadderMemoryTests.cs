using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What is the fast book's own: its memory, its window of prices, its index of ids.</summary>
public sealed class LadderMemoryTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(0xD1B54A32D192ED03UL)]
    public void NothingIsAllocatedPerCommand(ulong idStep)
    {
        using var book = new LadderBook();
        var fills = new FillBuffer();
        var random = new Rng(1, "traffic");
        var next = 1UL;

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                fills.Clear();
                if (random.Below(2) == 0)
                {
                    book.Remove(new OrderId(unchecked((next - 1 - (ulong)random.Below(1_000)) * idStep)), out _);
                    continue;
                }

                var side = (Side)random.Below(2);
                book.Enter(
                    new OrderId(unchecked(next++ * idStep)), new AccountId(1), owner: 1, side,
                    new Price(10_000 - (side.Sign() * random.Between(-3, 300))), new Quantity(random.Between(1, 100)),
                    restRemainder: true, fills);
            }
        }));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5_000)]
    [InlineData(-1_000_000)]
    [InlineData(1L << 40)]
    public void PricesThatWanderKeepBooksAlikeAndMemoryBounded(long stride)
    {
        using var fast = new LadderBook();
        var plain = new OrderBook(null);
        var (fastFills, plainFills) = (new FillBuffer(), new FillBuffer());
        var random = new Rng(unchecked((ulong)stride), "wander");
        var (middle, id) = (0L, 0UL);
        for (var i = 0; i < 60_000; i++)
        {
            middle += random.Below(50) == 0 ? stride : 0;
            var side = (Side)random.Below(2);
            var old = new OrderId((ulong)Math.Max(1, (long)id - random.Below(200)));
            if (random.Below(100) < 45)
            {
                Assert.Equal(plain.Remove(old, out var expected), fast.Remove(old, out var removed));
                Assert.Equal(expected, removed);
                continue;
            }

            // Now and then a quote far from everything.
            var distance = random.Below(200) == 0 ? random.Below(1L << 45) : random.Between(-2, 100);
            var price = new Price(middle - (side.Sign() * distance));
            var quantity = new Quantity(random.Between(1, 100));
            fastFills.Clear();
            plainFills.Clear();
            id++;
            plain.Enter(new OrderId(id), new AccountId(1), 0, side, price, quantity, restRemainder: true, plainFills);
            fast.Enter(new OrderId(id), new AccountId(1), 0, side, price, quantity, restRemainder: true, fastFills);
            Assert.True(
                plainFills.Items.SequenceEqual(fastFills.Items, EqualityComparer<Fill>.Default), $"fills differ at command {i}");
        }

        Assert.Equal(plain.InPriority(Side.Buy), fast.InPriority(Side.Buy));
        Assert.Equal(plain.InPriority(Side.Sell), fast.InPriority(Side.Sell));
        Assert.InRange(fast.MemoryBytes, 0, 8_000_000 + (1_000L * fast.Count));
    }

    [Theory]
    [InlineData("consecutive")]
    [InlineData("descending")]
    [InlineData("multiples of 2^44")]
    [InlineData("client above, number below")]
    [InlineData("scrambled")]
    public void IdsOfAnyPatternAreFoundAgainAndNoOthers(string pattern)
    {
        const int Orders = 20_000;
        using var book = new LadderBook();
        for (var i = 1UL; i <= Orders; i++)
        {
            book.Rest(new BookOrder
            {
                Id = Id(pattern, i), Side = Side.Buy, Price = new Price((long)i % 50), Open = new Quantity((long)i),
            });
        }

        Assert.Throws<ArgumentException>(() => book.Rest(new BookOrder
        {
            Id = Id(pattern, 77), Side = Side.Sell, Price = new Price(100), Open = new Quantity(1),
        }));
        for (var i = 1UL; i <= Orders; i += 2)
        {
            Assert.True(book.Remove(Id(pattern, i)));
        }

        for (var i = 1UL; i <= Orders; i++)
        {
            Assert.Equal(i % 2 == 0, book.TryGet(Id(pattern, i), out var order));
            Assert.Equal(i % 2 == 0 ? (long)i : 0, order.Open.Lots);
        }

        Assert.False(book.Remove(default(OrderId)));
        Assert.Equal(Orders / 2, book.Count);
    }

    [Fact]
    public void ABookDoesNotTouchTheOrdersOfAnotherInItsStore()
    {
        using var store = new LadderStore();
        using var first = new LadderBook(store: store);
        using var second = new LadderBook(store: store);
        var order = new BookOrder
        {
            Id = new OrderId(5), Side = Side.Sell, Price = new Price(10), Open = new Quantity(3),
        };
        first.Rest(order);

        Assert.False(second.Remove(order.Id));
        Assert.False(second.Remove(order.Id, out _));
        Assert.False(second.Reduce(order.Id, new Quantity(1)));
        Assert.False(second.TryGet(order.Id, out _));
        Assert.True(first.Remove(order.Id));
    }

    private static OrderId Id(string pattern, ulong i) => new(unchecked(pattern switch
    {
        "descending" => ulong.MaxValue - i,
        "multiples of 2^44" => i << 44,
        "client above, number below" => ((i % 8) << 48) | (i / 8) + 1,
        "scrambled" => i * 0x9E3779B97F4A7C15UL ^ (i << 7),
        _ => i,
    }));
}
