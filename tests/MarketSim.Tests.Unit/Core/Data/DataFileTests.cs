using System.IO.Compression;
using MarketSim.Core;
using ZstdSharp;

namespace MarketSim.Tests.Unit;

/// <summary>Packed files read like plain ones, and damage to the packing is never passed over.</summary>
public sealed class DataFileTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 50_000).SelectMany(number => GoodFiles.LobsterMessages[..(number % 7)])];

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("gzip in two members")]
    [InlineData("zstd")]
    [InlineData("zip")]
    public void EveryPackingGivesTheSameBytes(string packing) => Assert.Equal(Plain, Unpacked(Pack(packing)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void APackedFileThatIsCutShortIsRefusedAndNotReadAsAShorterOne(string packing)
    {
        var packed = Pack(packing);
        for (var cut = 6; cut < packed.Length; cut += Math.Max(1, packed.Length / 97))
        {
            Assert.Throws<DataFormatException>(() => Unpacked(packed[..cut]));
        }

        Assert.Throws<DataFormatException>(() => Unpacked(packed[..^1]));
    }

    [Fact]
    public void AZipOfSeveralFilesIsRefusedInOneSentence()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.csv");
            archive.CreateEntry("b.csv");
        }

        var refusal = Assert.Throws<DataFormatException>(() => Unpacked(stream.ToArray()));

        Assert.Equal("test: found a zip archive of 2 files; accepted is plain, gzip, zstd, or a zip with one file in it.", refusal.Message);
    }

    [Fact]
    public void DamagedPackingsGiveTheWholeContentOrARefusal()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var packings = new[] { "gzip", "zip" }.Select(Pack).ToList();
        for (var seed = first; seed < first + (ulong)Effort.Cases(ordinary: 2_000, nightly: 100_000); seed++)
        {
            var random = new Rng(seed, "packing-damage");
            var packed = (byte[])packings[(int)random.Below(packings.Count)].Clone();

            // The first bytes say that it is packed at all; without them it is some plain file.
            for (var left = random.Between(1, 3); left > 0; left--)
            {
                packed[random.Between(4, packed.Length - 1)] = (byte)random.Below(256);
            }

            try
            {
                Assert.True(
                    Plain.AsSpan().SequenceEqual(Unpacked(packed)),
                    $"Misread at seed {seed}. Replay: MARKETSIM_SEED={seed} ./test unit --filter-method '*.{nameof(DamagedPackingsGiveTheWholeContentOrARefusal)}'");
            }
            catch (DataFormatException)
            {
            }
        }
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var stream = DataFile.Unpack(new MemoryStream(packed), "test");
        var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Pack(string packing)
    {
        var packed = new MemoryStream();
        switch (packing)
        {
            case "gzip":
                Gzip(packed, Plain);
                break;
            case "gzip in two members":
                Gzip(packed, Plain.AsSpan(0, 40_000));
                Gzip(packed, Plain.AsSpan(40_000));
                break;
            case "zstd":
                using (var zstd = new CompressionStream(packed, leaveOpen: true))
                {
                    zstd.Write(Plain);
                }

                break;
            case "zip":
                using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
                {
                    using var entry = archive.CreateEntry("data.csv").Open();
                    entry.Write(Plain);
                }

                break;
            default:
                packed.Write(Plain);
                break;
        }

        return packed.ToArray();
    }

    private static void Gzip(MemoryStream packed, ReadOnlySpan<byte> plain)
    {
        using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(plain);
    }
}
