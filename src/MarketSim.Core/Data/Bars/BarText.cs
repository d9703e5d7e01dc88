using System.Runtime.CompilerServices;

namespace MarketSim.Core;

/// <summary>Lines of bars as integers. Hot: every digit of a file passes here once, and nothing is allocated for a row.</summary>
internal sealed class BarText
{
    private const int SafeDigits = 18;

    private readonly BarColumn[] _columns;
    private readonly byte _separator;
    private readonly int _decimals;
    private readonly bool _rounds;
    private readonly int _quantityDecimals;
    private readonly long _day;
    private readonly bool _isQuotes;
    private BarTimes _times;

    /// <summary>A reader of lines.</summary>
    /// <param name="columns">What they hold.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <param name="decimals">Decimals of prices.</param>
    /// <param name="rounds">Whether finer prices are rounded; else they are refused by <see cref="FinerPriceException"/>.</param>
    /// <param name="quantityDecimals">Decimals of volumes, to which they are rounded.</param>
    /// <param name="day">The day of times that are counted in milliseconds, in nanoseconds since 1970.</param>
    public BarText(BarColumn[] columns, char separator, int decimals, bool rounds, int quantityDecimals, long day = 0)
    {
        (_columns, _separator, _decimals, _rounds) = (columns, (byte)separator, decimals, rounds);
        (_quantityDecimals, _day, _isQuotes) = (quantityDecimals, day, columns.Contains(BarColumn.AskClose));
    }

    /// <summary>Which column was wrong, where a line was refused.</summary>
    public BarColumn Wrong { get; private set; }

    /// <summary>Where the wrong field begins.</summary>
    public int WrongAt { get; private set; }

    /// <summary>How many prices were rounded.</summary>
    public long Rounded { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <returns>False where a field is missing or wrong; what it is says <see cref="Wrong"/>.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, ref BarRow row)
    {
        var at = 0;
        long open = 0, high = 0, low = 0, close = 0, volume = 0;
        Asks asks = default;
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            var from = at;
            if (at > line.Length)
            {
                return Refuse(column, line.Length);
            }

            bool isRead;
            switch (column)
            {
                case BarColumn.Time:
                    isRead = _times.TryParse(Field(line, ref at), out row.Time);
                    break;
                case BarColumn.Open:
                    isRead = TryPrice(line, ref at, out open);
                    break;
                case BarColumn.High:
                    isRead = TryPrice(line, ref at, out high);
                    break;
                case BarColumn.Low:
                    isRead = TryPrice(line, ref at, out low);
                    break;
                case BarColumn.Close:
                    isRead = TryPrice(line, ref at, out close);
                    break;
                case BarColumn.Volume:
                    isRead = TryVolume(line, ref at, out volume);
                    break;
                default:
                    isRead = TryRare(column, Field(line, ref at), ref row, ref asks);
                    break;
            }

            if (!isRead)
            {
                return Refuse(column, from);
            }
        }

        (row.Open, row.High, row.Low, row.Close, row.Volume) = (open, high, low, close, volume);
        if (_isQuotes)
        {
            Average(ref row, asks);
        }

        return true;
    }

    private bool Refuse(BarColumn column, int at)
    {
        (Wrong, WrongAt) = (column, at);
        return false;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, ref int at)
    {
        var rest = line[at..];
        var length = rest.IndexOf(_separator);
        length = length < 0 ? rest.Length : length;
        at += length + 1;
        return rest[..length];
    }

    // Digits, a point, digits, and then the field is over: nearly every number is that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPrice(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        unchecked
        {
            var i = at;
            long units = 0;
            uint digit;
            while ((uint)i < (uint)line.Length && (digit = (uint)(line[i] - '0')) <= 9)
            {
                units = (units * 10) + digit;
                i++;
            }

            var whole = i - at;
            var decimals = 0;
            if ((uint)i < (uint)line.Length && line[i] == '.')
            {
                var point = ++i;
                while ((uint)i < (uint)line.Length && (digit = (uint)(line[i] - '0')) <= 9)
                {
                    units = (units * 10) + digit;
                    i++;
                }

                decimals = i - point;
            }

            if (whole > 0 && decimals <= _decimals && whole + _decimals <= SafeDigits && (i == line.Length || line[i] == _separator))
            {
                value = decimals == _decimals ? units : units * AsciiNumber.PowerOfTen(_decimals - decimals);
                at = i + 1;
                return true;
            }
        }

        return TryUnusualPrice(Field(line, ref at), out value);
    }

    private bool TryUnusualPrice(ReadOnlySpan<byte> text, out long value)
    {
        text = text.Trim((byte)' ');
        if (AsciiNumber.TryDecimal(text, _decimals, out value))
        {
            return true;
        }

        if (text.Length == 0 || !AsciiNumber.TryRounded(text[0] == '+' ? text[1..] : text, _decimals, out value))
        {
            value = 0;
            return false;
        }

        if (!_rounds && _decimals < BarReading.MostDecimals)
        {
            throw new FinerPriceException();
        }

        Rounded++;
        return true;
    }

    private bool TryVolume(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        var text = Field(line, ref at);
        return AsciiNumber.TryDecimal(text, _quantityDecimals, out value) || TryUnusualVolume(text.Trim((byte)' '), out value);
    }

    private bool TryUnusualVolume(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return IsMissing(text) || AsciiNumber.TryRounded(text, _quantityDecimals, out value);
    }

    /// <summary>Whether a field says that there is no number.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.Length == 0
        || text.SequenceEqual("null"u8) || text.SequenceEqual("NaN"u8) || text.SequenceEqual("nan"u8) || text.SequenceEqual("NA"u8)
        || text.SequenceEqual("N/A"u8) || text.SequenceEqual("None"u8);

    private bool TryRare(BarColumn column, ReadOnlySpan<byte> text, ref BarRow row, ref Asks asks)
    {
        switch (column)
        {
            case BarColumn.TimeOfDay:
                return BarTimes.TryAdd(text, ref row.Time);
            case BarColumn.Milliseconds:
                var isCount = AsciiNumber.TryInteger(text, out var milliseconds) && milliseconds is >= 0 and <= 86_400_000;
                row.Time = isCount ? _day + (milliseconds * 1_000_000) : 0;
                return isCount;
            case BarColumn.AskOpen:
                return TryUnusualPrice(text, out asks.Open) || text.Length == 0;
            case BarColumn.AskHigh:
                return TryUnusualPrice(text, out asks.High) || text.Length == 0;
            case BarColumn.AskLow:
                return TryUnusualPrice(text, out asks.Low) || text.Length == 0;
            case BarColumn.AskClose:
                return TryUnusualPrice(text, out asks.Close) || text.Length == 0;
            default:
                return true;
        }
    }

    // The middle of bid and ask; where there was one side only, that.
    private static void Average(ref BarRow row, in Asks asks)
    {
        row.Open = Middle(row.Open, asks.Open);
        row.High = Middle(row.High, asks.High);
        row.Low = Middle(row.Low, asks.Low);
        row.Close = Middle(row.Close, asks.Close);

        static long Middle(long bid, long ask) => bid == 0 ? ask : ask == 0 ? bid : (bid + ask) / 2;
    }

    private struct Asks
    {
        public long Open;
        public long High;
        public long Low;
        public long Close;
    }
}
