namespace MarketSim.Core;

/// <summary>Explains a level that a deep replay kept and the venue did not have: how deep it once lay.</summary>
/// <remarks>A second reading of the message file up to the difference. A level outside the file's window of
/// best levels is not reported on, so an order may leave from there unseen.</remarks>
public static class LobsterWindow
{
    /// <summary>The deepest rank (0 the best) that a price had while it was last in the book.</summary>
    /// <param name="messages">A fresh reader of the message file.</param>
    /// <param name="seed">The book after the first message.</param>
    /// <param name="line">One-based line of the message at which the level was found to be gone.</param>
    /// <returns>The rank, the line of the message that last added there, and the line at which it was that
    /// deep.</returns>
    public static (int Rank, long AddedAt, long DeepestAt) DeepestRank(
        LobsterReader messages, LobsterBookRow seed, Side side, long price, long line)
    {
        var book = new LevelBook();
        foreach (var level in seed.Of(side))
        {
            book.Set(side, level.Price, level.Quantity);
        }

        var (deepest, addedAt, deepestAt) = (-1, 0L, 0L);
        messages.TryRead(out _);
        while (messages.TryRead(out var message) && message.Position <= line)
        {
            if (message.Side != side || message.Order == 0)
            {
                continue;
            }

            if (message.Kind == RecordedKind.Add)
            {
                book.Add(side, message.Price, message.Quantity);
                addedAt = message.Price == price ? message.Position : addedAt;
            }
            else
            {
                book.Remove(side, message.Price, message.Quantity);
            }

            var rank = book.Quantity(side, price) > 0 ? book.Rank(side, price) : -1;
            if (rank < 0 || rank > deepest)
            {
                (deepest, deepestAt) = (rank, message.Position);
            }
        }

        return (deepest, addedAt, deepestAt);
    }
}
