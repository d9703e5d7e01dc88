using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Small well-formed files of every format, made up here, with all kinds of messages in them.</summary>
internal static class GoodFiles
{
    public static byte[] LobsterMessages { get; } = Text(
        """
        34200.017459617,5,0,1,2238200,-1
        34200.18960767,1,11885113,21,2238100,1
        34200.190226476,1,11885114,100,2239500,-1
        34200.372779672,2,11885114,40,2239500,-1
        34200.375671205,4,11885113,21,2238100,1
        34200.375671205004,3,11885114,60,2239500,-1
        34201.5,6,-1,1200,2238800,-1
        34202,7,0,0,-1,-1
        34203.25,7,0,0,0,-1
        34204.000000001,7,0,0,1,-1
        """);

    public static byte[] LobsterBook { get; } = Text(
        """
        2239500,100,2231800,100,2239900,100,2230700,200
        2239500,100,2238100,21,2239900,100,2231800,100
        2239500,100,2237500,100,2239900,100,-9999999999,0
        9999999999,0,2237500,100,9999999999,0,2237000,7
        """);

    public static byte[] Cme { get; } = Text(
        """
        ts_event_ns,ts_recv_ns,sequence,action,side,price,size,order_id,flags
        1703422805243925307,1703462400000000000,682,A,B,4799.00,2,6412777162812,40
        1703422805243925308,1703462400000000000,682,A,A,4799.50,6,6412777162851,40
        1703545200085275419,1703545200107250074,6006,T,B,4799.50,5,6412777265520,0
        1703545200085275419,1703545200107250074,6006,F,A,4799.50,5,6412777162851,0
        1703545200085275419,1703545200107259720,6007,M,A,4799.50,1,6412777162851,130
        1703545200085275420,1703545200107259721,6008,T,A,4799.00,1,6412777265530,0
        1703545200085275420,1703545200107259721,6008,F,B,4799.00,1,6412777162812,0
        1703545200085275420,1703545200107259721,6008,F,A,4799.00,1,6412777265530,128
        1703545200085275420,1703545200107259721,6008,T,N,4799.25,44,0,0
        1703545200085275421,1703545200107259722,6009,C,B,4799.00,2,6412777162812,130
        1703545200085275422,1703545200107259723,6010,R,N,,0,0,128
        """);

    /// <summary>The vendor's own layout: prices in billionths, two instruments, a time written out.</summary>
    public static byte[] CmeNative { get; } = Text(
        """
        ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol
        1703462400000000000,1703422805243925307,160,1,4916,R,N,9223372036854775807,0,0,0,8,0,0,ESH4
        1703462400000000000,1703422805243925307,160,1,4916,A,B,4799000000000,2,0,6412777162812,168,0,682,ESH4
        1703462400000000000,2023-12-24T13:00:05.243925307Z,160,1,5002,A,A,110015625000,6,0,6412777162851,168,0,682,ZNH4
        1703462400000000000,1703422805243925309,160,1,5002,N,N,0,0,0,0,128,0,683,ZNH4
        1703462400000000000,1703422805243925309,160,1,5002,C,A,110015625000,6,0,6412777162851,128,0,684,ZNH4
        """);

    public static byte[] BinanceSpot { get; } = Text(
        """
        1723161253937085768 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"ABCUSDT","U":210,"u":223,"b":[["61.63000000","0.00000000"],["61.17","12.5"]],"a":[["61.64000000","1.54698000"]]}}
        1723161254087891268 {"stream":"abcusdt@bookTicker","data":{"u":212,"s":"ABCUSDT","b":"61.63000000","B":"3.78826000","a":"61.64000000","A":"1.54698000"}}
        1723161254087896568 {"stream":"abcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"ABCUSDT","t":3735683259,"p":"61.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}}
        1723161254206652067 {"lastUpdateId":218,"bids":[["61.63000000","3.78826000"],["61.62000000","0.61700000"]],"asks":[]}
        1723161254216652067 {"result":null,"id":1}
        1723161254236551067 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255508,"s":"ABCUSDT","U":224,"u":237,"b":[["61.17","0.0"]],"a":[["61.65","2"]]}}
        """);

    public static byte[] BinanceFutures { get; } = Text(
        """
        {"e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"1000ABCUSDT","U":6,"u":57,"pu":5,"b":[["0.0123450","14"]],"a":[["0.0123460","99999999999"]]}
        {"e":"bookTicker","u":58,"s":"1000ABCUSDT","b":"0.0123450","B":"7","a":"0.0123460","A":"10","T":1723161256313,"E":1723161256313}
        {"e":"aggTrade","E":1723161256322,"a":5266,"s":"1000ABCUSDT","p":"0.0123460","q":"6","f":1,"l":2,"T":1723161256322,"m":false}
        {"e":"markPriceUpdate","E":1723161256322,"s":"1000ABCUSDT","p":"0.01234555","r":"-0.0001"}
        """);

    public static byte[] BitstampOrders { get; } = Text(
        """
        id,timestamp,exchange.timestamp,price,volume,action,direction
        65595247,1430438404518,1430438404000,236.47,200000000,created,bid
        65595247,1430438404635,1430438404000,236.47,178855669,changed,bid
        65595187,1430438404637,1430438340000,236.5,0,deleted,ask
        """);

    public static byte[] BitstampLog { get; } = Text(
        """
        1430438404518 order_created {"price": "236.47", "amount": "2.00000000", "datetime": "1430438404", "id": 65595247, "order_type": 0}
        1430438404635 order_changed {"price": "236.47", "amount": "1.78855669", "datetime": "1430438404", "id": 65595247, "order_type": 0}
        1430438404637 order_deleted {"price": "236.50", "amount": "0.00000000", "datetime": "1430438340", "id": 65595187, "order_type": 1}
        1430438404645 trade {"price": 236.46999999999997, "amount": 9.9999999999999995e-07, "id": 8111041}
        1430438405885 order_book {"bids": [["236.47", "1.78855669"]], "asks": []}
        """);

    public static byte[] Bybit { get; } = Text(
        """
        {"topic":"orderbook.500.XYZUSDT","type":"snapshot","ts":1733011200691,"data":{"s":"XYZUSDT","b":[["1.9531","6203"],["1.9530","2409.50"]],"a":[["1.9532","44"]],"u":20254869,"seq":130020238981},"cts":1733011200589}
        {"topic":"orderbook.500.XYZUSDT","type":"delta","ts":1733011200693,"data":{"s":"XYZUSDT","b":[["1.9531","6198"],["1.9530","0"]],"a":[],"u":20254870,"seq":130020238999},"cts":1733011200690}
        {"type":"delta","ts":1733011200793,"data":{"a":[["1.9533","7.5"]],"b":[],"u":20254871,"s":"XYZUSDT"}}
        """);

    /// <summary>One message of each type that concerns orders and some that do not.</summary>
    public static byte[] Itch(bool hasLengths)
    {
        var stream = new MemoryStream();
        var encoder = new ItchEncoder(stream);
        encoder.SystemEvent(1, 'O');
        encoder.Directory(7, 2, "ABC");
        encoder.TradingAction(7, 3, "ABC", 'T');
        encoder.Add(7, 4, 11, Side.Buy, 300, "ABC", 100_000);
        encoder.Add(7, 5, 12, Side.Sell, 200, "ABC", 101_000);
        encoder.Execute(7, 6, 11, 100, 1);
        encoder.ExecuteAt(7, 7, 12, 50, 2, 100_500);
        encoder.Reduce(7, 8, 11, 20);
        encoder.Replace(7, 9, 11, 13, 90, 99_000);
        encoder.Delete(7, 10, 13);
        encoder.Trade(7, 11, Side.Buy, 40, "ABC", 100_700, 3);
        encoder.Flush();
        foreach (var (type, length) in new[] { ('F', 40), ('Q', 40), ('B', 19), ('I', 50), ('Y', 20) })
        {
            byte[] body = [(byte)type, 0, 7, .. Enumerable.Repeat((byte)0, 5), 1, 2, 3, .. Enumerable.Repeat((byte)'B', length - 11)];
            body[11] &= 0x7f;
            stream.Write([0, (byte)length, .. body]);
        }

        var bytes = stream.ToArray();
        for (var at = 0; at < bytes.Length && !hasLengths; at += 2 + ItchSpec.LengthOf(bytes[at + 2]))
        {
            bytes[at + 1] = 0;
        }

        return bytes;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + "\n");
}
