using System.Buffers.Binary;

namespace MarketSim.Core;

/// <summary>Reads the messages of a NASDAQ ITCH 5.0 file: each is preceded by its length in two bytes.
/// Hot.</summary>
/// <remarks>Some files carry zero in place of every length; such messages are framed by the length of their
/// type. A length that is neither zero nor that of the type is refused, so a reader that has lost its place
/// does not go on.</remarks>
public sealed class ItchReader(Stream stream, string name) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private int _taken;
    private long _position;

    /// <summary>Byte offset, in the unpacked file, of the message last read.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file, packed or not.</summary>
    public static ItchReader Open(string path) => new(DataFile.Open(path), path);

    /// <summary>The next message; valid until the next call.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ItchMessage message)
    {
        _start += _taken;
        _position += _taken;
        _taken = 0;
        if (_end - _start < 3 && !Fill(3))
        {
            if (_end != _start)
            {
                throw Wrong($"{_end - _start} bytes at the end", "whole messages");
            }

            message = default;
            return false;
        }

        var framed = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start));
        var type = _buffer[_start + 2];
        var length = ItchSpec.LengthOf(type);
        if (length == 0)
        {
            throw Wrong(
                $"the message type {DataFormatException.Quote([type])}",
                $"a type of ITCH 5.0: {string.Join(' ', ItchSpec.Types.ToCharArray())}");
        }

        if (framed != 0 && framed != length)
        {
            throw Wrong($"length {framed} before a message of type {(char)type}", $"{length}, or 0 throughout");
        }

        if (_end - _start < length + 2 && !Fill(length + 2))
        {
            throw Wrong(
                $"the first {_end - _start - 2} of {length} bytes of a message of type {(char)type}", "whole messages");
        }

        Position = _position;
        _taken = length + 2;
        message = new ItchMessage(_buffer.AsSpan(_start + 2, length));
        return true;
    }

    /// <summary>The refusal of something in the message last read.</summary>
    internal DataFormatException Wrong(string found, string accepted)
        => DataFormatException.AtByte(name, _position, found, accepted);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private bool Fill(int needed)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < needed)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
