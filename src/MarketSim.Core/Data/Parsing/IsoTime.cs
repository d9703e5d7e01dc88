namespace MarketSim.Core;

/// <summary>Instants as text: 2023-12-24T23:00:00.000000000Z, with T or a blank, with any number of decimals,
/// in UTC.</summary>
internal static class IsoTime
{
    /// <summary>Nanoseconds since 1970; decimals beyond the ninth must be zero.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        text = text switch
        {
            [.. var inner, (byte)'Z'] => inner,
            [.. var inner, (byte)'+', (byte)'0', (byte)'0', (byte)':', (byte)'0', (byte)'0'] => inner,
            _ => text,
        };
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')
            || text[13] != ':' || text[16] != ':' || (text.Length > 19 && text[19] != '.')
            || !Number(text[..4], 1970, 2262, out var year) || !Number(text[5..7], 1, 12, out var month)
            || !Number(text[8..10], 1, 31, out var day) || day > DateTime.DaysInMonth(year, month)
            || !Number(text[11..13], 0, 23, out var hour) || !Number(text[14..16], 0, 59, out var minute)
            || !Number(text[17..19], 0, 59, out _) || !AsciiNumber.TryDecimal(text[17..], 9, out var second))
        {
            return false;
        }

        var days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        var total = ((((Int128)days * 24) + hour) * 60) + minute;
        total = (total * 60_000_000_000) + second;
        nanoseconds = total <= long.MaxValue ? (long)total : 0;
        return total <= long.MaxValue;
    }

    private static bool Number(ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        var isNumber = AsciiNumber.TryUnsigned(text, out var number) && number >= (ulong)least
            && number <= (ulong)most;
        value = isNumber ? (int)number : 0;
        return isNumber;
    }
}
