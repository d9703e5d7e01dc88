namespace MarketSim.Core;

/// <summary>Explains a level that a deep replay kept and the venue did not have: whose it is, and how deep it once lay.</summary>
/// <remarks>Reads the message file again up to the difference, twice. A level outside the file's window of best levels is not
/// reported on, so an order may leave from there unseen.</remarks>
internal static class LobsterWindow
{
    /// <summary>The order with priority among those that the messages leave at a price.</summary>
    /// <param name="messages">A fresh reader of the message file.</param>
    /// <param name="seed">The book after the first message.</param>
    /// <param name="line">One-based line of the message to stop before.</param>
    /// <returns>Null if only quantity of the seed is left there, or nothing.</returns>
    public static RecordedOrder? FindLeftover(
        LobsterReader messages, LobsterBookRow seed, Side side, long price, long line)
    {
        var book = Seeded(seed);
        messages.TryRead(out _);
        while (messages.TryRead(out var message) && message.Position < line)
        {
            book.Apply(message);
        }

        return book.Of(side).Find(price)?.First;
    }

    /// <summary>The deepest rank (0 the best) that a price had between two messages, and the line at which it had it.</summary>
    /// <param name="messages">A fresh reader of the message file.</param>
    /// <param name="seed">The book after the first message.</param>
    /// <param name="from">One-based line from which to look.</param>
    /// <param name="to">One-based line of the message to stop before.</param>
    public static (int Rank, long Line) DeepestRank(
        LobsterReader messages, LobsterBookRow seed, Side side, long price, long from, long to)
    {
        var book = Seeded(seed);
        var (deepest, at) = (-1, from);
        messages.TryRead(out _);
        while (messages.TryRead(out var message) && message.Position < to)
        {
            book.Apply(message);
            if (message.Side == side && message.Position >= from && book.Of(side).RankOf(price) is var rank && rank > deepest)
            {
                (deepest, at) = (rank, message.Position);
            }
        }

        return (deepest, at);
    }

    private static RecordedBook Seeded(LobsterBookRow seed)
    {
        var book = new RecordedBook(RecordedPriority.Id);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            foreach (var level in seed.Of(side))
            {
                if (level.Quantity > 0)
                {
                    book.SeedLevel(side, level.Price, level.Quantity);
                }
            }
        }

        return book;
    }
}
