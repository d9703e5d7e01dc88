namespace MarketSim.Core;

/// <summary>The formats of recorded market data.</summary>
public enum DataFormat
{
    /// <summary>Found out from the content.</summary>
    Auto,

    /// <summary>LOBSTER message file, perhaps with its order book file.</summary>
    Lobster,

    /// <summary>NASDAQ TotalView-ITCH 5.0.</summary>
    Itch,

    /// <summary>CME market by order as CSV.</summary>
    CmeMbo,

    /// <summary>Binance streams.</summary>
    Binance,

    /// <summary>Bitstamp order events or raw log.</summary>
    Bitstamp,

    /// <summary>Bybit order book history.</summary>
    Bybit,
}

/// <summary>The names of the formats, and which one a file has.</summary>
public static class DataFormats
{
    /// <summary>What each looks like, for messages to people.</summary>
    public const string Known =
        "LOBSTER messages (time,type,order,size,price,direction), NASDAQ ITCH 5.0, CME market by order as CSV with a header, "
        + "Binance streams (time of receipt and JSON per line), Bitstamp order events or raw log, Bybit order book history; each plain, gzip, zstd or zip";

    private static readonly (string Name, DataFormat Format)[] Names =
    [
        ("auto", DataFormat.Auto), ("lobster", DataFormat.Lobster), ("itch", DataFormat.Itch), ("cme-mbo", DataFormat.CmeMbo),
        ("binance", DataFormat.Binance), ("bitstamp", DataFormat.Bitstamp), ("bybit", DataFormat.Bybit),
    ];

    /// <summary>The names that <see cref="Parse"/> takes.</summary>
    public static IReadOnlyList<string> All => [.. Names.Select(each => each.Name)];

    /// <summary>The name of a format.</summary>
    public static string NameOf(DataFormat format) => Names.First(each => each.Format == format).Name;

    /// <summary>The format of a name.</summary>
    /// <exception cref="ArgumentException">The name is not known; the message lists those that are.</exception>
    public static DataFormat Parse(string name)
    {
        foreach (var (known, format) in Names)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        throw new ArgumentException($"Unknown data format '{name}'. Known: {string.Join(", ", All)}.", nameof(name));
    }

    /// <summary>Finds out a file's format from its first bytes.</summary>
    /// <exception cref="DataFormatException">It is none that is known, or empty.</exception>
    public static DataFormat Detect(string path)
    {
        var head = new byte[4096];
        using var stream = DataFile.Open(path);
        return Detect(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), path);
    }

    /// <summary>Finds out a format from the first bytes of an unpacked file.</summary>
    /// <param name="head">A few kilobytes, or the whole file if it is shorter.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="DataFormatException">It is none that is known, or empty.</exception>
    public static DataFormat Detect(ReadOnlySpan<byte> head, string name)
    {
        if (head.Length == 0)
        {
            throw DataFormatException.InFile(name, "an empty file", Known);
        }

        var line = FirstLine(head);
        if (IsItch(head))
        {
            return DataFormat.Itch;
        }

        if (line.SequenceEqual(BitstampOrdersReader.Header) || IsBitstampLog(line))
        {
            return DataFormat.Bitstamp;
        }

        if (CmeMboColumns.TryParse(line) is not null)
        {
            return DataFormat.CmeMbo;
        }

        if (line is [(byte)'{', ..] && line.IndexOf("\"topic\""u8) >= 0 && line.IndexOf("\"orderbook."u8) >= 0)
        {
            return DataFormat.Bybit;
        }

        if (IsBinance(line))
        {
            return DataFormat.Binance;
        }

        // A header is not part of the format, but passed over where somebody has put one.
        var hasHeader = line.Length > 0 && char.IsAsciiLetter((char)line[0]);
        var row = hasHeader ? FirstLine(head[Math.Min(head.Length, line.Length + 1)..]) : line;
        return (IsNumbers(row), row.Count((byte)',') + 1) switch
        {
            (true, 6) => DataFormat.Lobster,
            (true, var columns) when columns % 4 == 0 => throw DataFormatException.InFile(
                name, $"{columns} columns of numbers, which look like a LOBSTER order book",
                "its message file, with this one as the book beside it"),
            (_, 7) when LooksLikeSevenColumns(row) => DataFormat.Lobster,
            _ => throw DataFormatException.InFile(
                name, $"data that begins with {DataFormatException.Quote(line)}, which no reader here knows", Known),
        };
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var feed = head.IndexOf((byte)'\n');
        return (feed < 0 ? head : head[..feed]).TrimEnd((byte)'\r');
    }

    // As many whole messages as there are at the beginning must be framed as the specification says.
    private static bool IsItch(ReadOnlySpan<byte> head)
    {
        var count = 0;
        for (; head.Length >= 3; count++)
        {
            var length = ItchSpec.LengthOf(head[2]);
            var framed = (head[0] << 8) | head[1];
            if (length == 0 || (framed != 0 && framed != length))
            {
                return false;
            }

            if (head.Length < length + 2)
            {
                break;
            }

            head = head[(length + 2)..];
        }

        return count > 0;
    }

    private static bool IsBitstampLog(ReadOnlySpan<byte> line)
    {
        var blank = line.IndexOf((byte)' ');
        if (blank < 0 || !AsciiNumber.TryInteger(line[..blank], out _))
        {
            return false;
        }

        var rest = line[(blank + 1)..];
        return rest.StartsWith("order_created {"u8) || rest.StartsWith("order_changed {"u8) || rest.StartsWith("order_deleted {"u8)
            || rest.StartsWith("order_book {"u8) || rest.StartsWith("trade {"u8);
    }

    private static bool IsBinance(ReadOnlySpan<byte> line)
    {
        var brace = line.IndexOf((byte)'{');
        var hasTime = brace > 1 && line[brace - 1] == ' ' && AsciiNumber.TryInteger(line[..(brace - 1)], out _);
        return (brace == 0 || hasTime)
            && (line.IndexOf("\"stream\""u8) >= 0 || line.IndexOf("\"lastUpdateId\""u8) >= 0 || line.IndexOf("\"e\""u8) >= 0
                || line.IndexOf("\"result\""u8) >= 0
                || (line.IndexOf("\"u\""u8) >= 0 && line.IndexOf("\"B\""u8) >= 0));
    }

    private static bool LooksLikeSevenColumns(ReadOnlySpan<byte> row)
        => IsNumbers(row[..Math.Max(0, row.LastIndexOf((byte)','))]);

    private static bool IsNumbers(ReadOnlySpan<byte> row)
    {
        var fields = new FieldReader(row);
        var count = 0;
        for (; fields.TryRead(out var field); count++)
        {
            if (AsciiNumber.DecimalsNeeded(field) < 0)
            {
                return false;
            }
        }

        return count > 0;
    }
}
