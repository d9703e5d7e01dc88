using System.Text;

namespace MarketSim.Core;

/// <summary>What a column of a bar file holds.</summary>
internal enum BarColumn : byte
{
    Skip,
    Time,
    TimeOfDay,
    Open,
    High,
    Low,
    Close,
    Volume,

    // Lean's files alone: milliseconds of the day, and the other side of a quote.
    Milliseconds,
    AskOpen,
    AskHigh,
    AskLow,
    AskClose,
}

/// <summary>Which column of a bar file is which: by the names of its header, in any common way of writing them.</summary>
internal static class BarColumns
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "a header with a time column (Date, Time, Timestamp, Datetime, Epoch …) and Open, High, Low, Close "
        + "or Close alone, Volume if there is one; or, without a header, time, open, high, low, close and volume";

    /// <summary>Without a header.</summary>
    public static BarColumn[] Plain { get; } =
        [BarColumn.Time, BarColumn.Open, BarColumn.High, BarColumn.Low, BarColumn.Close, BarColumn.Volume];

    /// <summary>Lean's bars of quotes: bid and its size, then ask and its size.</summary>
    public static BarColumn[] Quotes { get; } =
    [
        BarColumn.Time, BarColumn.Open, BarColumn.High, BarColumn.Low, BarColumn.Close, BarColumn.Skip,
        BarColumn.AskOpen, BarColumn.AskHigh, BarColumn.AskLow, BarColumn.AskClose, BarColumn.Skip,
    ];

    /// <summary>Reads a header.</summary>
    /// <returns>Null if the line is none: no field is the name of a price.</returns>
    /// <exception cref="FormatException">It lacks something.</exception>
    public static BarColumn[]? FromHeader(string line, char separator)
    {
        var names = line.Split(separator).Select(Plainly).ToArray();
        var columns = Array.ConvertAll(names, Meaning);
        if (!columns.Contains(BarColumn.Close) && !columns.Contains(BarColumn.Open))
        {
            return names.Any(n => n.Length > 1) && !columns.Any(c => c >= BarColumn.Open) && LooksLikeNames(line)
                ? throw new FormatException("no column of prices")
                : null;
        }

        // Where there is a close, a column called "price" is something else: newer downloads head their index with it.
        if (names.Contains("close"))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = names[i] is "price" or "last" or "settle" ? BarColumn.Skip : columns[i];
            }
        }

        // Of two columns with one meaning the first counts: volume in coins before volume in dollars.
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] != BarColumn.Skip && Array.IndexOf(columns, columns[i]) < i)
            {
                columns[i] = BarColumn.Skip;
            }
        }

        // A date and a time of day, or one column for both.
        var timeOfDay = Array.IndexOf(columns, BarColumn.TimeOfDay);
        if (timeOfDay >= 0 && !columns.Contains(BarColumn.Time))
        {
            columns[timeOfDay] = BarColumn.Time;
        }

        // An index without a name comes first.
        if (!columns.Contains(BarColumn.Time) && columns[0] == BarColumn.Skip)
        {
            columns[0] = BarColumn.Time;
        }

        var lacks = new[] { BarColumn.Time, BarColumn.Close }.Where(c => !columns.Contains(c)).ToArray();
        var prices = columns.Count(c => c is BarColumn.Open or BarColumn.High or BarColumn.Low);
        return lacks.Length > 0 || prices is not (0 or 3)
            ? throw new FormatException(lacks.Length > 0
                ? $"no column for the {(lacks[0] == BarColumn.Time ? "time" : "close")}" : "some but not all of Open, High and Low")
            : columns;
    }

    private static bool LooksLikeNames(string line) => line.Count(char.IsAsciiLetter) > line.Count(char.IsAsciiDigit);

    // "1. open", "<OPEN>", "Open Time" and "open_time" by their letters alone.
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

    private static BarColumn Meaning(string name) => name switch
    {
        "date" or "datetime" or "timestamp" or "epoch" or "unix" or "unixtime" or "unixtimestamp" or "opentime" or "dt" or "ts" or "tsevent"
            or "gmttime" or "localtime" or "utctime" or "index" or "day" or "bartime" or "starttime" or "t" or "timeutc" or "dateutc"
            or "datetimeutc" or "period" or "begin" => BarColumn.Time,
        "time" or "timeofday" => BarColumn.TimeOfDay,
        "open" or "o" or "first" or "openprice" or "openbid" => BarColumn.Open,
        "high" or "h" or "max" or "highprice" => BarColumn.High,
        "low" or "l" or "min" or "lowprice" => BarColumn.Low,
        "close" or "c" or "last" or "closeprice" or "closelast" or "price" or "settle" => BarColumn.Close,
        "volume" or "vol" or "v" or "tickvol" or "tickvolume" or "shares" or "qty" => BarColumn.Volume,
        _ => name.StartsWith("volume", StringComparison.Ordinal) ? BarColumn.Volume : BarColumn.Skip,
    };
}
