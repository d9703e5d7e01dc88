using System.Text;

namespace MarketSim.Core;

/// <summary>What a column of a tick file holds.</summary>
internal enum TickColumn : byte
{
    Skip,
    Time,
    TimeOfDay,
    Price,
    Size,
    Side,
    Bid,
    BidSize,
    Ask,
    AskSize,

    // Lean's files alone: milliseconds of the day, and whether the row is not to be believed.
    Milliseconds,
    Suspicious,
}

/// <summary>Which column of a tick file is which: by the names of its header, in any common way of writing them.</summary>
internal static class TickColumns
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "a header with a time column (Time, Timestamp, Datetime, Date …) and for trades Price, with Size and Side if "
        + "there are such, for quotes Bid and Ask, with BidSize and AskSize";

    /// <summary>Lean's trades: time, price, size, venue, condition, suspicious.</summary>
    public static TickColumn[] LeanTrades { get; } =
        [TickColumn.Milliseconds, TickColumn.Price, TickColumn.Size, TickColumn.Skip, TickColumn.Skip, TickColumn.Suspicious];

    /// <summary>Lean's quotes, the best of all venues: time, bid and its size, ask and its size, venue, condition, suspicious.</summary>
    public static TickColumn[] LeanQuotes { get; } =
    [
        TickColumn.Milliseconds, TickColumn.Bid, TickColumn.BidSize, TickColumn.Ask, TickColumn.AskSize, TickColumn.Skip, TickColumn.Skip,
        TickColumn.Suspicious,
    ];

    /// <summary>Reads a header.</summary>
    /// <returns>Null if the line is not that of a tick file, such as that of a bar file.</returns>
    public static TickColumn[]? FromHeader(ReadOnlySpan<byte> line)
    {
        if (line.Length is 0 or > 4096 || !Ascii.IsValid(line))
        {
            return null;
        }

        var names = Encoding.ASCII.GetString(line).Split(SeparatorOf(line)).Select(Plainly).ToArray();
        var columns = Array.ConvertAll(names, Meaning);
        if (names.Any(name => name is "open" or "high" or "low" or "close"))
        {
            return null;
        }

        // Of two columns with one meaning the first counts.
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] != TickColumn.Skip && Array.IndexOf(columns, columns[i]) < i)
            {
                columns[i] = TickColumn.Skip;
            }
        }

        var timeOfDay = Array.IndexOf(columns, TickColumn.TimeOfDay);
        if (timeOfDay >= 0 && !columns.Contains(TickColumn.Time))
        {
            columns[timeOfDay] = TickColumn.Time;
        }

        var hasQuotes = columns.Contains(TickColumn.Bid) && columns.Contains(TickColumn.Ask);

        // A price without a size, or with the volume of a whole day, is rather a bar's close.
        var size = Array.IndexOf(columns, TickColumn.Size);
        var hasTrades = columns.Contains(TickColumn.Price)
            && (hasQuotes || (size >= 0 && (names[size] != "volume" || columns.Contains(TickColumn.Side))));
        return columns.Contains(TickColumn.Time) && (hasTrades || hasQuotes) ? columns : null;
    }

    /// <summary>What stands between the fields of a line.</summary>
    public static char SeparatorOf(ReadOnlySpan<byte> line)
        => line.Contains((byte)',') ? ',' : line.Contains((byte)';') ? ';' : line.Contains((byte)'\t') ? '\t' : ',';

    private static string Plainly(string name)
    {
        var letters = new StringBuilder();
        foreach (var each in name)
        {
            if (char.IsAsciiLetter(each))
            {
                letters.Append(char.ToLowerInvariant(each));
            }
        }

        return letters.ToString();
    }

    private static TickColumn Meaning(string name) => name switch
    {
        "date" or "datetime" or "timestamp" or "epoch" or "unix" or "unixtime" or "ts" or "tsevent" or "transacttime" or "timens" or "timems"
            or "timeus" or "timestampns" or "timestampms" or "timestampus" or "t" => TickColumn.Time,
        "time" or "timeofday" => TickColumn.TimeOfDay,
        "price" or "tradeprice" or "last" or "lastprice" or "p" => TickColumn.Price,
        "size" or "quantity" or "qty" or "amount" or "volume" or "lastsize" or "tradesize" or "tradequantity" => TickColumn.Size,
        "side" or "aggressor" or "takerside" or "aggressorside" or "direction" => TickColumn.Side,
        "bid" or "bidprice" or "bestbid" or "bidpx" or "bestbidprice" => TickColumn.Bid,
        "bidsize" or "bidqty" or "bidquantity" or "bidamount" or "bidsz" or "bestbidsize" or "bidvolume" => TickColumn.BidSize,
        "ask" or "askprice" or "bestask" or "offer" or "offerprice" or "askpx" or "bestaskprice" => TickColumn.Ask,
        "asksize" or "askqty" or "askquantity" or "askamount" or "asksz" or "bestasksize" or "askvolume" or "offersize" => TickColumn.AskSize,
        _ => TickColumn.Skip,
    };
}
