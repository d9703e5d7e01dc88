using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Writes lines of comma-separated text; what a back-test writes for every fill and day, so without strings.</summary>
internal sealed class CsvText : IDisposable
{
    private const long Second = SimDuration.NanosecondsPerSecond;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[1 << 14];
    private int _length;
    private bool _isInLine;

    public CsvText(string path, string header)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _length = Encoding.UTF8.GetBytes(header, _buffer);
        End();
    }

    /// <summary>The next field.</summary>
    public CsvText Text(string text)
    {
        if (text.AsSpan().IndexOfAny(',', '"', '\n') >= 0)
        {
            text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        }

        Begin(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        return this;
    }

    /// <summary>A whole number of 10^-decimals, with all of them.</summary>
    public CsvText Number(long units, int decimals = 0)
    {
        Begin(32);
        if (units < 0)
        {
            _buffer[_length++] = (byte)'-';
        }

        var digits = unchecked((ulong)(units < 0 ? -units : units));
        var unit = 1UL;
        for (var i = 0; i < decimals; i++)
        {
            unit *= 10;
        }

        Digits(digits / unit, 1);
        if (decimals > 0)
        {
            _buffer[_length++] = (byte)'.';
            Digits(digits % unit, decimals);
        }

        return this;
    }

    /// <summary>An instant on the clock of the data, with no more parts of a second than it needs.</summary>
    public CsvText Time(long nanoseconds)
    {
        Begin(40);
        var (time, rest) = Split(nanoseconds);
        time.TryFormat(_buffer.AsSpan(_length), out var count, "s", CultureInfo.InvariantCulture);
        _length += count;
        if (rest != 0)
        {
            _length += Encoding.ASCII.GetBytes(FractionText(rest), _buffer.AsSpan(_length));
        }

        return this;
    }

    /// <summary>Ends a line.</summary>
    public void End()
    {
        Reserve(1);
        _buffer[_length++] = (byte)'\n';
        _isInLine = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    /// <summary>The same as text.</summary>
    public static string IsoText(long nanoseconds)
    {
        var (time, rest) = Split(nanoseconds);
        var text = time.ToString("s", CultureInfo.InvariantCulture);
        return rest == 0 ? text : text + FractionText(rest);
    }

    private static (DateTime Time, long Fraction) Split(long nanoseconds)
    {
        var seconds = Math.DivRem(nanoseconds, Second, out var rest);
        (seconds, rest) = rest < 0 ? (seconds - 1, rest + Second) : (seconds, rest);
        return (DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond), rest);
    }

    private static string FractionText(long rest) => string.Create(CultureInfo.InvariantCulture, $".{rest:000000000}").TrimEnd('0');

    private void Digits(ulong number, int atLeast)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var count);
        for (var i = count; i < atLeast; i++)
        {
            _buffer[_length++] = (byte)'0';
        }

        digits[..count].CopyTo(_buffer.AsSpan(_length));
        _length += count;
    }

    private void Begin(int bytes)
    {
        Reserve(bytes + 1);
        if (_isInLine)
        {
            _buffer[_length++] = (byte)',';
        }

        _isInLine = true;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _file.Write(_buffer, 0, _length);
        _length = 0;
    }
}
