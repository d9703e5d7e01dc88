using System.Buffers.Binary;

namespace MarketSim.Core;

/// <summary>Times of bars out of text, in any common way of writing them. Hot: the date of the row before is remembered.</summary>
/// <remarks>Accepted: 2024-01-31, 2024/01/31, 2024.01.31, 20240131, 01/31/2024 (month first), 31.01.2024 (day first), each with a time
/// of day after a blank or T if there is one, 9:30 or 09:30:00.000; and counts since 1970 in seconds, milliseconds, microseconds or
/// nanoseconds, told apart by their size. A zone after it is read over: bars are labelled by the clock of the file.</remarks>
internal struct BarTimes
{
    public const string Accepted = "a time such as 2024-01-31, 2024-01-31 09:30:00, 20240131 09:30, 01/31/2024 or a count since 1970";

    private const long Second = 1_000_000_000;
    private const long Day = 86_400 * Second;

    private ulong _head;
    private ushort _tail;
    private long _day;

    /// <summary>Nanoseconds since 1970 of a date, with or without a time of day.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        // The same ten letters as in the row before: only the time of day is new.
        if (text.Length >= 10 && BinaryPrimitives.ReadUInt64LittleEndian(text) == _head
            && BinaryPrimitives.ReadUInt16LittleEndian(text[8..]) == _tail)
        {
            time = _day;
            return text.Length == 10 || (text[10] is (byte)' ' or (byte)'T' && TryAdd(text[11..], ref time));
        }

        if (text.Length >= 10 && TryLongDate(text, out var day))
        {
            (_head, _tail, _day) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt16LittleEndian(text[8..]), day);
            time = day;
            return text.Length == 10 || (text[10] is (byte)' ' or (byte)'T' && TryAdd(text[11..], ref time));
        }

        return TryOther(text, out time);
    }

    /// <summary>Adds a time of day such as 9:30, 09:30:00 or 093000, in a column of its own.</summary>
    public static bool TryAdd(ReadOnlySpan<byte> text, ref long time)
    {
        if (text.Length >= 8 && text[2] == ':' && text[5] == ':')
        {
            var seconds = (Two(text, 0) * 3600) + (Two(text, 3) * 60) + Two(text, 6);
            if (Two(text, 0) > 23 || Two(text, 3) > 59 || Two(text, 6) > 59)
            {
                return false;
            }

            time += seconds * Second;
            return text.Length == 8 || TryRest(text[8..], ref time);
        }

        return TryShort(text, ref time);
    }

    private static bool TryLongDate(ReadOnlySpan<byte> text, out long day)
    {
        day = 0;
        if (text[4] == text[7] && text[4] is (byte)'-' or (byte)'/' or (byte)'.')
        {
            return TryDay((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8), out day);
        }

        return (text[2], text[5]) switch
        {
            ((byte)'/', (byte)'/') => TryDay((Two(text, 6) * 100) + Two(text, 8), Two(text, 0), Two(text, 3), out day),
            ((byte)'.', (byte)'.') or ((byte)'-', (byte)'-')
                => TryDay((Two(text, 6) * 100) + Two(text, 8), Two(text, 3), Two(text, 0), out day),
            _ => false,
        };
    }

    private static bool TryOther(ReadOnlySpan<byte> text, out long time)
    {
        var blank = text.IndexOfAny((byte)' ', (byte)'T');
        var date = blank < 0 ? text : text[..blank];
        if (date.Length == 8 && Digits(date))
        {
            return TryDay((Two(date, 0) * 100) + Two(date, 2), Two(date, 4), Two(date, 6), out time)
                && (blank < 0 || TryAdd(text[(blank + 1)..], ref time));
        }

        return TryCount(text, out time);
    }

    // So many seconds since 1970, or parts of one: no market data are from before 1973 or after 5000 by this count.
    private static bool TryCount(ReadOnlySpan<byte> text, out long time)
    {
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        time = 0;
        if (!AsciiNumber.TryInteger(whole, out var count) || count < 0 || (point >= 0 && !Digits(text[(point + 1)..])))
        {
            return false;
        }

        var unit = count switch { >= 100_000_000_000_000_000 => 1L, >= 100_000_000_000_000 => 1_000L, >= 100_000_000_000 => 1_000_000L, _ => Second };
        if (unit == Second && point >= 0)
        {
            return AsciiNumber.TryRounded(text, 9, out time);
        }

        time = count > long.MaxValue / unit || (unit == Second && count > 9_000_000_000) ? 0 : count * unit;
        return count == 0 || time > 0;
    }

    // 9:30, 09:30, 0930, 093000, with fractions and zones as they come.
    private static bool TryShort(ReadOnlySpan<byte> text, ref long time)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            if (text.Length is not (4 or 6) || !Digits(text))
            {
                return false;
            }

            var second = text.Length == 6 ? Two(text, 4) : 0;
            time += ((Two(text, 0) * 3600) + (Two(text, 2) * 60) + second) * Second;
            return Two(text, 0) < 24 && Two(text, 2) < 60 && second < 60;
        }

        if (colon is < 1 or > 2 || !AsciiNumber.TryInteger(text[..colon], out var hour) || hour is < 0 or > 23
            || text.Length < colon + 3 || Two(text, colon + 1) > 59)
        {
            return false;
        }

        time += ((hour * 3600) + (Two(text, colon + 1) * 60)) * Second;
        var rest = text[(colon + 3)..];
        if (rest.Length >= 3 && rest[0] == ':')
        {
            time += Two(rest, 1) * Second;
            return Two(rest, 1) < 60 && TryRest(rest[3..], ref time);
        }

        return TryRest(rest, ref time);
    }

    // A fraction of a second, then a zone.
    private static bool TryRest(ReadOnlySpan<byte> text, ref long time)
    {
        var at = 0;
        if (text.Length > 0 && text[0] == '.')
        {
            var unit = Second;
            for (at = 1; at < text.Length && unchecked((uint)(text[at] - '0')) <= 9; at++)
            {
                unit /= 10;
                time += (text[at] - '0') * unit;
            }
        }

        return IsZone(text[at..]);
    }

    private static bool IsZone(ReadOnlySpan<byte> text)
    {
        text = text.Length > 0 && text[0] == ' ' ? text[1..] : text;
        if (text.Length == 0)
        {
            return true;
        }

        foreach (var each in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)each) && each is not ((byte)'+' or (byte)'-' or (byte)':' or (byte)'/' or (byte)'_'))
            {
                return false;
            }
        }

        return text[0] is (byte)'+' or (byte)'-' or (byte)'Z' || char.IsAsciiLetter((char)text[0]);
    }

    private static bool TryDay(int year, int month, int day, out long time)
    {
        time = 0;
        if (year is < 1700 or > 2250 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        time = (new DateOnly(year, month, day).DayNumber - 719_162L) * Day;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text)
        => text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // What is no digit makes a number too large for any field.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (unchecked((uint)(text[at] - '0')), unchecked((uint)(text[at + 1] - '0')));
        return tens > 9 || ones > 9 ? 1000 : (int)((tens * 10) + ones);
    }
}
