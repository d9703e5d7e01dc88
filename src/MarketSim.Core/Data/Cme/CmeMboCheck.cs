namespace MarketSim.Core;

/// <summary>Checks a CME market-by-order recording: the book rebuilt order by order, whether it is ever crossed
/// at the end of an event, and whether each fill hit the order that priority says.</summary>
public static class CmeMboCheck
{
    private static readonly (RecordedKind Kind, string Name)[] Names =
    [
        (RecordedKind.Add, "A add"), (RecordedKind.Reduce, "C cancel"), (RecordedKind.Modify, "M modify"),
        (RecordedKind.Trade, "T trade"), (RecordedKind.Cross, "T trade without aggressor (auction)"), (RecordedKind.Fill, "F fill"),
        (RecordedKind.Clear, "R clear"),
    ];

    /// <summary>Runs the check.</summary>
    /// <param name="units">Price and lot units; by default as fine as the file needs.</param>
    /// <exception cref="DataFormatException">The file is malformed.</exception>
    public static DataCheckReport Run(string path, DataUnits? units = null)
    {
        using var reader = CmeMboReader.Open(path, units);
        var report = new DataCheckReport { Format = "cme-mbo", Files = [path] };
        var (counts, time, trades) = (new KindCounts(), new TimeSpanSeen(), new TradeTotals());
        var (sliced, plain) = (new CmeFillQueue(slicesLosePriority: true), new CmeFillQueue(slicesLosePriority: false));
        long snapshot = 0, crossed = 0, crossedBefore = 0;
        while (reader.TryRead(out var message))
        {
            counts.Add(message.Kind);
            sliced.Add(message);
            plain.Add(message);
            if ((message.Flags & RecordedFlags.Snapshot) != 0)
            {
                snapshot++;
            }
            else
            {
                time.Add(message.Timestamp);
            }

            if (message.Kind is RecordedKind.Trade or RecordedKind.Cross)
            {
                trades.Add(message.Price, message.Quantity);
            }

            if ((message.Flags & RecordedFlags.EndOfEvent) != 0 && sliced.Book.IsCrossed(message.Instrument))
            {
                // Before the opening trade orders gather for an auction, and the book may well be crossed.
                crossed += trades.Count > 0 ? 1 : 0;
                crossedBefore += trades.Count == 0 ? 1 : 0;
                if (trades.Count > 0)
                {
                    report.AddDifference(
                        $"line {message.Position}: the event ends with a crossed book, "
                        + Quote(reader, sliced.Book, message.Instrument));
                }
            }
        }

        time.Report(report, reader.Clock);
        trades.Report(report, "traded", reader.Units);
        for (var instrument = 0; instrument < Math.Min(10, sliced.Book.InstrumentCount); instrument++)
        {
            report.AddFact(
                $"final quote {reader.NameOf(instrument)}".TrimEnd(), Quote(reader, sliced.Book, instrument));
        }

        report.AddFact("open orders at the end", DecimalText.Show(sliced.Book.OrderCount, 0));
        foreach (var (kind, name) in Names)
        {
            report.AddCount(name, counts[kind]);
        }

        report.AddCount("of these, initial snapshot", snapshot);
        report.AddMatch(
            "fills in price-time order, an iceberg's next slice going to the back", InOrder(sliced), sliced.Resting, Places(sliced));
        report.AddObservation(
            "fills in price-time order, judging modifications by size alone", InOrder(plain), plain.Resting, Places(plain));
        report.AddCount("fills of an auction", sliced.OfAuction);
        report.AddAnomaly("fills printed for the aggressor itself", sliced.OfAggressor);
        report.AddAnomaly("messages about unknown orders", sliced.Book.Unknown.Total);
        report.AddAnomaly("orders added twice", sliced.Book.Duplicates);
        report.AddAnomaly("cancels of more than an order has", sliced.Book.Overdrawn);
        report.AddAnomaly("events that end with a crossed book, after the first trade", crossed);
        report.AddAnomaly("events that end with a crossed book, before the first trade", crossedBefore);
        return report;
    }

    private static long InOrder(CmeFillQueue fills) => fills.Front + fills.FrontOfTheRest;

    private static DataCount[] Places(CmeFillQueue fills) =>
    [
        new("at the front of the queue", fills.Front),
        new("at the front once orders pulled in the same event are left out", fills.FrontOfTheRest),
        new("not", fills.Other),
    ];

    private static string Quote(CmeMboReader reader, RecordedBook book, int instrument)
        => DataCheckReport.Quote(book.Of(Side.Buy, instrument).Best, book.Of(Side.Sell, instrument).Best, reader.Units);
}
