namespace MarketSim.Core;

/// <summary>Checks a Binance recording: rebuilds the book from the messages of <see cref="BinanceFeed"/>, and compares its best prices
/// with the quotes of the same update number.</summary>
public static class BinanceCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="units">Price and quantity units; by default as fine as the file needs.</param>
    /// <exception cref="DataFormatException">The file is malformed.</exception>
    public static DataCheckReport Run(string path, DataUnits? units = null)
    {
        using var feed = BinanceFeed.Open(path, units);
        var report = new DataCheckReport { Format = "binance", Files = [path] };
        var (book, trades, time, delay) = (new LevelBook(), new TradeTotals(), new TimeSpanSeen(), new DelaySeen());
        var quotes = new BinanceQuoteCheck(report, feed.Units);
        long quoteCount = 0, crossed = 0, gaps = 0, line = 0;
        var isFutures = false;
        while (feed.TryRead(out var message))
        {
            time.Add(message.Timestamp);
            if (feed.Record.Line != line)
            {
                line = feed.Record.Line;
                isFutures |= feed.Record.Kind == BinanceKind.Depth && feed.Record.PreviousUpdate >= 0;
                delay.Add(feed.Record);
            }

            switch (message.Kind)
            {
                case RecordedKind.Clear:
                    book.Clear();
                    break;
                case RecordedKind.Level:
                    book.Set(message.Side, message.Price, message.Quantity);
                    if (message.Flags.HasFlag(RecordedFlags.EndOfEvent))
                    {
                        crossed += book.IsCrossed ? 1 : 0;
                        quotes.BookIsAt((long)message.Other, book);
                    }

                    break;
                case RecordedKind.Quote:
                    quoteCount += message.Side == Side.Buy ? 1 : 0;
                    quotes.Add(message, book);
                    break;
                case RecordedKind.Trade:
                    trades.Add(message.Price, message.Quantity);
                    break;
            }

            if (feed.Gaps != gaps)
            {
                gaps = feed.Gaps;
                report.AddDifference(feed.LastGap);
            }
        }

        if (feed.NameOf(0) is { Length: > 0 } pair)
        {
            report.AddFact("pair", $"{pair}, {(isFutures ? "futures" : "spot")}");
        }

        report.AddFact("price unit", DecimalText.Show(1, feed.Units.PriceDecimals));
        report.AddFact("quantity unit", DecimalText.Show(1, feed.Units.QuantityDecimals));
        time.Report(report, DataClock.Unix);
        trades.Report(report, "traded", feed.Units);
        delay.Report(report);
        report.AddFact("final quote", DataCheckReport.Quote(book.Best(Side.Buy), book.Best(Side.Sell), feed.Units));
        report.AddCount("depth snapshots", feed.Snapshots + feed.SnapshotsPassedOver);
        report.AddCount("depth events", feed.DepthEvents);
        report.AddCount("depth events after the snapshot", feed.Applied);
        report.AddCount("quotes", quoteCount);
        report.AddCount("trades", trades.Count);
        quotes.Report();
        report.AddAnomaly("sequence gaps", feed.Gaps);
        report.AddAnomaly("depth events that repeat a part of the one before", feed.Overlaps);
        report.AddAnomaly("depth events older than the snapshot", feed.Dropped);
        report.AddAnomaly("depth events without a snapshot", feed.Waiting);
        report.AddAnomaly("snapshots older than the book, passed over", feed.SnapshotsPassedOver);
        report.AddAnomaly("depth events that leave the book crossed", crossed);
        return report;
    }
}
