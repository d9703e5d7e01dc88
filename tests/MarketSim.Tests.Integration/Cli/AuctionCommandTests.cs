using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class AuctionCommandTests : IDisposable
{
    private const string Book = """
        side,price,quantity,hidden
        buy,market,400,
        buy,50.20,300,
        buy,50.00,500,yes
        sell,market,100,
        sell,49.90,600,
        sell,50.10,400,
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // EX-2e
    [Theory]
    [InlineData("xetra", 50.10, -400)]
    [InlineData("lse", 50.01, 0)]
    public void ABookGivesPriceVolumeAndFills(string style, double price, long imbalance)
    {
        var run = Marketsim.Run("auction", _folder.Write("book.csv", Book), "--style", style, "--reference", "50.00", "--json");

        Assert.Equal(0, run.Code);
        var told = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(
            ((decimal)price, 700, imbalance),
            (told.GetProperty("price").GetDecimal(), told.GetProperty("volume").GetInt64(), told.GetProperty("imbalance").GetInt64()));
        Assert.Equal([400, 300, 0, 100, 600, 0], told.GetProperty("allocation").EnumerateArray().Select(a => a.GetProperty("filled").GetInt64()));
    }

    [Fact]
    public void YamlAndAPictureWorkToo()
    {
        var book = _folder.Write("book.yaml", """
            orders:
              - {side: buy, price: 10.00, quantity: 30}
              - {side: buy, price: 10.00, quantity: 10}
              - {side: sell, price: 10.00, quantity: 20}
            """);

        var run = Marketsim.Run("auction", book, "--margin", "pro-rata", "--plot", _folder["a.png"]);

        Assert.Equal(0, run.Code);
        Assert.Contains("20 lots at 10.00; demand 40, supply 20, 20 left to buy", run.Output);
        Assert.Contains("30          15          15", run.Output);
        Assert.True(new FileInfo(_folder["a.png"]).Length > 10_000);
    }

    [Theory]
    [InlineData("buy,10.005,4", "book.csv, line 2: price was '10.005'")]
    [InlineData("hold,10,4", "side was 'hold'; accepted is buy or sell")]
    [InlineData("buy,10,0", "quantity was '0'; accepted is a whole number above zero")]
    public void ABadOrderIsNamedWithItsLine(string order, string expected)
    {
        var run = Marketsim.Run("auction", _folder.Write("book.csv", "side,price,quantity\n" + order + "\n"));

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error);
    }
}
