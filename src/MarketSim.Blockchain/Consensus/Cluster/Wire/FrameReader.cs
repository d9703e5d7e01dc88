using System.Buffers.Binary;
using System.Text;

namespace MarketSim.Blockchain;

/// <summary>Reads the fields of a frame's body in the order in which they were written. Whatever the bytes, it gives a value or
/// throws a <see cref="FormatException"/>.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new FormatException("A flag is neither 0 nor 1."),
    };

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ulong Ulong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Bytes() => Take(Int());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>How many things follow, each of at least so many bytes; more than can follow is refused before room is made for them.
    /// </summary>
    public int Count(int leastBytes)
    {
        var count = Int();
        return count >= 0 && count <= _rest.Length / leastBytes
            ? count : throw new FormatException($"A list of {count} things does not fit into {_rest.Length} bytes.");
    }

    /// <summary>Everything has been read.</summary>
    public readonly void End()
    {
        if (!IsAtEnd)
        {
            throw new FormatException($"{_rest.Length} bytes follow where a frame should end.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new FormatException("A frame ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

/// <summary>Cuts a stream of bytes into frames.</summary>
internal sealed class FrameCutter
{
    private byte[] _bytes = new byte[1 << 16];
    private int _from;
    private int _to;

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Free
    {
        get
        {
            if (_from == _to)
            {
                _from = _to = 0;
            }
            else if (_bytes.Length - _to < 1 << 12)
            {
                MakeRoom();
            }

            return _bytes.AsSpan(_to);
        }
    }

    /// <summary>So many bytes were put into <see cref="Free"/>.</summary>
    public void Added(int count) => _to += count;

    /// <summary>The next whole frame's body; valid until more bytes are added.</summary>
    /// <exception cref="FormatException">Its length is impossible, or its checksum wrong.</exception>
    public bool TryTake(out ReadOnlySpan<byte> body)
    {
        body = default;
        if (_to - _from < FrameWriter.HeadBytes)
        {
            return false;
        }

        var head = _bytes.AsSpan(_from);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 1 or > FrameWriter.MostBytes)
        {
            throw new FormatException($"A frame of {length} bytes was announced.");
        }

        if (_to - _from - FrameWriter.HeadBytes < length)
        {
            return false;
        }

        body = head.Slice(FrameWriter.HeadBytes, length);
        if (Checksum.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(head[4..]))
        {
            throw new FormatException("A frame's checksum is wrong.");
        }

        _from += FrameWriter.HeadBytes + length;
        return true;
    }

    private void MakeRoom()
    {
        var pending = _bytes.AsSpan(_from, _to - _from);
        var needed = pending.Length >= 4
            ? Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(pending), 0, FrameWriter.MostBytes) + FrameWriter.HeadBytes + (1 << 13)
            : 1 << 16;
        var target = needed > _bytes.Length ? new byte[needed] : _bytes;
        pending.CopyTo(target);
        (_bytes, _to, _from) = (target, pending.Length, 0);
    }
}
