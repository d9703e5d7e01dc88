namespace MarketSim.Core;

/// <summary>A LOBSTER order book file: after each message the best levels of both sides, best first.</summary>
/// <remarks>Columns: ask price 1, ask size 1, bid price 1, bid size 1, ask price 2, … for any number of levels;
/// prices in dollars times 10,000. An empty level has price 9999999999 (ask) or -9999999999 (bid) and size
/// 0.</remarks>
public sealed class LobsterBookReader : IDisposable
{
    /// <summary>The price of an ask level that holds nothing; of a bid level its negative.</summary>
    public const long EmptyPrice = 9_999_999_999;

    private readonly LineReader _lines;

    /// <summary>Reads from a stream, which it then owns.</summary>
    public LobsterBookReader(Stream stream, string name) => _lines = new LineReader(stream, name);

    /// <summary>One-based number of the last line read.</summary>
    public long Line => _lines.Line;

    /// <summary>Opens an order book file, packed or not.</summary>
    public static LobsterBookReader Open(string path) => new(DataFile.Open(path), path);

    /// <summary>Reads the next row into a row that is reused; the first row decides how many levels there
    /// are.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(LobsterBookRow row)
    {
        while (_lines.TryRead(out var line))
        {
            if (_lines.Line == 1 && line.Length > 0 && char.IsAsciiLetter((char)line[0]))
            {
                continue;
            }

            Parse(line, row);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void Parse(ReadOnlySpan<byte> line, LobsterBookRow row)
    {
        var columns = line.Count((byte)',') + 1;
        if (columns % 4 != 0 || columns > 4 * LobsterBookRow.MostLevels
            || (row.Levels != 0 && columns != 4 * row.Levels))
        {
            throw _lines.Wrong(
                $"a row of {columns} columns", line,
                row.Levels == 0
                    ? $"four columns for each of 1 to {LobsterBookRow.MostLevels} levels"
                    : $"{4 * row.Levels} columns, as above");
        }

        row.SetLevels(columns / 4);
        var fields = new FieldReader(line);
        for (var level = 0; level < row.Levels; level++)
        {
            row.Asks[level] = Level(ref fields, EmptyPrice);
            row.Bids[level] = Level(ref fields, -EmptyPrice);
        }

        if (!Ranked(row.Asks, 1) || !Ranked(row.Bids, -1))
        {
            throw _lines.Wrong("levels out of order", line, "asks rising, bids falling, empty levels last");
        }
    }

    private PriceLevel Level(ref FieldReader fields, long empty)
    {
        fields.TryRead(out var priceText);
        fields.TryRead(out var sizeText);
        if (!AsciiNumber.TryInteger(sizeText, out var size) || size < 0
            || !AsciiNumber.TryInteger(priceText, out var price)
            || (size == 0) != (price == empty) || (price != empty && price is <= 0 or >= EmptyPrice))
        {
            throw DataFormatException.AtLine(
                _lines.File, _lines.Line, $"the level {DataFormatException.Quote(priceText)}, {DataFormatException.Quote(sizeText)}",
                $"a positive price and size, or {empty} and 0");
        }

        return size == 0 ? default : new PriceLevel(price, size);
    }

    private static bool Ranked(ReadOnlySpan<PriceLevel> levels, int direction)
    {
        for (var level = 1; level < levels.Length; level++)
        {
            var (before, here) = (levels[level - 1], levels[level]);
            if (here.Quantity != 0 && (before.Quantity == 0 || (here.Price - before.Price) * direction <= 0))
            {
                return false;
            }
        }

        return true;
    }
}
