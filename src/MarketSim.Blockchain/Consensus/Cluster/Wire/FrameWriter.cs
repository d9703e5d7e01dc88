using System.Buffers.Binary;
using System.Text;

namespace MarketSim.Blockchain;

/// <summary>Frames gathered to leave together: each its length u32, the CRC of its body u32, and the body, whose first byte tells its
/// kind. Little-endian. Hot.</summary>
internal sealed class FrameWriter
{
    public const int HeadBytes = 8;

    /// <summary>More than any snapshot we make; a length beyond it is damage.</summary>
    public const int MostBytes = 1 << 29;

    private byte[] _bytes = new byte[1 << 14];
    private int _length;
    private int _begin = -1;

    public bool IsEmpty => _length == 0;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public FrameWriter Begin(FrameKind kind)
    {
        _begin = _length;
        Take(HeadBytes);
        return Byte((byte)kind);
    }

    public void End()
    {
        var body = _bytes.AsSpan(_begin + HeadBytes, _length - _begin - HeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_begin), body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_begin + 4), Checksum.Of(body));
        _begin = -1;
    }

    public FrameWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public FrameWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public FrameWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
        return this;
    }

    public FrameWriter Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        return this;
    }

    public FrameWriter Ulong(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
        return this;
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    public FrameWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > 1 << 22)
        {
            _bytes = new byte[1 << 14];
        }
    }

    private Span<byte> Take(int count)
    {
        if (count > _bytes.Length - _length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)count, 2L * _bytes.Length)));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>The first on every connection: who speaks.</summary>
    Hello = 1,

    /// <summary>A message of the protocol.</summary>
    Message = 2,

    /// <summary>A client's command, from itself or passed on by a node.</summary>
    Request = 3,

    /// <summary>The answer to <see cref="Request"/>.</summary>
    Reply = 4,

    /// <summary>A question or an order of the operator.</summary>
    Control = 5,

    /// <summary>The answer to <see cref="Control"/>.</summary>
    ControlReply = 6,
}
