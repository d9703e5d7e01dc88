using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class OrderTapeTests
{
    private const string Tape =
        """
        seq,command,order_id,side,price_ticks,quantity,type,display_quantity
        1,NEW,1,SELL,100,50,DAY,10
        2,NEW,2,SELL,100,5,DAY,0
        3,NEW,3,BUY,100,12,IOC,0
        4,NEW,4,BUY,100,99,FOK,0
        5,NEW,5,BUY,100,1,POST_ONLY,0
        6,NEW,6,BUY,99,1,POST_ONLY,0
        7,NEW,7,SELL,,5,MARKET,0
        8,NEW,1,SELL,101,1,DAY,0
        9,REPLACE,6,,99,1,,
        10,CANCEL,9,,,,,
        11,NEW,8,BUY,98,4,POST_ONLY,2
        12,REPLACE,8,,100,4,,

        """;

    [Fact]
    public void TradesRejectsAndBookComeInTheTapesOwnFormats()
    {
        var result = OrderTape.Run(OrderTapeReader.Read(new StringReader(Tape), "tape"), new OrderBook());
        Assert.Equal(
            """
            seq,price_ticks,quantity,maker_order_id,taker_order_id
            3,100,10,1,3
            3,100,2,2,3
            7,99,1,6,7
            12,100,3,2,8
            12,100,1,1,8

            """,
            result.Trades);
        Assert.Equal(
            """
            seq,order_id,reason
            4,4,FOK_KILLED
            5,5,POST_ONLY_WOULD_TRADE
            7,7,EXPIRED_4
            8,1,DUPLICATE_ORDER_ID
            9,6,UNKNOWN_ORDER
            10,9,UNKNOWN_ORDER

            """,
            result.Rejects);
        Assert.Equal("side,price_ticks,order_id,visible_quantity,open_quantity\nSELL,100,1,9,39\n", result.Book);
        Assert.Equal((5, 17L, 6, 1), (result.TradeCount, result.TradedLots, result.RejectCount, result.RestingCount));
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsLeftWithoutHalfWrittenFiles()
    {
        var folder = Directory.CreateTempSubdirectory("order-tape-");
        try
        {
            // A folder stands where the third file is to be moved.
            folder.CreateSubdirectory("book.csv.unfinished");
            var result = OrderTape.Run([], new OrderBook());
            Assert.ThrowsAny<Exception>(() => result.WriteTo(folder.FullName));
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
