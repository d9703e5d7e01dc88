namespace MarketSim.Core;

/// <summary>Checks a Bybit order book recording: whether updates follow one another and the rebuilt book is never crossed.</summary>
public static class BybitCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="units">Price and lot units; by default as coarse as the file allows.</param>
    /// <exception cref="DataFormatException">The file is malformed.</exception>
    public static DataCheckReport Run(string path, DataUnits? units = null)
    {
        using var feed = BybitReader.Open(path, units);
        var report = new DataCheckReport { Format = "bybit", Files = [path] };
        var time = new TimeSpanSeen();
        var book = new LevelBook();
        long levels = 0, removals = 0, vain = 0, crossed = 0, gaps = 0;
        while (feed.TryRead(out var message))
        {
            time.Add(message.Timestamp);
            if (message.Kind == RecordedKind.Clear)
            {
                book.Clear();
            }
            else
            {
                levels++;
                removals += message.Quantity == 0 ? 1 : 0;
                vain += message.Quantity == 0 && book.Quantity(message.Side, message.Price) == 0 ? 1 : 0;
                book.Set(message.Side, message.Price, message.Quantity);
            }

            crossed += message.Flags.HasFlag(RecordedFlags.EndOfEvent) && book.IsCrossed ? 1 : 0;
            if (feed.Gaps != gaps)
            {
                gaps = feed.Gaps;
                report.AddDifference(feed.LastGap);
            }
        }

        report.AddFact("pair", feed.NameOf(0));
        report.AddFact("price unit", DecimalText.Show(1, feed.Units.PriceDecimals));
        report.AddFact("quantity unit", DecimalText.Show(1, feed.Units.QuantityDecimals));
        time.Report(report, feed.Clock);
        report.AddFact("final quote", DataCheckReport.Quote(book.Best(Side.Buy), book.Best(Side.Sell), feed.Units));
        report.AddFact("levels at the end", $"{book.Count(Side.Buy)} bids, {book.Count(Side.Sell)} asks");
        report.AddCount("snapshots", feed.Snapshots);
        report.AddCount("changes", feed.Deltas);
        report.AddCount("levels set", levels);
        report.AddCount("of these, removed", removals);
        report.AddAnomaly("gaps in the sequence of updates", feed.Gaps);
        report.AddAnomaly("removals of levels that are not there", vain);
        report.AddAnomaly("messages that end with a crossed book", crossed);
        return report;
    }
}
