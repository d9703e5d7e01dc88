namespace MarketSim.Core;

/// <summary>Checks a NASDAQ ITCH 5.0 file: counts by type, the book rebuilt for every stock, what does not fit,
/// volume.</summary>
public static class ItchCheck
{
    private const int MostQuotes = 10;

    /// <summary>Runs the check.</summary>
    /// <exception cref="DataFormatException">The file is malformed.</exception>
    public static DataCheckReport Run(string path)
    {
        using var feed = ItchFeed.Open(path);
        var report = new DataCheckReport { Format = "itch", Files = [path] };
        var book = new RecordedBook();
        var time = new TimeSpanSeen();
        var (displayed, hidden, crosses) = (new TradeTotals(), new TradeTotals(), new TradeTotals());
        long notPrinted = 0;
        while (feed.TryRead(out var message))
        {
            time.Add(message.Timestamp);
            switch (message.Kind)
            {
                case RecordedKind.Execute when (message.Flags & RecordedFlags.NotPrintable) != 0:
                    notPrinted++;
                    break;
                case RecordedKind.Execute when message.Price != 0:
                    displayed.Add(message.Price, message.Quantity);
                    break;
                case RecordedKind.Execute when book.Find(message.Order) is { } order:
                    displayed.Add(order.Price, message.Quantity);
                    break;
                case RecordedKind.Trade:
                    hidden.Add(message.Price, message.Quantity);
                    break;
                case RecordedKind.Cross:
                    crosses.Add(message.Price, message.Quantity);
                    break;
            }

            book.Apply(message);
        }

        time.Report(report, feed.Clock);
        displayed.Report(report, "displayed orders executed", feed.Units);
        hidden.Report(report, "hidden orders executed", feed.Units);
        crosses.Report(report, "crosses", feed.Units);
        report.AddFact("open orders at the end", DecimalText.Show(book.OrderCount, 0));
        ReportCounts(report, feed);
        ReportQuotes(report, feed, book);
        report.AddAnomaly("E or C of an unknown order", book.Unknown[RecordedKind.Execute]);
        report.AddAnomaly("X of an unknown order", book.Unknown[RecordedKind.Reduce]);
        report.AddAnomaly("D of an unknown order", book.Unknown[RecordedKind.Delete]);
        report.AddAnomaly("U of an unknown order", book.Unknown[RecordedKind.Replace]);
        report.AddAnomaly("orders added twice", book.Duplicates);
        report.AddAnomaly("messages that take more from an order than it has", book.Overdrawn);
        report.AddAnomaly("executions that do not count as volume", notPrinted);
        return report;
    }

    private static void ReportCounts(DataCheckReport report, ItchFeed feed)
    {
        foreach (var type in ItchSpec.Types)
        {
            if (feed.Count(type) > 0)
            {
                report.AddCount($"{type} {ItchSpec.NameOf((byte)type)}", feed.Count(type));
            }
        }
    }

    private static void ReportQuotes(DataCheckReport report, ItchFeed feed, RecordedBook book)
    {
        for (var (instrument, shown) = (0, 0); instrument < book.InstrumentCount && shown < MostQuotes; instrument++)
        {
            var (bid, ask) = (book.Of(Side.Buy, instrument).Best, book.Of(Side.Sell, instrument).Best);
            if (bid is not null || ask is not null)
            {
                shown++;
                report.AddFact(
                    $"final quote {feed.NameOf(instrument)}".TrimEnd(), DataCheckReport.Quote(bid, ask, feed.Units));
            }
        }
    }
}
