namespace MarketSim.Tests.Integration;

public sealed class MatchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fast")]
    [InlineData("plain")]
    public void ATapeComesOutAsTradesRejectsAndBook(string book)
    {
        var tape = _folder.Write("tape.csv", """
            seq,command,order_id,side,price_ticks,quantity,type,display_quantity
            1,NEW,1,SELL,101,10,DAY,
            2,NEW,2,BUY,101,4,DAY,
            3,NEW,3,BUY,,20,MARKET,
            4,CANCEL,9,,,,,
            5,NEW,4,BUY,99,5,DAY,

            """);

        Assert.Equal(0, Marketsim.Run("match", tape, "--out", _folder["m"], "--book", book).Code);

        Assert.Equal(
            "seq,price_ticks,quantity,maker_order_id,taker_order_id\n2,101,4,1,2\n3,101,6,1,3\n", Read("trades.csv"));
        Assert.Equal("seq,order_id,reason\n3,3,EXPIRED_14\n4,9,UNKNOWN_ORDER\n", Read("rejects.csv"));
        Assert.Equal("side,price_ticks,order_id,visible_quantity,open_quantity\nBUY,99,4,5,5\n", Read("book.csv"));
    }

    [Fact]
    public void TheRecordedTapeComesOutByteForByte()
    {
        var tape = TestData.Require("synthetic-orderflow/commands.csv");

        Assert.Equal(0, Marketsim.Run("match", tape, "--out", _folder["m"]).Code);

        var expected = Path.GetDirectoryName(tape)!;
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "expected_trades.csv")), Read("trades.csv"));
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "expected_rejects.csv")), Read("rejects.csv"));
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "expected_final_book.csv")), Read("book.csv"));
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder["m"], name));
}
