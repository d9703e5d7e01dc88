using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class OrderTapeReaderTests
{
    private const string Header = "seq,command,order_id,side,price_ticks,quantity,type,display_quantity\n";

    [Fact]
    public void EveryKindOfRowIsRead()
    {
        var rows = Read(Header + "1,NEW,1,BUY,,19,MARKET,0\r\n2,NEW,2,SELL,-5,17,POST_ONLY,3\n4,CANCEL,2,,,,,\n9,REPLACE,7,,10002,15,,\n\n");
        Assert.Equal(
            [
                new TapeCommand(1, TapeCommandKind.New, new OrderId(1), Side.Buy, default, new Quantity(19), TapeOrderType.Market, default),
                new TapeCommand(
                    2, TapeCommandKind.New, new OrderId(2), Side.Sell, new Price(-5), new Quantity(17), TapeOrderType.PostOnly, new Quantity(3)),
                new TapeCommand(4, TapeCommandKind.Cancel, new OrderId(2), default, default, default, default, default),
                new TapeCommand(
                    9, TapeCommandKind.Replace, new OrderId(7), default, new Price(10002), new Quantity(15), default, default),
            ],
            rows);
    }

    [Fact]
    public void AnOrderIdMayUseAllOf64Bits()
        => Assert.Equal(new OrderId(ulong.MaxValue), Assert.Single(Read(Header + "1,CANCEL,18446744073709551615,,,,,\n")).Order);

    [Theory]
    [InlineData("1,NEW,1,BID,5,1,DAY,0", "tape, line 2: found 'BID' in column side; accepted is BUY or SELL.")]
    [InlineData("1,BUY,1,BUY,5,1,DAY,0", "tape, line 2: found 'BUY' in column command; accepted is NEW, CANCEL or REPLACE.")]
    [InlineData("1,NEW,0,BUY,5,1,DAY,0", "tape, line 2: found '0' in column order_id; accepted is a whole number from 1 to")]
    [InlineData("1,NEW,1,BUY,5.5,1,DAY,0", "tape, line 2: found '5.5' in column price_ticks; accepted is a whole number from -")]
    [InlineData("1,NEW,1,BUY,,1,DAY,0", "tape, line 2: found '' in column price_ticks; accepted is a whole number from -")]
    [InlineData("1,NEW,1,BUY,5,1,MARKET,0", "tape, line 2: found '5' in column price_ticks; accepted is empty, as it is for NEW MARKET.")]
    [InlineData("1,NEW,1,BUY,5,0,DAY,0", "tape, line 2: found '0' in column quantity; accepted is a whole number from 1 to 1000000000000.")]
    [InlineData("1,NEW,1,BUY,5,99999999999999999999,DAY,0", "tape, line 2: found '99999999999999999999' in column quantity; accepted is")]
    [InlineData("1,NEW,1,BUY,5,1,GTC,0", "tape, line 2: found 'GTC' in column type; accepted is DAY, MARKET, IOC, FOK or POST_ONLY.")]
    [InlineData("1,NEW,1,BUY,5,1,DAY,-1", "tape, line 2: found '-1' in column display_quantity; accepted is a whole number from 0 to")]
    [InlineData("1,CANCEL,1,BUY,,,,", "tape, line 2: found 'BUY' in column side; accepted is empty, as it is for CANCEL.")]
    [InlineData("1,REPLACE,1,,5,,,", "tape, line 2: found '' in column quantity; accepted is a whole number from 1 to")]
    [InlineData("x,CANCEL,1,,,,,", "tape, line 2: found 'x' in column seq; accepted is a whole number from 0 to")]
    [InlineData("1,CANCEL,1", "tape, line 2: found 3 fields; accepted is 8 (seq,")]
    [InlineData("5,CANCEL,1,,,,,\n5,CANCEL,1,,,,,", "tape, line 3: found '5' in column seq; accepted is a number above 5, the row before's.")]
    [InlineData("5,CANCEL,1,,,,,\n\n6,CANCEL,1,,,,,", "tape, line 3: found 1 fields; accepted is 8 (seq,")]
    public void AMalformedRowNamesLineColumnAndWhatWouldDo(string rows, string error)
        => Assert.StartsWith(
            error, Assert.Throws<DataFormatException>(() => Read(Header + rows)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("seq,command\n")]
    public void AnotherHeaderIsRefused(string text)
        => Assert.StartsWith(
            "tape, line 1: found another header; accepted is 'seq,", Assert.Throws<DataFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static List<TapeCommand> Read(string text) => OrderTapeReader.Read(new StringReader(text), "tape").ToList();
}
