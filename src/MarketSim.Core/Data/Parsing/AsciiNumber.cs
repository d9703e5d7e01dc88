namespace MarketSim.Core;

/// <summary>Numbers out of text bytes: integers and decimals, exact or refused. Hot: every field of every
/// row.</summary>
/// <remarks>Accepted: an optional minus, then digits, then for decimals optionally a point and at least one
/// digit. No plus, blank, exponent or separator; nothing is rounded and nothing wraps.</remarks>
internal static class AsciiNumber
{
    // Above this no further digit fits into 63 bits; up to it ten times the value plus nine still fits into 64.
    private const ulong Safe = long.MaxValue / 10;

    private static readonly long[] Powers = MakePowers();

    /// <summary>10 to the given power, from 0 to 18.</summary>
    public static long PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>A whole number that fits into 64 signed bits.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value) => TryDecimal(text, 0, false, out value);

    /// <summary>A whole number of up to 64 bits without sign, as order ids are.</summary>
    public static bool TryUnsigned(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        foreach (var each in text)
        {
            var digit = unchecked((uint)(each - '0'));
            if (digit > 9 || value > ulong.MaxValue / 10
                || (value == ulong.MaxValue / 10 && digit > ulong.MaxValue % 10))
            {
                return false;
            }

            value = unchecked((value * 10) + digit);
        }

        return text.Length > 0;
    }

    /// <summary>A decimal number as a count of units of 10^-decimals. Refused where it is not a whole
    /// count.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> text, int decimals, out long value)
        => TryDecimal(text, decimals, true, out value);

    /// <summary>A decimal number, with an exponent or without, to the nearest unit of 10^-decimals, halves away
    /// from zero: for numbers that passed through a binary fraction on their way into the file and carry its
    /// noise, such as 35821.088778456004 or 9.9999999999999995e-07.</summary>
    public static bool TryRounded(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        value = 0;
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mark < 0 ? text : text[..mark];
        var exponentText = mark < 0 ? "0"u8 : text[(mark + 1)..] is [(byte)'+', .. var rest] ? rest : text[(mark + 1)..];
        if (!TryInteger(exponentText, out var exponent) || exponent is < -400 or > 400
            || text[(mark + 1)..] is [(byte)'+', (byte)'-', ..])
        {
            return false;
        }

        var negative = mantissa is [(byte)'-', ..];
        var digits = negative ? mantissa[1..] : mantissa;
        var point = digits.IndexOf((byte)'.');
        if (digits.Length is 0 or > 38 || point == 0 || point == digits.Length - 1)
        {
            return false;
        }

        UInt128 units = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            if (at != point)
            {
                var digit = unchecked((uint)(digits[at] - '0'));
                if (digit > 9)
                {
                    return false;
                }

                units = (units * 10) + digit;
            }
        }

        return TryScale(units, (int)exponent + decimals - (point < 0 ? 0 : digits.Length - 1 - point), negative, out value);
    }

    /// <summary>How many decimals a number needs: trailing zeros do not count.</summary>
    /// <returns>-1 if the text is not a decimal number.</returns>
    public static int DecimalsNeeded(ReadOnlySpan<byte> text)
    {
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var first = at;
        var needed = 0;
        var point = -1;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && point < 0 && at > first)
            {
                point = at;
            }
            else if (unchecked((uint)(text[at] - '0')) > 9)
            {
                return -1;
            }
            else if (point >= 0 && text[at] != '0')
            {
                needed = at - point;
            }
        }

        return at == first || point == at - 1 ? -1 : needed;
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, int decimals, bool mayHavePoint, out long value)
    {
        value = 0;
        var at = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            at = 1;
        }

        var first = at;
        ulong units = 0;
        var left = decimals;
        var hasPoint = false;
        for (; at < text.Length; at++)
        {
            var digit = unchecked((uint)(text[at] - '0'));
            if (digit > 9)
            {
                if (text[at] != '.' || hasPoint || !mayHavePoint || at == first || at == text.Length - 1)
                {
                    return false;
                }

                hasPoint = true;
                continue;
            }

            if (hasPoint && left == 0)
            {
                if (digit != 0)
                {
                    return false;
                }

                continue;
            }

            if (units > Safe)
            {
                return false;
            }

            units = unchecked((units * 10) + digit);
            left -= hasPoint ? 1 : 0;
        }

        if (at == first)
        {
            return false;
        }

        var product = Math.BigMul(units, (ulong)Powers[left], out var low);
        if (product != 0 || low > long.MaxValue)
        {
            return false;
        }

        value = negative ? -(long)low : (long)low;
        return true;
    }

    private static bool TryScale(UInt128 units, int powerOfTen, bool negative, out long value)
    {
        for (; powerOfTen > 0 && units != 0 && units <= long.MaxValue; powerOfTen--)
        {
            units *= 10;
        }

        for (; powerOfTen < -1 && units != 0; powerOfTen++)
        {
            units /= 10;
        }

        units = powerOfTen == -1 ? (units + 5) / 10 : units;
        value = units <= long.MaxValue ? (long)units * (negative ? -1 : 1) : 0;
        return units <= long.MaxValue;
    }

    private static long[] MakePowers()
    {
        var powers = new long[DataUnits.MostDecimals + 1];
        powers[0] = 1;
        for (var exponent = 1; exponent < powers.Length; exponent++)
        {
            powers[exponent] = powers[exponent - 1] * 10;
        }

        return powers;
    }
}
