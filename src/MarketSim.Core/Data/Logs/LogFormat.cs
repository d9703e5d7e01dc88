using System.Buffers.Binary;
using System.IO.Hashing;

namespace MarketSim.Core;

/// <summary>What command logs and event logs have in common on disk: everything little-endian.</summary>
/// <remarks>
/// <code>
/// header   magic           8 bytes    MSIMCMD1 or MSIMEVT1
///          version         u32        of the record
///          record size     u32        bytes
///          flags           u32        none yet: zero
///          checksum        u32        CRC-32 of the 20 bytes before
/// block    record count    u32        1 or more
///          checksum        u32        CRC-32 of the 12 bytes of count and position, then of the records
///          position        u64        number of records before this block
///          records         count × record size
/// block …  until the file ends
/// </code>
/// A block is written whole. A program that is killed can leave a torn last block, which the checksum shows; the position shows
/// a block that was lost or doubled by whoever copied the file.
/// </remarks>
internal static class LogFormat
{
    public const int MagicBytes = 8;
    public const int HeaderBytes = 24;
    public const int BlockHeaderBytes = 16;

    /// <summary>No block is larger: a reader need not believe a damaged count.</summary>
    public const int MaxBlockBytes = 1 << 20;

    public static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> magic, uint version, int recordSize)
    {
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], version);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)recordSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], Crc32.HashToUInt32(header[..20]));
    }

    /// <summary>Checks a header.</summary>
    /// <exception cref="FormatException">With one sentence that says what is wrong with it.</exception>
    public static void ReadHeader(ReadOnlySpan<byte> header, string noun, ReadOnlySpan<byte> magic, uint version, int recordSize)
    {
        var seen = header[..Math.Min(MagicBytes, header.Length)];
        if (!seen.SequenceEqual(magic[..seen.Length]))
        {
            throw new FormatException(
                $"This is no {noun}: it begins with '{Printable(seen)}' where '{Printable(magic)}' is expected.");
        }

        if (header.Length < HeaderBytes)
        {
            throw new FormatException($"The {noun} ends within its header: it has {header.Length} of {HeaderBytes} bytes.");
        }

        var fileVersion = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (fileVersion > version)
        {
            throw new FormatException(
                $"The {noun} has format version {fileVersion}, and this program reads versions up to {version}: use a newer one.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) != Crc32.HashToUInt32(header[..20]))
        {
            throw new FormatException($"The header of the {noun} is damaged: its checksum does not match.");
        }

        var fileRecordSize = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        if (fileVersion != version || fileRecordSize != recordSize || flags != 0)
        {
            throw new FormatException(
                $"The {noun} has format version {fileVersion}, records of {fileRecordSize} bytes and flags {flags:x}; "
                + $"expected are version {version}, {recordSize} bytes and no flags.");
        }
    }

    public static uint Checksum(ReadOnlySpan<byte> countBytes, ReadOnlySpan<byte> positionBytes, ReadOnlySpan<byte> records, Crc32 crc)
    {
        crc.Reset();
        crc.Append(countBytes);
        crc.Append(positionBytes);
        crc.Append(records);
        return crc.GetCurrentHashAsUInt32();
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
        => string.Create(bytes.Length, bytes, (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = source[i] is >= 32 and < 127 ? (char)source[i] : '?';
            }
        });
}
