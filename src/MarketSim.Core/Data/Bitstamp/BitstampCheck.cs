namespace MarketSim.Core;

/// <summary>Checks a Bitstamp recording: order events alone, beside a raw log that has the trades, or the raw log itself.</summary>
public static class BitstampCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="path">Order events or a raw log.</param>
    /// <param name="tradeLog">With order events: a raw log whose trades are looked for among them.</param>
    /// <exception cref="DataFormatException">A file is malformed.</exception>
    public static DataCheckReport Run(string path, string? tradeLog = null)
    {
        var report = new DataCheckReport { Format = "bitstamp", Files = tradeLog is null ? [path] : [path, tradeLog] };
        using var feed = RecordedFeed.OpenBitstamp(path);
        using var log = tradeLog is null ? feed as BitstampLogReader : new BitstampLogReader(DataFile.Open(tradeLog), tradeLog, feed.Units.PriceDecimals);
        var (book, counts, time, trades, volume) =
            (new RecordedBook(), new KindCounts(), new TimeSpanSeen(), new BitstampTrades(), new TradeTotals());
        var late = new BitstampFeed(feed);
        long filled = 0, cancelled = 0;
        foreach (var message in tradeLog is null ? All(feed) : Merge(feed, log!))
        {
            counts.Add(message.Kind);
            time.Add(message.Timestamp);
            trades.Advance(message.Timestamp, Unmatched);
            var before = book.Find(message.Order)?.Quantity ?? 0;
            if (message.Kind == RecordedKind.Trade)
            {
                trades.AddTrade(message);
                volume.Add(message.Price, message.Quantity);
            }
            else if (message.Kind != RecordedKind.Add && message.Quantity < before)
            {
                trades.AddDecrease(message.Timestamp, message.Side, before - message.Quantity);
            }

            if (late.IsLate(message))
            {
                continue;
            }

            if (book.Apply(message) && message.Kind == RecordedKind.Delete)
            {
                filled += message.Quantity == 0 ? 1 : 0;
                cancelled += message.Quantity != 0 ? 1 : 0;
            }
        }

        trades.Advance(long.MaxValue, Unmatched);
        time.Report(report, feed.Clock);
        report.AddCount("created", counts[RecordedKind.Add]);
        report.AddCount("changed", counts[RecordedKind.Modify]);
        report.AddCount("deleted", counts[RecordedKind.Delete]);
        report.AddCount("deleted: partly or fully filled", filled);
        report.AddCount("deleted: cancelled", cancelled);
        if (log is not null)
        {
            report.AddCount("trades", counts[RecordedKind.Trade]);
            report.AddCount("order book snapshots, passed over", log.Snapshots);
            volume.Report(report, "traded", feed.Units);
            report.AddObservation(
                "trades with a decrease of an order by the same amount within 3 s", trades.OnOneSide + trades.OnBothSides, trades.Count,
                new("on one side only", trades.OnOneSide), new("on both sides", trades.OnBothSides));
        }

        report.AddFact("final quote", DataCheckReport.Quote(book.Of(Side.Buy).Best, book.Of(Side.Sell).Best, feed.Units));
        report.AddFact("open orders at the end", DecimalText.Show(book.OrderCount, 0));
        report.AddAnomaly("deletions of orders not in the book (older than the file, or gone)", book.Unknown[RecordedKind.Delete]);
        report.AddAnomaly("changes of orders not in the book (older than the file, or gone)", book.Unknown[RecordedKind.Modify] + late.LateChanges);
        report.AddAnomaly("of these, changes after the deletion, left out", late.LateChanges);
        report.AddAnomaly("orders announced after their deletion, left out", late.LateOrders);
        report.AddAnomaly("changes of the price (cancel and new)", book.Repriced);
        report.AddAnomaly("orders created twice", book.Duplicates);
        return report;

        void Unmatched(RecordedMessage trade)
            => report.AddDifference(
                $"line {trade.Position}: no order fell by the traded {DataCheckReport.Show(trade.Price, trade.Quantity, feed.Units)}");
    }

    private static IEnumerable<RecordedMessage> All(IRecordedFeed feed)
    {
        while (feed.TryRead(out var message))
        {
            yield return message;
        }
    }

    // Order events and the log's trades by time; at the same time the orders come first.
    private static IEnumerable<RecordedMessage> Merge(IRecordedFeed orders, BitstampLogReader log)
    {
        using var trades = All(log).Where(message => message.Kind == RecordedKind.Trade).GetEnumerator();
        var hasTrade = trades.MoveNext();
        foreach (var order in All(orders).Where(message => message.Kind != RecordedKind.Trade))
        {
            for (; hasTrade && trades.Current.Timestamp < order.Timestamp; hasTrade = trades.MoveNext())
            {
                yield return trades.Current;
            }

            yield return order;
        }

        for (; hasTrade; hasTrade = trades.MoveNext())
        {
            yield return trades.Current;
        }
    }
}
