using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>The recorded order tape, whose trades, rejects and final book two independent matchers agree on.</summary>
public sealed class OrderTapeTests
{
    [Fact]
    public void TheTapeComesOutByteForByteFromThePlainBook() => CheckTape(new OrderBook());

    [Fact]
    public void TheTapeComesOutByteForByteFromTheLadderBook() => CheckTape(new LadderBook());

    private static void CheckTape(IOrderBook book)
    {
        var folder = TestData.Require("synthetic-orderflow");
        using var text = File.OpenText(Path.Combine(folder, "commands.csv"));
        var result = OrderTape.Run(OrderTapeReader.Read(text, "commands.csv"), book);
        var output = Directory.CreateTempSubdirectory("order-tape-");
        try
        {
            result.WriteTo(output.FullName);
            CheckFile("trades.csv", "expected_trades.csv");
            CheckFile("rejects.csv", "expected_rejects.csv");
            CheckFile("book.csv", "expected_final_book.csv");
            Assert.Equal(3, output.GetFiles().Length);
        }
        finally
        {
            output.Delete(recursive: true);
        }

        Assert.Equal((7_233, 103_580L, 3_005, 735), (result.TradeCount, result.TradedLots, result.RejectCount, result.RestingCount));

        void CheckFile(string ours, string expected)
            => Assert.Equal(
                File.ReadAllBytes(Path.Combine(folder, expected)), File.ReadAllBytes(Path.Combine(output.FullName, ours)));
    }
}
