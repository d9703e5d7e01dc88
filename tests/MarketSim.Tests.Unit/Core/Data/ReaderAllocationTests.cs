using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Readers take one buffer and then nothing, however long the file: memory is flat.</summary>
public sealed class ReaderAllocationTests
{
    // Buffers and the reader itself. One object per message would be several times as much in files of this length.
    private const long Bound = 200_000;

    [Fact]
    public void ALongLobsterFileIsReadInFlatMemory()
        => IsFlat(Repeat(GoodFiles.LobsterMessages, 3_000), bytes => new LobsterReader(bytes, "day"));

    [Fact]
    public void ALongItchFileIsReadInFlatMemory()
    {
        // The directory's symbols are strings, so they stay out.
        var orders = GoodFiles.Itch(hasLengths: true).AsSpan(2 + 12 + 2 + 39).ToArray();

        IsFlat(Repeat(orders, 3_000), bytes => new ItchFeed(bytes, "day"));
    }

    [Fact]
    public void ALongBinanceRecordingIsReadInFlatMemory()
        => IsFlat(Repeat(GoodFiles.BinanceSpot, 5_000), bytes => new BinanceFeed(new BinanceReader(bytes, "day", new DataUnits(2, 5))));

    [Fact]
    public void ALongCmeRecordingIsReadInFlatMemory()
    {
        var header = GoodFiles.Cme.AsSpan(0, GoodFiles.Cme.AsSpan().IndexOf((byte)'\n') + 1).ToArray();
        byte[] file = [.. header, .. Repeat(GoodFiles.Cme.AsSpan(header.Length).ToArray(), 3_000)];

        IsFlat(file, bytes => new CmeMboReader(bytes, "day", new DataUnits(2, 0)));
    }

    [Fact]
    public void ALongBitstampLogIsReadInFlatMemory()
        => IsFlat(Repeat(GoodFiles.BitstampLog, 3_000), bytes => new BitstampLogReader(bytes, "day", 2));

    private static byte[] Repeat(byte[] bytes, int times)
    {
        var all = new byte[bytes.Length * times];
        for (var at = 0; at < all.Length; at += bytes.Length)
        {
            bytes.CopyTo(all, at);
        }

        return all;
    }

    private static void IsFlat(byte[] file, Func<Stream, IRecordedFeed> open)
    {
        var count = 0L;
        var allocated = AllocatedBytes.Of(() =>
        {
            using var feed = open(new MemoryStream(file));
            for (count = 0; feed.TryRead(out _); count++)
            {
            }
        });
        Assert.InRange(count, 12_000, long.MaxValue);
        Assert.InRange(allocated, 0, Bound);
    }
}
