using System.IO.Compression;
using ZstdSharp;

namespace MarketSim.Core;

/// <summary>Opens recorded data as plain bytes, whatever it is packed in: the content says, not the
/// name.</summary>
public static class DataFile
{
    private const string Packings = "plain, gzip, zstd, or a zip with one file in it";

    /// <summary>The unpacked bytes of a file: plain, gzip, zstd, or a zip archive with one file in it.</summary>
    /// <exception cref="DataFormatException">The packing is damaged or a zip holds several files; also while
    /// reading.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return Unpack(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The unpacked bytes of a seekable stream.</summary>
    /// <param name="packed">Owned by the result from here on.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Stream Unpack(Stream packed, string name)
    {
        Span<byte> magic = stackalloc byte[4];
        magic = magic[..packed.ReadAtLeast(magic, 4, throwOnEndOfStream: false)];
        packed.Position = 0;
        return magic switch
        {
            [0x1f, 0x8b, ..] => new UnpackedStream(
                new GZipStream(packed, CompressionMode.Decompress), packed, name, isGzip: true),
            [0x28, 0xb5, 0x2f, 0xfd] => new UnpackedStream(
                new DecompressionStream(packed, leaveOpen: false), packed, name),
            [(byte)'P', (byte)'K', 3, 4] => OpenZip(packed, name),
            _ => packed,
        };
    }

    private static UnpackedStream OpenZip(Stream packed, string name)
    {
        try
        {
            var archive = new ZipArchive(packed, ZipArchiveMode.Read);
            var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            return files is [var only]
                ? new UnpackedStream(only.Open(), packed, name, zipped: only)
                : throw DataFormatException.InFile(name, $"a zip archive of {files.Count} files", Packings);
        }
        catch (InvalidDataException damaged)
        {
            throw DataFormatException.InFile(name, $"a damaged zip archive ({damaged.Message})", Packings, damaged);
        }
    }
}
