namespace MarketSim.Core;

/// <summary>How the row after a message follows from the row before it.</summary>
public enum LobsterTransition
{
    /// <summary>It does not.</summary>
    Different,

    /// <summary>Exactly.</summary>
    Exact,

    /// <summary>But for a level at the last place that was below the file's depth before and is now
    /// revealed.</summary>
    Revealed,

    /// <summary>The message does not change the displayed book, and the row is the same (hidden execution,
    /// cross, halt).</summary>
    Unchanged,
}

/// <summary>Whether each row of a LOBSTER book file follows from the row before and the message beside
/// it.</summary>
/// <remarks>Holds two rows. The only thing a file cannot foretell is which level comes into view at its last
/// place when a level above empties; that one is only required to be worse than the others.</remarks>
public sealed class LobsterTransitionCheck
{
    private readonly LobsterBookRow _expected = new();
    private readonly bool[] _isRevealed = new bool[2];

    /// <summary>The row that should follow; of a side where a level was revealed the last place is
    /// undefined.</summary>
    public LobsterBookRow Expected => _expected;

    /// <summary>Applies a message to the row before it and compares the outcome with the row after it.</summary>
    public LobsterTransition Compare(LobsterBookRow before, in RecordedMessage message, LobsterBookRow after)
    {
        _expected.CopyFrom(before);
        _isRevealed.AsSpan().Clear();
        var changes = message.Kind is RecordedKind.Add or RecordedKind.Reduce or RecordedKind.Delete or RecordedKind.Execute;
        if (changes && !Apply(message))
        {
            return LobsterTransition.Different;
        }

        if (!Follows(Side.Buy, after) || !Follows(Side.Sell, after))
        {
            return LobsterTransition.Different;
        }

        return !changes ? LobsterTransition.Unchanged
            : _isRevealed[0] || _isRevealed[1] ? LobsterTransition.Revealed
            : LobsterTransition.Exact;
    }

    private bool Apply(in RecordedMessage message)
    {
        var levels = _expected.Of(message.Side);
        var sign = message.Side.Sign();
        var at = 0;
        while (at < levels.Length && levels[at].Quantity != 0 && (levels[at].Price - message.Price) * sign > 0)
        {
            at++;
        }

        var isThere = at < levels.Length && levels[at].Quantity != 0 && levels[at].Price == message.Price;
        if (message.Kind == RecordedKind.Add)
        {
            if (isThere)
            {
                levels[at] = levels[at] with { Quantity = levels[at].Quantity + message.Quantity };
            }
            else if (at < levels.Length)
            {
                levels[at..^1].CopyTo(levels[(at + 1)..]);
                levels[at] = new PriceLevel(message.Price, message.Quantity);
            }

            return true;
        }

        if (!isThere || levels[at].Quantity < message.Quantity)
        {
            // Below the file's depth nothing shows; within it the level must have been there.
            return !isThere && at == levels.Length;
        }

        levels[at] = levels[at] with { Quantity = levels[at].Quantity - message.Quantity };
        if (levels[at].Quantity == 0)
        {
            var wasFull = levels.Length == at + 1 || levels[^1].Quantity != 0;
            levels[(at + 1)..].CopyTo(levels[at..]);
            levels[^1] = default;
            _isRevealed[(int)message.Side] = wasFull;
        }

        return true;
    }

    private bool Follows(Side side, LobsterBookRow after)
    {
        var expected = _expected.Of(side);
        var actual = after.Of(side);
        if (!_isRevealed[(int)side])
        {
            return expected.SequenceEqual(actual);
        }

        // The reader has made sure that the last level is worse than those above it.
        return expected[..^1].SequenceEqual(actual[..^1]);
    }
}
