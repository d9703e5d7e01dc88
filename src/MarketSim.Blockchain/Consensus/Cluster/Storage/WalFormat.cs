using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>The bytes of a write-ahead log.</summary>
/// <remarks>
/// <code>
/// segment   header (48 bytes), then batches, then zeros
/// header    "MSIMWAL1", cluster u64, node i32, version u32, segment number i64, number of its first batch i64, CRC u32, zero u32
/// batch     length u32 (of the records), CRC u32 (of length, number, zero sectors and the CRC of the rest), number i64,
///           zero sectors u32 (how many of its parts, cut at sectors of 512 bytes of the file, are zeros), CRC u32 (of the rest);
///           records; at least one byte 0xEE, up to a multiple of 8
/// record    kind u8, then: state      term i64, vote i32, commit i64
///                          entry      term i64, index i64, kind u8, session u64, sequence u64, length i32, data
///                          truncate   index i64: what stands after it is thrown away
///                          snapshot   index i64, term i64: a file of that name stands in place of the log up to it
/// </code>
/// A batch is written at once and flushed before the next one is begun. So the last one alone may be torn, and a whole one behind a
/// damaged one proves that the damage came later. A torn batch lacks whole sectors, which are zeros as before: see <see cref="WalTail"/>.
/// All numbers are little-endian.
/// </remarks>
internal static class WalFormat
{
    public const int HeaderBytes = 48;
    public const int BatchHeaderBytes = 24;
    public const int Version = 2;
    public const int SectorBytes = 512;
    public const byte Filler = 0xEE;
    public const int MostBatchBytes = 1 << 30;

    public static ReadOnlySpan<byte> Magic => "MSIMWAL1"u8;

    /// <summary>Bytes of a batch, filled up, of which so many are header and records.</summary>
    public static int Padded(int bytes) => (bytes + 8) & ~7;

    public static string NameOf(long segment) => $"wal-{segment:D10}.log";

    /// <summary>The number in a segment's name; false where it is another kind of file.</summary>
    public static bool TryParse(string name, out long segment)
    {
        segment = 0;
        return name.StartsWith("wal-", StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(4, name.Length - 8), System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture, out segment);
    }

    public static void WriteHeader(Span<byte> bytes, WalOptions options, long segment, long firstBatch)
    {
        bytes = bytes[..HeaderBytes];
        bytes.Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], options.Cluster);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], options.Node);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], segment);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], firstBatch);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[40..], Checksum.Of(bytes[..40]));
    }

    /// <summary>Finishes a batch that stands in memory as it will in the file at this offset, but for its header.</summary>
    public static void WriteBatchHeader(Span<byte> batch, int records, long number, int offset)
    {
        BinaryPrimitives.WriteInt32LittleEndian(batch, records);
        BinaryPrimitives.WriteInt64LittleEndian(batch[8..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(batch[20..], Checksum.Of(batch[BatchHeaderBytes..]));
        BinaryPrimitives.WriteInt32LittleEndian(batch[16..], ZeroSectors(batch, offset));
        BinaryPrimitives.WriteUInt32LittleEndian(batch[4..], HeaderChecksum(batch));
    }

    /// <summary>Whether the header of a batch with this number stands as it was written at the beginning.</summary>
    /// <param name="length">Bytes of its records.</param>
    public static bool HasHeader(ReadOnlySpan<byte> batch, long number, out int length)
    {
        length = batch.Length < BatchHeaderBytes ? 0 : BinaryPrimitives.ReadInt32LittleEndian(batch);
        return length is > 0 and <= MostBatchBytes && BinaryPrimitives.ReadInt64LittleEndian(batch[8..]) == number
            && BinaryPrimitives.ReadUInt32LittleEndian(batch[4..]) == HeaderChecksum(batch);
    }

    /// <summary>Whether a batch with this number stands whole at an offset.</summary>
    /// <param name="length">Bytes of its records.</param>
    public static bool IsWhole(ReadOnlySpan<byte> segment, int offset, long number, out int length)
    {
        length = 0;
        if (offset > segment.Length || !HasHeader(segment[offset..], number, out length))
        {
            return false;
        }

        var total = Padded(BatchHeaderBytes + length);
        return total <= segment.Length - offset && BinaryPrimitives.ReadUInt32LittleEndian(segment[(offset + 20)..])
            == Checksum.Of(segment[(offset + BatchHeaderBytes)..(offset + total)]);
    }

    /// <summary>Whether any whole batch that was written after this one stands at this offset or behind it.</summary>
    public static bool HasLaterBatch(ReadOnlySpan<byte> segment, int offset, long number)
    {
        for (; offset <= segment.Length - BatchHeaderBytes; offset += 8)
        {
            var claimed = BinaryPrimitives.ReadInt64LittleEndian(segment[(offset + 8)..]);
            if (claimed > number && claimed - number < segment.Length && IsWhole(segment, offset, claimed, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many parts of a batch at this offset, cut at the file's sectors, are all zeros.</summary>
    public static int ZeroSectors(ReadOnlySpan<byte> batch, int offset)
    {
        var count = 0;
        while (batch.Length > 0)
        {
            var part = batch[..Math.Min(batch.Length, SectorBytes - (offset % SectorBytes))];
            count += part.ContainsAnyExcept((byte)0) ? 0 : 1;
            batch = batch[part.Length..];
            offset += part.Length;
        }

        return count;
    }

    private static uint HeaderChecksum(ReadOnlySpan<byte> batch) => Checksum.Of(batch[..4], batch[8..BatchHeaderBytes]);
}
