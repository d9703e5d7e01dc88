using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class DataCommandTests : IDisposable
{
    private const string Messages = """
        34200.1,1,1,100,1000000,1
        34200.2,1,2,50,1000200,-1
        34200.3,4,2,50,1000200,-1
        34200.4,3,1,100,1000000,1

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ACheckThatAgreesEndsWellAndOneThatDoesNotSaysSo()
    {
        var messages = _folder.Write("X_2012-06-21_34200000_57600000_message_1.csv", Messages);
        var book = _folder.Write("X_2012-06-21_34200000_57600000_orderbook_1.csv", """
            9999999999,0,1000000,100
            1000200,50,1000000,100
            9999999999,0,1000000,100
            9999999999,0,-9999999999,0

            """);

        var good = Marketsim.Run("data", "check", messages, "--json");
        Assert.Equal(("", 0), (good.Error, good.Code));
        using var json = JsonDocument.Parse(good.Output);
        Assert.True(json.RootElement.GetProperty("allMatch").GetBoolean());

        File.WriteAllText(
            book,
            File.ReadAllText(book).Replace("1000200,50,1000000,100", "1000200,60,1000000,100", StringComparison.Ordinal));
        Assert.Equal(1, Marketsim.Run("data", "check", messages).Code);
    }

    [Fact]
    public void ARecordingIsConvertedToTables()
    {
        var messages = _folder.Write("X_message_1.csv", Messages);

        Assert.Equal(0, Marketsim.Run("data", "convert", messages, _folder["x.csv"]).Code);
        Assert.Equal(0, Marketsim.Run("data", "convert", messages, _folder["x.parquet"]).Code);

        var lines = File.ReadAllLines(_folder["x.csv"]);
        Assert.StartsWith("timestamp_ns,kind,instrument,side,price", lines[0]);
        Assert.StartsWith("34200100000000,add,0,buy,100.0000,100,1,", lines[1]);
        Assert.Equal(5, lines.Length);
        Assert.Equal([100.0, 100.02, 100.02, 100.0], ParquetFile.Doubles(_folder["x.parquet"], "price"));
        Assert.Equal(2, Marketsim.Run("data", "convert", messages, _folder["x.csv"]).Code);
    }

    [Fact]
    public void AMalformedRecordingLeavesNoTable()
    {
        var messages = _folder.Write("X_message_1.csv", Messages + "34200.5,9,1,1,1,1\n");

        foreach (var name in (string[])["x.csv", "x.parquet"])
        {
            var outcome = Marketsim.Run("data", "convert", messages, _folder[name]);
            Assert.Equal(2, outcome.Code);
            Assert.Contains("line 5", outcome.Error);
        }

        Assert.Equal(["X_message_1.csv"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }
}
