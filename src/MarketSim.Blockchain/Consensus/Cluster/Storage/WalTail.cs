using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>Tells a batch that a crash tore from one that was whole, and perhaps acknowledged, and was damaged later. The first may be
/// cut off; the second must not: entries that others were promised would silently be gone.</summary>
/// <remarks>A disk writes a sector wholly or not at all, in any order, and before a batch was written there were zeros. So a torn one
/// lacks sectors, and these are zeros; its other sectors are as they were written, its header too unless its sector is what is missing;
/// and behind it nothing was ever written. Whatever is otherwise is damage. etcd's log tells them apart by zero sectors as well
/// (server/wal/decoder.go, isTornEntry); that a batch counts those it has by itself makes this one stricter.</remarks>
internal static class WalTail
{
    /// <summary>What stands where the next batch would.</summary>
    public enum Kind
    {
        /// <summary>Zeros: nothing was begun.</summary>
        Clean = 0,

        /// <summary>A batch whose writing was never finished.</summary>
        Torn = 1,

        /// <summary>Something that was written otherwise.</summary>
        Damaged = 2,
    }

    /// <summary>Judges the end of a segment.</summary>
    /// <param name="segment">The whole file.</param>
    /// <param name="end">Where the last whole batch ends.</param>
    /// <param name="number">The next batch's number.</param>
    public static Kind Judge(ReadOnlySpan<byte> segment, int end, long number)
    {
        var tail = end < segment.Length ? segment[end..] : default;
        if (!tail.ContainsAnyExcept((byte)0))
        {
            return Kind.Clean;
        }

        if (!WalFormat.HasHeader(tail, number, out var length))
        {
            return IsHeaderMissing(tail, end) ? Kind.Torn : Kind.Damaged;
        }

        // A file that is too short for what it announces was cut off; a segment has its full length from the beginning.
        var total = WalFormat.Padded(WalFormat.BatchHeaderBytes + length);
        if (total > tail.Length)
        {
            return Kind.Torn;
        }

        var missing = WalFormat.ZeroSectors(tail[..total], end) - BinaryPrimitives.ReadInt32LittleEndian(tail[16..]);
        return missing > 0 && !tail[total..].ContainsAnyExcept((byte)0) ? Kind.Torn : Kind.Damaged;
    }

    // The header stands in one sector, or at the end of one and the beginning of the next.
    private static bool IsHeaderMissing(ReadOnlySpan<byte> tail, int end)
    {
        var first = Math.Min(tail.Length, WalFormat.SectorBytes - (end % WalFormat.SectorBytes));
        var second = Math.Min(tail.Length - first, WalFormat.SectorBytes);
        return tail.Length < WalFormat.BatchHeaderBytes || !tail[..first].ContainsAnyExcept((byte)0)
            || (first < WalFormat.BatchHeaderBytes && !tail.Slice(first, second).ContainsAnyExcept((byte)0));
    }
}
