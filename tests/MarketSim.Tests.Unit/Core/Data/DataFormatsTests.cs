using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Formats are found out from content, and refusals say place, find and what is accepted.</summary>
public sealed class DataFormatsTests
{
    public static TheoryData<string, byte[]> Good => new()
    {
        { "lobster", GoodFiles.LobsterMessages },
        { "lobster", [.. "time,type,order,size,price,direction\n"u8, .. GoodFiles.LobsterMessages] },
        { "itch", GoodFiles.Itch(hasLengths: true) },
        { "itch", GoodFiles.Itch(hasLengths: false) },
        { "cme-mbo", GoodFiles.Cme },
        { "cme-mbo", GoodFiles.CmeNative },
        { "binance", GoodFiles.BinanceSpot },
        { "binance", GoodFiles.BinanceFutures },
        { "bitstamp", GoodFiles.BitstampOrders },
        { "bitstamp", GoodFiles.BitstampLog },
        { "bybit", GoodFiles.Bybit },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void EveryGoodFileIsRecognised(string format, byte[] bytes)
        => Assert.Equal(format, DataFormats.NameOf(DataFormats.Detect(bytes.AsSpan(0, Math.Min(4096, bytes.Length)), "good")));

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("date,open,high,low,close\n", "'date,open,high,low,close', which no reader here knows")]
    [InlineData("100,5,99,4\n100,5,99,3\n", "look like a LOBSTER order book")]
    [InlineData("{\"hello\":1}\n", "which no reader here knows")]
    [InlineData("\0\0\0\0\0", "which no reader here knows")]
    public void AnythingElseIsRefusedInOneSentence(string text, string reason)
    {
        var refusal = Assert.Throws<DataFormatException>(() => DataFormats.Detect(Encoding.UTF8.GetBytes(text), "some.csv"));

        Assert.StartsWith("some.csv: found ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
        Assert.Contains("accepted is", refusal.Message);
    }

    [Fact]
    public void AnUnknownFormatNameListsTheKnownOnes()
        => Assert.Contains(
            "Unknown data format 'nyse'. Known: auto, lobster, itch, cme-mbo, binance, bitstamp, bybit.",
            Assert.Throws<ArgumentException>(() => DataFormats.Parse("nyse")).Message);

    [Fact]
    public void ARefusalNamesFileLineFindAndWhatIsAccepted()
    {
        var bytes = Encoding.ASCII.GetBytes("34200.1,1,11,21,2238100,1\n34200.2,9,11,21,2238100,1\n");
        using var reader = new LobsterReader(new MemoryStream(bytes), "day.csv");
        Assert.True(reader.TryRead(out _));

        var refusal = Assert.Throws<DataFormatException>(() => reader.TryRead(out _));

        Assert.Equal("day.csv, line 2: found the type '9'; accepted is a digit from 1 to 7.", refusal.Message);
        Assert.Equal(("day.csv", 2), (refusal.File, refusal.Position));
    }

    [Fact]
    public void UnitsAreAsFineAsTheFinestNumberOfTheFile()
    {
        Assert.Equal(new DataUnits(6, 0), BinanceReader.ScanUnits(new MemoryStream(GoodFiles.BinanceFutures), "f"));
        Assert.Equal(new DataUnits(2, 5), BinanceReader.ScanUnits(new MemoryStream(GoodFiles.BinanceSpot), "s"));
        Assert.Equal(new DataUnits(6, 0), CmeMboReader.ScanUnits(new MemoryStream(GoodFiles.CmeNative), "n"));
        Assert.Equal(new DataUnits(2, 0), CmeMboReader.ScanUnits(new MemoryStream(GoodFiles.Cme), "c"));
    }

    [Fact]
    public void ANumberBeyondSixtyFourBitsIsRefusedAndNeverWraps()
    {
        var bytes = Encoding.ASCII.GetBytes(
            """{"e":"trade","E":1,"T":1,"s":"X","t":1,"p":"0.00000001","q":"99999999999.123456789","m":true}""" + "\n");
        using var reader = new BinanceReader(new MemoryStream(bytes), "x", BinanceReader.ScanUnits(new MemoryStream(bytes), "x"));

        var refusal = Assert.Throws<DataFormatException>(() => reader.TryRead(new BinanceRecord()));

        Assert.Contains("property q", refusal.Message);
        Assert.Contains("fits into 64 bits", refusal.Message);
    }

    [Fact]
    public void ALineLongerThanAnyFormatHasIsRefusedWithoutBeingHeldInMemory()
    {
        using var lines = new LineReader(new MemoryStream(new byte[LineReader.MostBytes + 1]), "long");

        Assert.Throws<DataFormatException>(() => lines.TryRead(out _));
    }

    [Fact]
    public void SharesOfSixHundredThousandDollarsAreReadFromLobster()
    {
        using var messages = new LobsterReader(new MemoryStream("34200.5,1,7,3,6101000000,1\n"u8.ToArray()), "day.csv");
        using var rows = new LobsterBookReader(new MemoryStream("9999999999,0,6101000000,3\n"u8.ToArray()), "book.csv");
        var row = new LobsterBookRow();

        Assert.True(messages.TryRead(out var message));
        Assert.True(rows.TryRead(row));
        Assert.Equal(6_101_000_000, message.Price);
        Assert.Equal(new PriceLevel(6_101_000_000, 3), row.Bids[0]);
    }
}
