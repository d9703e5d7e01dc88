using System.Buffers.Binary;
using System.Numerics;

namespace MarketSim.Blockchain;

/// <summary>CRC-32C (Castagnoli), which finds every burst of up to 32 wrong bits; processors compute it eight bytes at a time.</summary>
/// <remarks>Source: RFC 3720, appendix B.4, whose examples are in the tests.</remarks>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(uint.MaxValue, bytes);

    /// <summary>Of two parts, as if they stood together.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Continue(Continue(uint.MaxValue, first), second);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
