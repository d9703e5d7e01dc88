using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>Records gathered to be written and flushed together.</summary>
internal sealed class WalBatch
{
    internal const byte State = 1;
    internal const byte Entry = 2;
    internal const byte Truncation = 3;
    internal const byte Snapshot = 4;
    internal const int EntryHead = 38;

    private byte[] _bytes = new byte[1 << 16];
    private int _length = WalFormat.BatchHeaderBytes;

    public bool IsEmpty => _length == WalFormat.BatchHeaderBytes;

    public int TotalBytes => WalFormat.Padded(_length);

    public void Add(HardState state)
    {
        var bytes = Take(21);
        bytes[0] = State;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], state.Term);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[9..], state.Vote);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[13..], state.Commit);
    }

    public void Add(LogEntry entry)
    {
        var bytes = Take(EntryHead + entry.Data.Length);
        bytes[0] = Entry;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], entry.Term);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], entry.Index);
        bytes[17] = (byte)entry.Kind;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[18..], entry.Session);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[26..], entry.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[34..], entry.Data.Length);
        entry.Data.Span.CopyTo(bytes[EntryHead..]);
    }

    public void AddTruncation(long index)
    {
        var bytes = Take(9);
        bytes[0] = Truncation;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], index);
    }

    public void AddSnapshot(long index, long term)
    {
        var bytes = Take(17);
        bytes[0] = Snapshot;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], index);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], term);
    }

    /// <summary>The finished batch, filled up.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="offset">Where in the file it will stand.</param>
    public ReadOnlySpan<byte> Seal(long number, int offset)
    {
        var bytes = _bytes.AsSpan(0, TotalBytes);
        bytes[_length..].Fill(WalFormat.Filler);
        WalFormat.WriteBatchHeader(bytes, _length - WalFormat.BatchHeaderBytes, number, offset);
        return bytes;
    }

    public void Clear()
    {
        _length = WalFormat.BatchHeaderBytes;

        // One huge batch must not cost its memory for ever.
        if (_bytes.Length > 1 << 22)
        {
            _bytes = new byte[1 << 16];
        }
    }

    private Span<byte> Take(int count)
    {
        // Eight more to fill it up.
        var needed = _length + count + 8;
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
