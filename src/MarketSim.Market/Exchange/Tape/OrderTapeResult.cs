using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What came of an order tape: three CSV tables, rows in the order in which things
/// happened.</summary>
public sealed class OrderTapeResult
{
    private readonly StringBuilder _trades = new("seq,price_ticks,quantity,maker_order_id,taker_order_id\n");
    private readonly StringBuilder _rejects = new("seq,order_id,reason\n");
    private readonly StringBuilder _book = new("side,price_ticks,order_id,visible_quantity,open_quantity\n");

    /// <summary>How many trades there were.</summary>
    public int TradeCount { get; private set; }

    /// <summary>How much was traded, in lots.</summary>
    public long TradedLots { get; private set; }

    /// <summary>How many commands were refused, or expired in part or whole.</summary>
    public int RejectCount { get; private set; }

    /// <summary>How many orders rest in the end.</summary>
    public int RestingCount { get; private set; }

    /// <summary>The trades: <c>seq,price_ticks,quantity,maker_order_id,taker_order_id</c>.</summary>
    public string Trades => _trades.ToString();

    /// <summary>The refusals: <c>seq,order_id,reason</c>; <c>EXPIRED_n</c> where n lots found nobody and may
    /// not rest.</summary>
    public string Rejects => _rejects.ToString();

    /// <summary>The final book: <c>side,price_ticks,order_id,visible_quantity,open_quantity</c>, bids then
    /// asks, best first.</summary>
    public string Book => _book.ToString();

    /// <summary>Writes <c>trades.csv</c>, <c>rejects.csv</c> and <c>book.csv</c> into a folder, made if need
    /// be. A failure leaves none of them half-written: each is moved into its place only when all are
    /// complete.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        (string Path, string Text)[] files =
        [
            (Path.Combine(folder, "trades.csv"), Trades),
            (Path.Combine(folder, "rejects.csv"), Rejects),
            (Path.Combine(folder, "book.csv"), Book),
        ];
        try
        {
            foreach (var (path, text) in files)
            {
                File.WriteAllText(Unfinished(path), text);
            }

            foreach (var (path, _) in files)
            {
                File.Move(Unfinished(path), path, overwrite: true);
            }
        }
        finally
        {
            foreach (var (path, _) in files)
            {
                File.Delete(Unfinished(path));
            }
        }
    }

    internal void Add(in TapeCommand row, in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Traded:
                TradeCount++;
                TradedLots += item.Quantity.Lots;
                AppendRow(_trades, $"{row.Sequence},{item.Price},{item.Quantity},{item.CounterOrder},{item.Order}");
                break;
            case EventKind.Rejected:
                RejectCount++;
                AppendRow(_rejects, $"{row.Sequence},{item.Order},{NameOf(item.Reject)}");
                break;
            case EventKind.Cancelled when item.Cancel == CancelReason.NoRemainderRests:
                RejectCount++;
                AppendRow(_rejects, $"{row.Sequence},{item.Order},EXPIRED_{item.Quantity}");
                break;
        }
    }

    internal void AddBook(IOrderBook book)
    {
        foreach (var order in book.InPriority(Side.Buy).Concat(book.InPriority(Side.Sell)))
        {
            RestingCount++;
            var side = order.Side == Side.Buy ? "BUY" : "SELL";
            AppendRow(_book, $"{side},{order.Price},{order.Id},{order.Displayed},{order.Open}");
        }
    }

    private static string Unfinished(string path) => path + ".unfinished";

    /// <summary>A reject reason as tapes spell it: <c>UnknownOrder</c> is <c>UNKNOWN_ORDER</c>.</summary>
    private static string NameOf(RejectReason reason)
    {
        var name = new StringBuilder();
        foreach (var letter in reason.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }

    private static void AppendRow(StringBuilder table, FormattableString row)
        => table.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
