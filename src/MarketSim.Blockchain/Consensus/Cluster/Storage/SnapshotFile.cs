using System.Buffers.Binary;
using System.Globalization;

namespace MarketSim.Blockchain;

/// <summary>A snapshot of the machine's state as a file: there whole, or not there.</summary>
/// <remarks><code>
/// "MSIMSNP1", index i64, term i64, bytes of the members i32, bytes of the state i32, CRC u32 of all that stands before and after
/// members (three lists, each a count i32 and ids i32), then the state
/// </code></remarks>
internal static class SnapshotFile
{
    private const int HeadBytes = 36;

    private static ReadOnlySpan<byte> Magic => "MSIMSNP1"u8;

    public static string NameOf(long index) => $"snapshot-{index:D16}.bin";

    public static void Save(string folder, LogSnapshot snapshot)
    {
        var members = MembersCodec.Write(snapshot.Configuration);
        var head = new byte[HeadBytes + members.Length];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), snapshot.Index);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), snapshot.Term);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), members.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), snapshot.Data.Length);
        members.CopyTo(head, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(32), CrcOf(head, snapshot.Data.Span));
        DurableFiles.Replace(Path.Combine(folder, NameOf(snapshot.Index)), head, snapshot.Data.Span);
    }

    /// <exception cref="WalDamagedException">It is missing, or not as it was written.</exception>
    public static LogSnapshot Load(string folder, long index, long term)
    {
        var path = Path.Combine(folder, NameOf(index));
        if (!File.Exists(path))
        {
            throw new WalDamagedException(path, 0, "the file is missing, though the log says that it was written");
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeadBytes || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new WalDamagedException(path, 0, "it does not begin as a snapshot does");
        }

        var members = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24));
        var state = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(28));
        if (members < 0 || state < 0 || HeadBytes + (long)members + state != bytes.Length)
        {
            throw new WalDamagedException(
                path, 24, string.Create(CultureInfo.InvariantCulture, $"its {bytes.Length} bytes are not as many as it announces"));
        }

        var crc = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(32));
        var head = bytes.AsSpan(0, HeadBytes + members);
        var data = bytes.AsMemory(HeadBytes + members);
        if (crc != CrcOf(head, data.Span)
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)) != index
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)) != term)
        {
            throw new WalDamagedException(path, 32, "its checksum or its place in the log is wrong");
        }

        return new LogSnapshot(index, term, MembersCodec.Read(head[HeadBytes..]), data);
    }

    /// <summary>Deletes snapshots older than one that is in force, and half-written ones.</summary>
    public static void DeleteBefore(string folder, long index)
    {
        foreach (var path in Directory.GetFiles(folder, "snapshot-*"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (path.EndsWith(".tmp", StringComparison.Ordinal)
                || (long.TryParse(name.AsSpan("snapshot-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                    && at < index))
            {
                File.Delete(path);
            }
        }
    }

    private static uint CrcOf(Span<byte> head, ReadOnlySpan<byte> data)
    {
        head.Slice(32, 4).Clear();
        return Checksum.Of(head, data);
    }
}
