namespace MarketSim.Core;

/// <summary>The lines of a text file as bytes, in memory that does not grow with the file. Hot.</summary>
internal sealed class LineReader(Stream stream, string file) : IDisposable
{
    /// <summary>The longest line accepted: a snapshot of a whole crypto book is well below.</summary>
    public const int MostBytes = 1 << 24;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The file, as messages name it.</summary>
    public string File => file;

    /// <summary>One-based number of the last line read.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its line feed (and carriage return); valid until the next call.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + scanned, _end - _start - scanned);
            var feed = rest.IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = Trim(_buffer.AsSpan(_start, scanned + feed));
                _start += scanned + feed + 1;
                Line++;
                return true;
            }

            scanned = _end - _start;
            if (_ended)
            {
                line = Trim(_buffer.AsSpan(_start, scanned));
                _start = _end;
                Line += scanned > 0 ? 1 : 0;
                return scanned > 0;
            }

            Fill();
        }
    }

    /// <summary>The refusal of something on the last line read.</summary>
    public DataFormatException Wrong(string what, ReadOnlySpan<byte> found, string accepted, Exception? cause = null)
        => DataFormatException.AtLine(file, Line, $"{what} {DataFormatException.Quote(found)}", accepted, cause);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
    {
        if (Line == 0 && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        return line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MostBytes)
            {
                throw DataFormatException.AtLine(
                    file, Line + 1, $"a line of more than {MostBytes} bytes", "text in shorter lines");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
