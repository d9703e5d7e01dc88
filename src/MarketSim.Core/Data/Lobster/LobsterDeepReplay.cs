namespace MarketSim.Core;

/// <summary>A row of a best-price file that a deep replay did not reproduce.</summary>
/// <param name="Row">Zero-based row of the best-price file.</param>
/// <param name="Message">One-based line of the message file.</param>
/// <param name="Side">The side that differs.</param>
/// <param name="Replayed">The best level according to the messages.</param>
/// <param name="Recorded">The best level according to the file.</param>
/// <param name="Time">The message's time.</param>
public readonly record struct LobsterDifference(
    long Row, long Message, Side Side, PriceLevel Replayed, PriceLevel Recorded, long Time);

/// <summary>Rebuilds the book from a deep LOBSTER message file and compares its best prices with a level-1 book
/// file, which has a row for every message that touches the best price of a side, or is a hidden
/// execution.</summary>
/// <remarks>The book is seeded with the book after the first message, from a book file as deep as one has. An
/// order that leaves the message file's window of levels and is deleted out there is never reported: the book
/// then keeps a level that is gone. The first row that shows it is a difference; the book is then corrected
/// from that row, so one unseen event is counted once.</remarks>
public sealed class LobsterDeepReplay
{
    private readonly LevelBook _book = new();
    private readonly LobsterBookRow _row = new();

    /// <summary>Rows compared.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows equal.</summary>
    public long Equal { get; private set; }

    /// <summary>Messages that took more from a level than is known to stand there: orders below the seed's
    /// depth.</summary>
    public long Unseeded { get; private set; }

    /// <summary>Rows that differ, at most a thousand.</summary>
    public List<LobsterDifference> Differences { get; } = [];

    /// <summary>The best level of a side at the end.</summary>
    public PriceLevel Best(Side side) => _book.Best(side);

    /// <summary>Starts from the book after the first message, and compares it with the first recorded
    /// row.</summary>
    public void Start(in RecordedMessage first, LobsterBookRow seed, LobsterBookReader recorded)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            foreach (var level in seed.Of(side))
            {
                if (level.Quantity > 0)
                {
                    _book.Set(side, level.Price, level.Quantity);
                }
            }
        }

        Compare(first, recorded);
    }

    /// <summary>Applies the next message and, where it touches the best price, compares with the next recorded
    /// row.</summary>
    /// <returns>False if the recorded rows have ended.</returns>
    public bool Step(in RecordedMessage message, LobsterBookReader recorded)
    {
        var side = message.Side;
        var touches = message.Kind is not RecordedKind.Add
            && (message.Order == 0 || message.Price == _book.Best(side).Price);
        if (message.Kind == RecordedKind.Add)
        {
            _book.Add(side, message.Price, message.Quantity);
            touches = message.Price == _book.Best(side).Price;
        }
        else if (message.Kind is RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute
            && !_book.Remove(side, message.Price, message.Quantity))
        {
            Unseeded++;
        }

        return !touches || Compare(message, recorded);
    }

    private bool Compare(in RecordedMessage message, LobsterBookReader recorded)
    {
        if (!recorded.TryRead(_row))
        {
            return false;
        }

        var isEqual = true;
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            var (ours, theirs) = (_book.Best(side), _row.Of(side)[0]);
            if (ours != theirs)
            {
                isEqual = false;
                if (Differences.Count < 1000)
                {
                    Differences.Add(new(Rows, message.Position, side, ours, theirs, message.Timestamp));
                }

                Correct(side, theirs);
            }
        }

        Equal += isEqual ? 1 : 0;
        Rows++;
        return true;
    }

    private void Correct(Side side, PriceLevel recorded)
    {
        if (recorded.Quantity > 0)
        {
            _book.RemoveBetter(side, recorded.Price);
            _book.Set(side, recorded.Price, recorded.Quantity);
        }
        else
        {
            while (_book.Count(side) > 0)
            {
                _book.Set(side, _book.Best(side).Price, 0);
            }
        }
    }
}
