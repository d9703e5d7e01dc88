using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Completes LOBSTER messages by the book file beside them.</summary>
/// <remarks>A file of few levels is silent about orders while they are away from the best prices: they may leave, or
/// have been there all along, unseen. Row i of the book file is the window of best levels after message i; whatever
/// differs from what the messages so far lead to has happened out of sight, and is inserted as inferred messages.
/// Removals are taken from the youngest known orders first, then from unknown ones: tried on AMZN, 2012-06-21, where
/// that repeats most executions with the recorded order.</remarks>
internal static class LobsterCompletion
{
    /// <summary>Only puts in what stood there before the first message, by a book that is not the messages'
    /// own.</summary>
    public static IEnumerable<RecordedMessage> Seed(IEnumerable<RecordedMessage> messages, string book)
    {
        var isFirst = true;
        foreach (var message in messages)
        {
            if (isFirst && LobsterFiles.FirstRow(book) is { } row)
            {
                foreach (var seed in Before(row, message))
                {
                    yield return seed;
                }
            }

            isFirst = false;
            yield return message;
        }
    }

    /// <summary>Makes the best levels come out as recorded after every message.</summary>
    /// <param name="messages">All messages of a file.</param>
    /// <param name="book">Its book file: as many rows.</param>
    public static IEnumerable<RecordedMessage> Complete(IEnumerable<RecordedMessage> messages, string book)
    {
        using var rows = LobsterBookReader.Open(book);
        var window = new CompletedWindow();
        var row = new LobsterBookRow();
        var isFirst = true;
        foreach (var message in messages)
        {
            var hasRow = rows.TryRead(row);
            if (isFirst && hasRow)
            {
                foreach (var seed in Before(row, message))
                {
                    window.Apply(seed);
                    yield return seed;
                }
            }

            isFirst = false;

            // The other side of the book is as the row shows it before the message too; what has left there unseen must
            // not trade.
            foreach (var inferred in hasRow ? window.Match(row, message.Side.Opposite(), message) : [])
            {
                yield return inferred;
            }

            foreach (var inferred in window.Precede(message))
            {
                yield return inferred;
            }

            window.Apply(message);
            yield return message;
            foreach (var inferred in hasRow ? window.Match(row, message.Side, message) : [])
            {
                yield return inferred;
            }
        }
    }

    // The first row is the book after the first message, which is taken back.
    private static List<RecordedMessage> Before(LobsterBookRow row, RecordedMessage first)
    {
        var seeds = new List<RecordedMessage>();
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            foreach (var level in row.Of(side))
            {
                var lots = level.Quantity + (first.Side != side || first.Price != level.Price ? 0 : first.Kind switch
                {
                    RecordedKind.Add => -first.Quantity,
                    RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute => first.Quantity,
                    _ => 0,
                });
                if (level.Quantity > 0 && lots > 0)
                {
                    seeds.Add(new RecordedMessage
                    {
                        Kind = RecordedKind.Add, Flags = RecordedFlags.Inferred, Side = side,
                        Price = level.Price, Quantity = lots,
                        Timestamp = first.Timestamp, Position = first.Position,
                    });
                }
            }
        }

        return seeds;
    }
}
