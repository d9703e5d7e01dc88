namespace MarketSim.Core;

/// <summary>Checks a Binance recording: rebuilds the book from snapshot and differences, and compares its best prices with the
/// quotes of the same update number.</summary>
public static class BinanceCheck
{
    // Quotes come long before the difference that covers them; a recording without differences must not fill memory.
    private const int MostQuotes = 1_000_000;

    /// <summary>Runs the check.</summary>
    /// <param name="units">Price and quantity units; by default as fine as the file needs.</param>
    /// <exception cref="DataFormatException">The file is malformed.</exception>
    public static DataCheckReport Run(string path, DataUnits? units = null)
    {
        using var reader = BinanceReader.Open(path, units);
        var report = new DataCheckReport { Format = "binance", Files = [path] };
        var (book, record, trades) = (new BinanceBook(), new BinanceRecord(), new TradeTotals());
        var (received, happened) = (new TimeSpanSeen(), new TimeSpanSeen());
        var quotes = new Queue<(long Update, PriceLevel Bid, PriceLevel Ask, long Line)>();
        var counts = new long[5];
        long compared = 0, equal = 0, crossed = 0;
        var isFutures = false;
        while (reader.TryRead(record))
        {
            counts[(int)record.Kind]++;
            if (record.Received != 0)
            {
                received.Add(record.Received);
            }

            switch (record.Kind)
            {
                case BinanceKind.Trade:
                    trades.Add(record.Price, record.Quantity);
                    happened.Add(record.Happened);
                    break;
                case BinanceKind.Quote:
                    quotes.Enqueue((record.LastUpdate, record.Bids[0], record.Asks[0], record.Line));
                    if (quotes.Count > MostQuotes)
                    {
                        quotes.Dequeue();
                    }

                    Compare();
                    break;
                default:
                    isFutures |= record.PreviousUpdate >= 0;
                    book.Add(record, AfterDifference);
                    break;
            }
        }

        if (reader.Symbol.Length > 0)
        {
            report.AddFact("pair", $"{reader.Symbol}, {(isFutures ? "futures" : "spot")}");
        }

        report.AddFact("price unit", DecimalText.Show(1, reader.Units.PriceDecimals));
        report.AddFact("quantity unit", DecimalText.Show(1, reader.Units.QuantityDecimals));
        (received.First <= received.Last ? received : happened).Report(report, DataClock.Unix);
        trades.Report(report, "traded", reader.Units);
        report.AddFact("final quote", DataCheckReport.Quote(book.Levels.Best(Side.Buy), book.Levels.Best(Side.Sell), reader.Units));
        report.AddCount("depth snapshots", counts[(int)BinanceKind.Snapshot]);
        report.AddCount("depth events", counts[(int)BinanceKind.Depth]);
        report.AddCount("depth events after the snapshot", book.Applied);
        report.AddCount("quotes", counts[(int)BinanceKind.Quote]);
        report.AddCount("trades", counts[(int)BinanceKind.Trade]);
        report.AddMatch("best bid and ask with sizes, where a quote has the same update number", equal, compared);
        report.AddAnomaly("sequence gaps", book.Gaps);
        report.AddAnomaly("depth events older than the snapshot", book.Dropped);
        report.AddAnomaly("depth events without a snapshot", book.Waiting);
        report.AddAnomaly("depth events that leave the book crossed", crossed);
        return report;

        void AfterDifference(bool follows)
        {
            if (!follows)
            {
                report.AddDifference($"line {record.Line}: the depth event that ends with update {book.Update} does not follow from the one before");
            }

            crossed += book.Levels.IsCrossed ? 1 : 0;
            Compare();
        }

        void Compare()
        {
            while (book.IsStarted && quotes.TryPeek(out var quote) && quote.Update <= book.Update)
            {
                quotes.Dequeue();
                if (quote.Update == book.Update && book.Applied > 0)
                {
                    compared++;
                    var (bid, ask) = (book.Levels.Best(Side.Buy), book.Levels.Best(Side.Sell));
                    equal += bid == quote.Bid && ask == quote.Ask ? 1 : 0;
                    if (bid != quote.Bid || ask != quote.Ask)
                    {
                        report.AddDifference(
                            $"line {quote.Line}, update {quote.Update}: rebuilt {DataCheckReport.Quote(bid, ask, reader.Units)}, "
                            + $"quoted {DataCheckReport.Quote(quote.Bid, quote.Ask, reader.Units)}");
                    }
                }
            }
        }
    }
}
