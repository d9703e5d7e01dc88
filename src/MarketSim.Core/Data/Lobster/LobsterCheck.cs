namespace MarketSim.Core;

/// <summary>Checks a LOBSTER day: messages alone, against a book file with a row for each message, or, where
/// the book file is one of best prices only beside a deeper message file, by rebuilding the book.</summary>
public static class LobsterCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="messages">The message file.</param>
    /// <param name="book">The book file; null for the one beside it, by name, if there is one.</param>
    /// <param name="seed">For a deep replay, a book file whose first row seeds the book; null for the deepest
    /// that fits.</param>
    /// <exception cref="DataFormatException">A file is malformed.</exception>
    public static DataCheckReport Run(string messages, string? book = null, string? seed = null)
    {
        book ??= LobsterFiles.BookOf(messages);
        if (book is null)
        {
            return MessagesOnly(messages);
        }

        var (messageRows, bookRows) = (CountRows(messages), CountRows(book));
        var isPair = messageRows == bookRows || LobsterFiles.BookOf(messages) == book;
        return isPair ? Transitions(messages, book, Math.Abs(messageRows - bookRows)) : DeepReplay(messages, book, seed);
    }

    private static DataCheckReport MessagesOnly(string messages)
    {
        var tally = new LobsterTally();
        using (var reader = LobsterReader.Open(messages))
        {
            while (reader.TryRead(out var message))
            {
                tally.Add(message);
            }
        }

        var report = NewReport(messages);
        tally.Report(report);
        return report;
    }

    private static DataCheckReport Transitions(string messages, string book, long unpaired)
    {
        var report = NewReport(messages, book);
        var tally = new LobsterTally();
        var check = new LobsterTransitionCheck();
        var (before, after) = (new LobsterBookRow(), new LobsterBookRow());
        var outcomes = new long[4];
        long crossed = 0;
        using var reader = LobsterReader.Open(messages);
        using var rows = LobsterBookReader.Open(book);
        for (long row = 0; reader.TryRead(out var message) && rows.TryRead(after); row++)
        {
            tally.Add(message);
            crossed += IsCrossed(after) ? 1 : 0;
            if (row > 0)
            {
                var outcome = check.Compare(before, message, after);
                outcomes[(int)outcome]++;
                if (outcome == LobsterTransition.Different)
                {
                    report.AddDifference(
                        $"row {row} (line {message.Position}): {Describe(message)}; expected {check.Expected}, recorded {after}");
                }
            }

            (before, after) = (after, before);
        }

        tally.Report(report);
        var compared = outcomes.Sum();
        report.AddMatch(
            "book rows that follow from the row before and the message", compared - outcomes[0], compared,
            new("exactly", outcomes[(int)LobsterTransition.Exact]),
            new("with a level revealed at the last place", outcomes[(int)LobsterTransition.Revealed]),
            new("unchanged (hidden execution, cross, halt)", outcomes[(int)LobsterTransition.Unchanged]));
        report.AddAnomaly("rows with a crossed or locked book", crossed);
        report.AddAnomaly("rows of one file without one in the other", unpaired);
        report.AddFact("final quote", Quote(before.Bids[0], before.Asks[0]));
        return report;
    }

    private static DataCheckReport DeepReplay(string messages, string book, string? seed)
    {
        seed ??= LobsterFiles.SeedFor(messages, book);
        var report = NewReport(messages, book, seed);
        var tally = new LobsterTally();
        var queues = new LobsterQueueCheck();
        var replay = new LobsterDeepReplay();
        var seedRow = LobsterFiles.FirstRow(seed)
            ?? throw DataFormatException.InFile(
                seed, "no row of a LOBSTER book", "a LOBSTER book file to seed the replay");
        using (var reader = LobsterReader.Open(messages))
        using (var rows = LobsterBookReader.Open(book))
        {
            for (var isFirst = true; reader.TryRead(out var message); isFirst = false)
            {
                tally.Add(message);
                queues.Add(message);
                if (isFirst)
                {
                    replay.Start(message, seedRow, rows);
                }
                else if (!replay.Step(message, rows))
                {
                    break;
                }
            }
        }

        tally.Report(report);
        report.AddMatch("best prices after messages that touch them", replay.Equal, replay.Rows);
        queues.Report(report);
        report.AddAnomaly("messages about quantity below the seed's depth", replay.Unseeded);
        foreach (var each in replay.Differences)
        {
            report.AddDifference(Explain(each, messages, seedRow, report.Differences.Count < 3));
        }

        report.AddFact("final quote", Quote(replay.Best(Side.Buy), replay.Best(Side.Sell)));
        return report;
    }

    private static string Explain(LobsterDifference difference, string messages, LobsterBookRow seed, bool searches)
    {
        var (ours, theirs) = (difference.Replayed, difference.Recorded);
        var side = difference.Side == Side.Buy ? "bid" : "ask";
        var time = DecimalText.ShowTime(difference.Time, DataClock.SinceMidnight);
        var text = $"row {difference.Row} (message line {difference.Message}, {time}): "
            + $"rebuilt best {side} {Show(ours)}, recorded {Show(theirs)}";
        var isBetter = theirs.Quantity == 0 || (ours.Price - theirs.Price) * difference.Side.Sign() > 0;
        if (!searches || ours.Quantity == 0 || !isBetter)
        {
            return text;
        }

        using var first = LobsterReader.Open(messages);
        var order = LobsterWindow.FindLeftover(first, seed, difference.Side, ours.Price, difference.Message);
        using var second = LobsterReader.Open(messages);
        var (rank, at) = LobsterWindow.DeepestRank(
            second, seed, difference.Side, ours.Price, order?.Position ?? 1, difference.Message);
        var whose = order is null ? "What stands there is older than the messages"
            : $"It is order {order.Id}, added at line {order.Position}";
        return $"{text}. {whose}; at line {at} its level lay {rank + 1} levels deep. An order that leaves the file's window of "
            + "levels and is deleted out there is deleted unseen";
    }

    private static string Describe(in RecordedMessage message)
        => $"{message.Kind.ToString().ToLowerInvariant()} order {message.Order}, "
            + $"{(message.Side == Side.Buy ? "bid" : "ask")} {Show(new PriceLevel(message.Price, message.Quantity))}";

    private static string Show(PriceLevel level)
        => DataCheckReport.Show(level.Price, level.Quantity, LobsterReader.LobsterUnits);

    private static string Quote(PriceLevel bid, PriceLevel ask)
        => DataCheckReport.Quote(bid, ask, LobsterReader.LobsterUnits);

    private static bool IsCrossed(LobsterBookRow row)
        => row.Asks[0].Quantity > 0 && row.Bids[0].Quantity > 0 && row.Bids[0].Price >= row.Asks[0].Price;

    private static DataCheckReport NewReport(params string[] files) => new() { Format = "lobster", Files = files };

    private static long CountRows(string path)
    {
        using var lines = new LineReader(DataFile.Open(path), path);
        while (lines.TryRead(out var line))
        {
            if (lines.Line == 1 && line.Length > 0 && char.IsAsciiLetter((char)line[0]))
            {
                return CountRest(lines, 0);
            }

            return CountRest(lines, 1);
        }

        return 0;
    }

    private static long CountRest(LineReader lines, long count)
    {
        while (lines.TryRead(out _))
        {
            count++;
        }

        return count;
    }
}
