using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MarketSim.Core;

/// <summary>Rows of plain dates and numbers, straight from the buffer and many letters at a time. Hot: nearly every row of nearly every
/// file is such a one. Whatever is unusual in a row it leaves to <see cref="BarText"/>, which also says what is wrong.</summary>
/// <remarks>Where fields end is found first, for 64 letters at once, so that no field waits for the one before. Eight letters are one
/// integer, and become a number by three multiplications. Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second"
/// (2019), and D. Lemire, "Quickly parsing eight digits" (2018).</remarks>
internal sealed class BarScanner
{
    /// <summary>So many bytes must be there, and a row that is longer is left to others.</summary>
    public const int Room = 512;

    private const int Window = 64;
    private const int MostColumns = 64;
    private const ulong Zeros = 0x3030303030303030;
    private const ulong Clock = 0x30303A30303A3030;
    private const ulong Colons = 0x0000FF0000FF0000;
    private const ulong HighBits = 0x8080808080808080;
    private const long Second = 1_000_000_000;

    private readonly BarColumn[] _columns;
    private readonly byte _separator;
    private readonly Units _price;
    private readonly Units _quantity;
    private readonly int[] _ends = new int[MostColumns + Window];
    private BarTimes _dates;
    private ulong _head;
    private ushort _tail;
    private long _day;

    /// <summary>A scanner.</summary>
    /// <param name="layout">How rows are built.</param>
    /// <param name="decimals">Decimals of prices.</param>
    /// <param name="quantityDecimals">Decimals of volumes.</param>
    public BarScanner(BarLayout layout, int decimals, int quantityDecimals)
        => (_columns, _separator, _price, _quantity) = (layout.Columns, (byte)layout.Separator, new(decimals), new(quantityDecimals));

    /// <summary>Whether rows are built of nothing but what it knows.</summary>
    public static bool Knows(BarLayout layout) => layout.Columns.Length <= MostColumns
        && layout.Columns.All(column => column <= BarColumn.Volume && column != BarColumn.TimeOfDay);

    /// <summary>Reads a row.</summary>
    /// <param name="text">The row and what comes after it: <see cref="Room"/> bytes or more.</param>
    /// <param name="row">What it says.</param>
    /// <returns>Its length with its line feed; zero where something in it is unusual.</returns>
    // Compiled in full at once: a file is read before the compiler would have come back to it, and ahead of time it cannot be inlined into.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> text, ref BarRow row)
    {
        var length = FindEnds(text);
        if (length == 0)
        {
            return 0;
        }

        long time = 0, open = 0, high = 0, low = 0, close = 0, volume = 0;
        var from = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            var to = _ends[i];
            var isRead = _columns[i] switch
            {
                BarColumn.Time => TryTime(text[from..to], out time),
                BarColumn.Open => TryNumber(text, from, to, _price, out open),
                BarColumn.High => TryNumber(text, from, to, _price, out high),
                BarColumn.Low => TryNumber(text, from, to, _price, out low),
                BarColumn.Close => TryNumber(text, from, to, _price, out close),
                BarColumn.Volume => TryNumber(text, from, to, _quantity, out volume),
                _ => true,
            };
            if (!isRead)
            {
                return 0;
            }

            from = to + 1;
        }

        row = new BarRow { Time = time, Open = open, High = high, Low = low, Close = close, Volume = volume };
        return length;
    }

    // The row's length with its line feed; zero unless it has as many fields as there are columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindEnds(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            var count = 0;
            for (var at = 0; at < Room && count < _columns.Length; at += Window)
            {
                var (separators, feeds) = Marks(text.Slice(at, Window));
                for (var marks = feeds == 0 ? separators : separators & (feeds ^ (feeds - 1)); marks != 0; marks &= marks - 1)
                {
                    _ends[count++] = at + BitOperations.TrailingZeroCount(marks);
                }

                if (feeds != 0)
                {
                    var feed = at + BitOperations.TrailingZeroCount(feeds);
                    _ends[count++] = feed > 0 && text[feed - 1] == '\r' ? feed - 1 : feed;
                    return count == _columns.Length ? feed + 1 : 0;
                }
            }

            return 0;
        }
    }

    // A bit for every separator, and one for every line feed, of 64 letters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong Separators, ulong Feeds) Marks(ReadOnlySpan<byte> text)
    {
        var (separator, feed) = (Vector128.Create(_separator), Vector128.Create((byte)'\n'));
        var vectors = MemoryMarshal.Cast<byte, Vector128<byte>>(text);
        var (a, b, c, d) = (vectors[0], vectors[1], vectors[2], vectors[3]);
        return (Bits(a, b, c, d, separator), Bits(a, b, c, d, feed));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ulong Bits(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d, Vector128<byte> each)
            => Vector128.Equals(a, each).ExtractMostSignificantBits()
                | ((ulong)Vector128.Equals(b, each).ExtractMostSignificantBits() << 16)
                | ((ulong)Vector128.Equals(c, each).ExtractMostSignificantBits() << 32)
                | ((ulong)Vector128.Equals(d, each).ExtractMostSignificantBits() << 48);
    }

    // A date and perhaps a time of day to the minute or second; the date is mostly that of the row before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTime(ReadOnlySpan<byte> field, out long time)
    {
        time = _day;
        if (field.Length is not (10 or 16 or 19))
        {
            return false;
        }

        if ((BinaryPrimitives.ReadUInt64LittleEndian(field) != _head || BinaryPrimitives.ReadUInt16LittleEndian(field[8..]) != _tail)
            && !TryDate(field[..10], out time))
        {
            return false;
        }

        return field.Length == 10 || (field[10] is (byte)' ' or (byte)'T' && (field.Length == 19
            ? TryClock(BinaryPrimitives.ReadUInt64LittleEndian(field[11..]) ^ Clock, ref time) : BarTimes.TryAdd(field[11..], ref time)));
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long day)
    {
        // A count of ten digits is a time by itself, and no day.
        day = 0;
        if ((char.IsAsciiDigit((char)text[4]) && char.IsAsciiDigit((char)text[2])) || !_dates.TryParse(text, out day))
        {
            return false;
        }

        (_head, _tail, _day) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt16LittleEndian(text[8..]), day);
        return true;
    }

    // 09:30:00, of which the marks and the zeros' codes are taken away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryClock(ulong word, ref long time)
    {
        unchecked
        {
            var pairs = (word * 10) + (word >> 8);
            var (hour, minute, second) = ((byte)pairs, (byte)(pairs >> 24), (byte)(pairs >> 48));
            time += ((hour * 3600) + (minute * 60) + second) * Second;
            return (word & Colons) == 0 && NoDigits(word) == 0 && hour <= 23 && minute <= 59 && second <= 59;
        }
    }

    // Digits, with a point where the units want one: eight or sixteen letters at once, anything else one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNumber(ReadOnlySpan<byte> text, int from, int to, in Units units, out long value)
    {
        unchecked
        {
            var length = to - from;
            if (length <= units.Point || length > 16 || to < 16)
            {
                return TryPlain(text[from..to], units.Decimals, out value);
            }

            var low = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(to - 8, 8)) ^ Zeros;
            low &= length < 8 ? ulong.MaxValue << (64 - (8 * length)) : ulong.MaxValue;
            if (units.Point > 0)
            {
                if ((low & units.PointMask) != units.PointLetter)
                {
                    return TryPlain(text[from..to], units.Decimals, out value);
                }

                // The point is taken out: what is before it moves up to what comes after.
                low = (low & units.After) | ((low & units.Before) << 8);
            }

            var others = NoDigits(low);
            value = EightDigits(low);
            if (length > 8)
            {
                var high = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(to - 16, 8)) ^ Zeros;
                high &= length < 16 ? ulong.MaxValue << (128 - (8 * length)) : ulong.MaxValue;
                others |= NoDigits(high);
                value += EightDigits(high) * units.Above;
            }

            return others == 0;
        }
    }

    // Digits, perhaps a point and digits, of which zeros beyond the units say nothing.
    private static bool TryPlain(ReadOnlySpan<byte> field, int decimals, out long value)
    {
        const int MostDigits = 17;
        value = 0;
        var point = field.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : field.Length - point - 1;
        if (field.Length - fraction + decimals > MostDigits || field.Length is 0 or > MostDigits || point == 0 || point == field.Length - 1)
        {
            return false;
        }

        for (var i = 0; i < field.Length; i++)
        {
            var digit = unchecked((uint)(field[i] - '0'));
            if (digit > 9 && i != point)
            {
                return false;
            }

            value = i == point ? value : unchecked((value * 10) + digit);
        }

        for (; fraction > decimals; fraction--)
        {
            var (tenth, rest) = Math.DivRem(value, 10);
            if (rest != 0)
            {
                return false;
            }

            value = tenth;
        }

        value *= AsciiNumber.PowerOfTen(decimals - fraction);
        return true;
    }

    // The high bit of every letter that is no digit, where digits are 0 to 9.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NoDigits(ulong word) => unchecked((((word & ~HighBits) + 0x7676767676767676) | word) & HighBits);

    // The first letter is the highest digit: pairs, fours, and all eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long EightDigits(ulong word)
    {
        unchecked
        {
            word = ((word * 10) + (word >> 8)) & 0x00FF00FF00FF00FF;
            word = ((word * 100) + (word >> 16)) & 0x0000FFFF0000FFFF;
            return (uint)((word * 10_000) + (word >> 32));
        }
    }

    // Where a number of so many decimals has its point, counted from its end, with the masks around it.
    private readonly struct Units
    {
        private const int MostDecimals = 6;

        public Units(int decimals)
        {
            Decimals = decimals;
            Above = decimals == 0 ? 100_000_000 : 10_000_000;
            if (decimals is > 0 and <= MostDecimals)
            {
                var shift = 8 * (7 - decimals);
                (PointMask, PointLetter) = (0xFFUL << shift, (ulong)('.' ^ '0') << shift);
                (Before, After) = ((1UL << shift) - 1, ulong.MaxValue << (shift + 8));
            }

            // Finer numbers are read one letter after the other.
            Point = decimals <= MostDecimals ? decimals + (decimals > 0 ? 1 : 0) : int.MaxValue;
        }

        public readonly int Decimals;
        public readonly int Point;
        public readonly ulong PointMask;
        public readonly ulong PointLetter;
        public readonly ulong Before;
        public readonly ulong After;
        public readonly long Above;
    }
}
