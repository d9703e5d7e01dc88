using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Readers take one buffer and then nothing, however long the file: memory is flat.</summary>
public sealed class ReaderAllocationTests
{
    [Fact]
    public void ALongLobsterFileAllocatesNoMoreThanAShortOne() => Assert.Equal(
        Allocated(Repeat(GoodFiles.LobsterMessages, 100), bytes => new LobsterReader(bytes, "day")),
        Allocated(Repeat(GoodFiles.LobsterMessages, 10_000), bytes => new LobsterReader(bytes, "day")));

    [Fact]
    public void ALongItchFileAllocatesNoMoreThanAShortOne()
    {
        // The directory's symbols are strings, so they stay out.
        var orders = GoodFiles.Itch(hasLengths: true).AsSpan(2 + 12 + 2 + 39).ToArray();

        Assert.Equal(
            Allocated(Repeat(orders, 100), bytes => new ItchFeed(bytes, "day")), Allocated(Repeat(orders, 10_000), bytes => new ItchFeed(bytes, "day")));
    }

    [Fact]
    public void ALongBinanceRecordingAllocatesNoMoreThanAShortOne() => Assert.Equal(
        Allocated(Repeat(GoodFiles.BinanceSpot, 100), bytes => new BinanceFeed(new BinanceReader(bytes, "day", new DataUnits(2, 5)))),
        Allocated(Repeat(GoodFiles.BinanceSpot, 5_000), bytes => new BinanceFeed(new BinanceReader(bytes, "day", new DataUnits(2, 5)))));

    [Fact]
    public void ALongCmeRecordingAllocatesNoMoreThanAShortOne()
    {
        var header = GoodFiles.Cme.AsSpan(0, GoodFiles.Cme.AsSpan().IndexOf((byte)'\n') + 1).ToArray();
        byte[] File(int times) => [.. header, .. Repeat(GoodFiles.Cme.AsSpan(header.Length).ToArray(), times)];

        Assert.Equal(
            Allocated(File(100), bytes => new CmeMboReader(bytes, "day", new DataUnits(2, 0))),
            Allocated(File(10_000), bytes => new CmeMboReader(bytes, "day", new DataUnits(2, 0))));
    }

    private static byte[] Repeat(byte[] bytes, int times)
    {
        var all = new byte[bytes.Length * times];
        for (var at = 0; at < all.Length; at += bytes.Length)
        {
            bytes.CopyTo(all, at);
        }

        return all;
    }

    private static long Allocated(byte[] file, Func<Stream, IRecordedFeed> open) => AllocatedBytes.Of(() =>
    {
        using var feed = open(new MemoryStream(file));
        while (feed.TryRead(out _))
        {
        }
    });
}
