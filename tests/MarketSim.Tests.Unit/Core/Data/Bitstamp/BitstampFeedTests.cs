using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>What Bitstamp says of an order after its deletion is left out, so the book keeps no ghosts.</summary>
public sealed class BitstampFeedTests
{
    [Fact]
    public void OrdersAnnouncedOrChangedAfterTheirDeletionAreLeftOut()
    {
        const string text = """
            id,timestamp,exchange.timestamp,price,volume,action,direction
            7,1000,1000,10,5,deleted,bid
            7,1011,1000,10,5,created,bid
            8,1012,1000,11,6,created,bid
            8,1013,1000,11,0,deleted,bid
            8,1014,1000,11,4,changed,bid
            8,1015,1000,11,4,deleted,bid
            6,1016,1000,12,4,changed,ask
            9,1017,1000,13,4,created,ask
            """;
        using var feed = new BitstampFeed(new BitstampOrdersReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), "rows", 0));
        var shown = new List<string>();
        while (feed.TryRead(out var message))
        {
            shown.Add($"{message.Position} {message.Kind} {message.Order}");
        }

        Assert.Equal(["2 Delete 7", "4 Add 8", "5 Delete 8", "7 Delete 8", "8 Modify 6", "9 Add 9"], shown);
        Assert.Equal((1, 1), (feed.LateOrders, feed.LateChanges));
    }

    [Fact]
    public void ADeletionIsForgottenAfterAMinute()
    {
        const string text = """
            id,timestamp,exchange.timestamp,price,volume,action,direction
            7,1000,1000,10,5,deleted,bid
            7,61000,1000,10,5,created,bid
            7,61001,1000,10,5,created,bid
            """;
        using var feed = new BitstampFeed(new BitstampOrdersReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), "rows", 0));

        Assert.True(feed.TryRead(out _));
        Assert.True(feed.TryRead(out var message));
        Assert.Equal((RecordedKind.Add, 4L), (message.Kind, message.Position));
    }
}
