using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>MARKET-RULES section 15: the ITCH 5.0 messages, read and written.</summary>
public sealed class ItchTests
{
    [Fact]
    public void Example15bShowsTheDisplayedBidAfterEachMessage()
    {
        var bytes = new MemoryStream();
        var encoder = new ItchEncoder(bytes);
        encoder.Add(1, 1, order: 1, Side.Buy, 300, "ABC", 10_0000);
        encoder.Execute(1, 2, order: 1, 100, match: 7);
        encoder.Reduce(1, 3, order: 1, 50);
        encoder.Replace(1, 4, old: 1, order: 2, 200, 10_0100);
        encoder.Execute(1, 5, order: 2, 200, match: 8);
        encoder.Flush();

        var book = new RecordedBook();
        var bids = new List<string>();
        long volume = 0;
        foreach (var message in Read(bytes.ToArray()))
        {
            book.Apply(message);
            volume += message.Kind == RecordedKind.Execute ? message.Quantity : 0;
            bids.Add(book.Of(Side.Buy, 1).Best is { } best ? $"{best.Quantity}@{best.Price}" : "empty");
        }

        Assert.Equal(["300@100000", "200@100000", "150@100000", "200@100100", "empty"], bids);
        Assert.Equal(300, volume);
    }

    [Theory]
    [InlineData('A', 36)]
    [InlineData('F', 40)]
    [InlineData('E', 31)]
    [InlineData('C', 36)]
    [InlineData('X', 23)]
    [InlineData('D', 19)]
    [InlineData('U', 35)]
    [InlineData('P', 44)]
    [InlineData('Q', 40)]
    [InlineData('B', 19)]
    [InlineData('I', 50)]
    [InlineData('S', 12)]
    [InlineData('R', 39)]
    [InlineData('H', 25)]
    [InlineData('Y', 20)]
    [InlineData('J', 35)]
    [InlineData('V', 35)]
    [InlineData('W', 12)]
    public void EveryTypeHasTheLengthOfTheRules(char type, int length) => Assert.Equal(length, ItchSpec.LengthOf((byte)type));

    [Fact]
    public void AReplacedOrderThatRestsIsOneReplacementAndOneThatTradesFirstIsADeletion()
    {
        var events = new[]
        {
            Event(EventKind.Rested, 1, Side.Buy, 100, 5, open: 5),
            Event(EventKind.Replaced, 1, Side.Buy, 101, 6, open: 6, counter: 1),
            Event(EventKind.Rested, 1, Side.Buy, 101, 6, open: 6),
            Event(EventKind.Rested, 2, Side.Sell, 103, 4, open: 4),
            Event(EventKind.Replaced, 3, Side.Buy, 103, 9, open: 9, counter: 1),
            Event(EventKind.Traded, 3, Side.Buy, 103, 4, open: 5, counter: 2),
            Event(EventKind.Rested, 3, Side.Buy, 103, 5, open: 5),
        };

        Assert.Equal("A U A D E A", Written(events));
    }

    [Fact]
    public void AnIcebergIsANewOrderForEverySliceAndWhatItHidIsAHiddenTrade()
    {
        var events = new[]
        {
            Event(EventKind.Rested, 1, Side.Sell, 100, 10, open: 40),
            Event(EventKind.Traded, 2, Side.Buy, 100, 10, open: 0, counter: 1, counterOpen: 30),
            Event(EventKind.Refreshed, 1, Side.Sell, 100, 10, open: 30),
            Event(EventKind.Reduced, 1, Side.Sell, 100, 25, open: 5),
            Event(EventKind.Traded, 3, Side.Buy, 100, 5, open: 0, counter: 1, counterOpen: 0),
            Event(EventKind.Rested, 4, Side.Sell, 99, 0, open: 8),
            Event(EventKind.Traded, 5, Side.Buy, 99, 8, open: 0, counter: 4),
            Event(EventKind.Rested, 6, Side.Sell, 100, 7, open: 7),
            Event(EventKind.Cancelled, 6, Side.Sell, 100, 7, open: 0),
        };

        Assert.Equal("A E A X E P A D", Written(events));
    }

    [Fact]
    public void WhatItchCannotCarryIsRefused()
    {
        using var writer = new ItchWriter(new MemoryStream(), [new(new InstrumentId(0), "ABC")], SimDuration.FromHours(23));

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(Event(EventKind.Rested, 1, Side.Buy, 100, 1L << 33, open: 1L << 33)));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(Event(EventKind.Rested, 2, Side.Buy, -1, 5, open: 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            writer.Write(Event(EventKind.Rested, 3, Side.Buy, 100, 5, open: 5) with { Time = SimTime.FromSeconds(3600) }));
        Assert.Throws<ArgumentException>(() => new ItchWriter(new MemoryStream(), [new(new InstrumentId(0), "TOOLONGNAME")], default));
    }

    [Fact]
    public void ALengthThatIsNotItsTypesIsRefusedWithPlaceAndReason()
    {
        var bytes = new MemoryStream();
        var encoder = new ItchEncoder(bytes);
        encoder.Delete(1, 1, order: 1);
        encoder.Delete(1, 2, order: 2);
        encoder.Flush();
        var damaged = bytes.ToArray();
        damaged[22] = 18;

        var refusal = Assert.Throws<DataFormatException>(() => Read(damaged));

        Assert.Equal("test, byte 21: found length 18 before a message of type D; accepted is 19, or 0 throughout.", refusal.Message);
        Assert.Equal(21, refusal.Position);
    }

    private static string Written(MarketEvent[] events)
    {
        var bytes = new MemoryStream();
        using (var writer = new ItchWriter(bytes, [new(new InstrumentId(0), "ABC")], SimDuration.FromHours(9)))
        {
            foreach (var each in events)
            {
                writer.Write(each);
            }

            writer.Complete(SimTime.Zero);
        }

        var types = new List<char>();
        using var reader = new ItchReader(new MemoryStream(bytes.ToArray()), "test");
        while (reader.TryRead(out var message))
        {
            types.Add((char)message.Type);
        }

        Assert.Equal("SRHS", string.Concat(types[..4]));
        Assert.Equal("SS", string.Concat(types[^2..]));
        return string.Join(' ', types[4..^2]);
    }

    private static MarketEvent Event(
        EventKind kind, ulong order, Side side, long price, long lots, long open, ulong counter = 0, long counterOpen = 0) => new()
    {
        Kind = kind, Order = new OrderId(order), Side = side, Price = new Price(price), Quantity = new Quantity(lots),
        Open = new Quantity(open), CounterOrder = new OrderId(counter), CounterOpen = new Quantity(counterOpen),
    };

    private static List<RecordedMessage> Read(byte[] bytes)
    {
        using var feed = new ItchFeed(new MemoryStream(bytes), "test");
        var messages = new List<RecordedMessage>();
        while (feed.TryRead(out var message))
        {
            messages.Add(message);
        }

        return messages;
    }
}
