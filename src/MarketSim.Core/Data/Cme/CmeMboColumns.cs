using System.Text;

namespace MarketSim.Core;

/// <summary>Where the columns of a market-by-order CSV are, by its header line.</summary>
internal sealed class CmeMboColumns
{
    /// <summary>What a header must name, for messages to people.</summary>
    public const string Needed = "a header that names ts_event (or ts_event_ns), action, side, price, size, order_id and perhaps flags";


    private CmeMboColumns(string[] names)
    {
        Count = names.Length;
        Time = Find(names, "ts_event_ns", "ts_event");
        Received = Find(names, "ts_recv_ns", "ts_recv");
        Action = Find(names, "action");
        Side = Find(names, "side");
        Price = Find(names, "price");
        Size = Find(names, "size");
        Order = Find(names, "order_id");
        Flags = Find(names, "flags");
        Instrument = Find(names, "instrument_id");
        Symbol = Find(names, "symbol");
        IsNative = Find(names, "rtype") >= 0;
    }

    public int Count { get; }

    public int Time { get; }

    /// <summary>When it was received; -1 where the file does not say.</summary>
    public int Received { get; }

    public int Action { get; }

    public int Side { get; }

    public int Price { get; }

    public int Size { get; }

    public int Order { get; }

    /// <summary>-1 where there is none, as for the two after it.</summary>
    public int Flags { get; }

    public int Instrument { get; }

    public int Symbol { get; }

    /// <summary>Whether it is the vendor's own layout, in which a price without a point counts
    /// billionths.</summary>
    public bool IsNative { get; }

    /// <summary>The columns of a header line, or null if it is not one of these files.</summary>
    public static CmeMboColumns? TryParse(ReadOnlySpan<byte> header)
    {
        if (header.Length > 4096 || !Ascii.IsValid(header))
        {
            return null;
        }

        var columns = new CmeMboColumns(Encoding.ASCII.GetString(header).Split(','));
        return Math.Min(Math.Min(columns.Time, columns.Action), Math.Min(columns.Side, columns.Price)) >= 0
            && Math.Min(columns.Size, columns.Order) >= 0 ? columns : null;
    }

    private static int Find(string[] names, params string[] accepted)
        => accepted.Select(name => Array.IndexOf(names, name)).Where(at => at >= 0).DefaultIfEmpty(-1).First();
}
