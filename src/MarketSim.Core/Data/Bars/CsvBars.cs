using System.Runtime.CompilerServices;
using System.Text;

namespace MarketSim.Core;

/// <summary>Bars from text: any common header, or none; plain or packed; as fast as the file can be read. Hot.</summary>
/// <remarks>Separated by commas, semicolons or tabs. Rows without prices are left out and counted. A high below the open or close,
/// or a low above, is widened to it: adjusted data round each by itself.</remarks>
public sealed class CsvBars : IBarReader
{
    private const int BufferBytes = 1 << 18;
    private const int ProbedRows = 1000;
    private const string AcceptedRow = "bars in order of time, each later than the one before";

    private readonly string _file;
    private readonly Stream _stream;
    private readonly BarText _text;
    private readonly List<string> _warnings = [];
    private readonly BarScanner? _scanner;
    private readonly bool _isQuoted;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private int _lineStart;
    private bool _ended;
    private long _line;
    private long _last = long.MinValue;
    private long _skipped;
    private long _widened;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFormatException">Its beginning is not that of a file of bars.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public CsvBars(string path, BarReading? reading = null)
        : this(OpenPlain(path), path, reading, layout: null)
    {
    }

    /// <summary>Reads text that comes from elsewhere than a plain file.</summary>
    /// <param name="stream">Owned from here on.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="reading">How it is read.</param>
    /// <exception cref="DataFormatException">Its beginning is not that of bars.</exception>
    public CsvBars(Stream stream, string file, BarReading? reading = null)
        : this(stream, file, reading, layout: null)
    {
    }

    internal CsvBars(Stream stream, string file, BarReading? reading, BarLayout? layout)
    {
        reading ??= new BarReading();
        (_stream, _file) = (stream, file);
        try
        {
            Symbol = reading.Symbol ?? SymbolOf(file);
            layout ??= FindLayout();
            var probe = reading.PriceDecimals is null && layout.ImpliedDecimals is null ? Probe(layout) : 0;
            PriceDecimals = layout.ImpliedDecimals ?? reading.PriceDecimals ?? probe;
            _isQuoted = Peek().Contains((byte)'"');
            _text = new BarText(
                layout.Columns, layout.Separator, layout.ImpliedDecimals is null ? PriceDecimals : 0,
                reading.PriceDecimals is not null && !reading.RefusesFiner,
                reading.QuantityDecimals, layout.Day);
            _scanner = !_isQuoted && layout.ImpliedDecimals is null && BarScanner.Knows(layout)
                ? new BarScanner(layout, PriceDecimals, reading.QuantityDecimals) : null;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Symbol { get; }

    /// <inheritdoc/>
    public int PriceDecimals { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public int Read(Span<BarRow> rows)
    {
        var count = 0;
        while (count < rows.Length)
        {
            if (TryScan(ref rows[count]))
            {
                Check(ref rows[count++]);
                continue;
            }

            if (!TryLine(out var line))
            {
                break;
            }

            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            ref var row = ref rows[count];
            row = default;
            line = _isQuoted ? Unquoted(line) : line;
            if (!_text.TryRead(line, ref row))
            {
                PassOver(line);
                continue;
            }

            Check(ref row);
            count++;
        }

        if (count == 0)
        {
            Conclude();
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static Stream OpenPlain(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        // Most files are plain: what unpacks others is not even loaded for them.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[4];
        magic = magic[..file.ReadAtLeast(magic, 4, throwOnEndOfStream: false)];
        file.Position = 0;
        return magic is [0x1f, 0x8b, ..] or [0x28, 0xb5, 0x2f, 0xfd] or [(byte)'P', (byte)'K', ..] ? DataFile.Unpack(file, path) : file;
    }

    private static string SymbolOf(string file)
    {
        var name = Path.GetFileName(file);
        var point = name.IndexOf('.', 1);
        return point > 0 ? name[..point] : name;
    }

    // A row without anything unusual.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryScan(ref BarRow row)
    {
        if (_scanner is null || _end - _start < BarScanner.Room)
        {
            return false;
        }

        var length = _scanner.Read(_buffer.AsSpan(_start, _end - _start), ref row);
        _start += length;
        _line += length > 0 ? 1 : 0;
        return length > 0;
    }

    private void Check(ref BarRow row)
    {
        if (row.Time <= _last)
        {
            throw DataFormatException.AtLine(_file, _line, "a time that is not later than that of the row before", AcceptedRow);
        }

        _last = row.Time;
        if (row.Open == 0 && row.High == 0 && row.Low == 0)
        {
            row.Open = row.High = row.Low = row.Close;
        }

        if (row.Low <= 0 || row.Close <= 0 || row.Open <= 0)
        {
            throw DataFormatException.AtLine(_file, _line, "a price of zero or below", "prices above zero");
        }

        if (row.High < row.Low)
        {
            throw DataFormatException.AtLine(_file, _line, "a high below the low", "low, open, close and high in order of size");
        }

        var (least, most) = row.Open < row.Close ? (row.Open, row.Close) : (row.Close, row.Open);
        if (row.Low > least || row.High < most)
        {
            row.Low = Math.Min(row.Low, least);
            row.High = Math.Max(row.High, most);
            _widened++;
        }
    }

    // A row without prices is none; anything else that cannot be read ends the run.
    private void PassOver(ReadOnlySpan<byte> line)
    {
        var rest = line[Math.Min(_text.WrongAt, line.Length)..];
        var end = rest.IndexOfAny((byte)',', (byte)';', (byte)'\t');
        var field = (end < 0 ? rest : rest[..end]).Trim((byte)' ');
        var isPrice = _text.Wrong is BarColumn.Open or BarColumn.High or BarColumn.Low or BarColumn.Close;
        if (isPrice && _text.WrongAt < line.Length && BarText.IsMissing(field))
        {
            _skipped++;
            return;
        }

        // Under some headers stand lines with further names.
        if (_last == long.MinValue && _line <= 5 && _text.Wrong == BarColumn.Time && line.Length > 0 && char.IsAsciiLetter((char)line[0])
            && !line.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            return;
        }

        var what = _text.Wrong is BarColumn.Time or BarColumn.TimeOfDay or BarColumn.Milliseconds ? "time" : _text.Wrong.ToString().ToLowerInvariant();
        throw DataFormatException.AtLine(
            _file, _line, $"as the {what} {DataFormatException.Quote(field)}",
            what switch { "time" => BarTimes.Accepted, "volume" => "a number from zero up", _ => "a price such as 101.25" });
    }

    private void Conclude()
    {
        if (_last == long.MinValue)
        {
            throw DataFormatException.InFile(_file, "no bars", BarColumns.Accepted);
        }

        if (_warnings.Count == 0)
        {
            Warn(_skipped, "row(s) without prices were left out");
            Warn(_widened, "bar(s) had an open or close outside high and low, which were widened");
            Warn(_text.Rounded, $"price(s) were finer than {PriceDecimals} decimals and were rounded");
        }
    }

    private void Warn(long count, string what)
    {
        if (count > 0)
        {
            _warnings.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Symbol}: {count} {what}."));
        }
    }

    private BarLayout FindLayout()
    {
        // Some files begin with a line about where they come from.
        for (var skipped = 0; skipped < 3 && TryLine(out var line); skipped++)
        {
            line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
            var separator = (char)(line.Contains((byte)',') ? ',' : line.Contains((byte)';') ? ';' : '\t');
            if (!line.Contains((byte)separator))
            {
                continue;
            }

            var text = Encoding.UTF8.GetString(line).Replace("\"", "", StringComparison.Ordinal);
            try
            {
                if (BarColumns.FromHeader(text, separator) is { } columns)
                {
                    return new BarLayout(columns, separator);
                }
            }
            catch (FormatException lack)
            {
                throw DataFormatException.AtLine(_file, _line, $"a header with {lack.Message}", BarColumns.Accepted);
            }

            var fields = text.Split(separator).Length;
            Unread();
            return fields >= 10 ? new BarLayout(BarColumns.Quotes, separator)
                : fields >= 5 ? new BarLayout(BarColumns.Plain[..Math.Min(fields, 6)], separator)
                : throw DataFormatException.AtLine(_file, _line + 1, DataFormatException.Quote(line), BarColumns.Accepted);
        }

        throw DataFormatException.InFile(_file, "no bars", BarColumns.Accepted);
    }

    // The next call gives the same line again.
    private void Unread()
    {
        _start = _lineStart;
        _line--;
    }

    // How many decimals the prices of the first rows need.
    private int Probe(BarLayout layout)
    {
        var needed = 0;
        var rest = Peek();
        for (var rows = 0; rows < ProbedRows && !rest.IsEmpty; rows++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            foreach (var column in layout.Columns)
            {
                var comma = line.IndexOf((byte)layout.Separator);
                var field = (comma < 0 ? line : line[..comma]).Trim(" \r\""u8);
                line = comma < 0 ? default : line[(comma + 1)..];
                if (column is >= BarColumn.Open and <= BarColumn.Close or >= BarColumn.AskOpen)
                {
                    needed = Math.Max(needed, AsciiNumber.DecimalsNeeded(field));
                }
            }
        }

        // The middle of two prices may need one more.
        needed += layout.Columns.Contains(BarColumn.AskClose) ? 1 : 0;
        return Math.Min(needed, BarReading.MostDecimals);
    }

    // What is in the buffer, after making sure that there is something.
    private ReadOnlySpan<byte> Peek()
    {
        if (_start == _end && !_ended)
        {
            Fill();
        }

        return _buffer.AsSpan(_start, _end - _start);
    }

    private bool TryLine(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + scanned, _end - _start - scanned);
            var feed = rest.IndexOf((byte)'\n');
            if (feed >= 0 || (_ended && rest.Length + scanned > 0))
            {
                var length = scanned + (feed >= 0 ? feed : rest.Length);
                _lineStart = _start;
                line = _buffer.AsSpan(_start, length);
                line = length > 0 && line[^1] == '\r' ? line[..^1] : line;
                _start += length + (feed >= 0 ? 1 : 0);
                _line++;
                return true;
            }

            if (_ended)
            {
                line = default;
                return false;
            }

            scanned = _end - _start;
            Fill();
        }
    }

    // Moves what is left to the front and reads on; a line longer than the buffer makes it larger.
    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= LineReader.MostBytes)
            {
                throw DataFormatException.AtLine(_file, _line + 1, "a line of more than 16 MB", "text with line feeds");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    // Quotes around a field say nothing here.
    private Span<byte> Unquoted(ReadOnlySpan<byte> line)
    {
        if (!line.Contains((byte)'"'))
        {
            return _buffer.AsSpan(_lineStart, line.Length);
        }

        var length = 0;
        var kept = _buffer.AsSpan(_lineStart, line.Length);
        foreach (var each in line)
        {
            kept[length] = each;
            length += each == '"' ? 0 : 1;
        }

        return kept[..length];
    }
}
