namespace MarketSim.Core;

/// <summary>What to do with a depth event.</summary>
internal enum BinanceStep
{
    /// <summary>Keep it: there is no snapshot yet.</summary>
    Hold,

    /// <summary>Leave it: the book is past it.</summary>
    Drop,

    /// <summary>Apply it: it follows.</summary>
    Apply,

    /// <summary>Apply it, but updates before it are missing.</summary>
    ApplyAfterGap,
}

/// <summary>Whether Binance's depth events follow one another and the snapshot.</summary>
/// <remarks>
/// <code>
/// waiting --snapshot--> following --missing updates--> broken --snapshot--> following
/// </code>
/// An event covers the updates after <c>previous</c> up to <c>last</c>: on futures <c>previous</c> is <c>pu</c>, on the spot market
/// U - 1. The first event after a snapshot is the one that covers the update after it (spot: U &lt;= lastUpdateId + 1 &lt;= u); each
/// later one must begin exactly where the one before it ended. Levels are absolute, so events go on being applied after a gap:
/// what they touch is right again, and the next snapshot repairs the rest.
/// Source: Binance, "How to manage a local order book correctly", spot and futures.
/// </remarks>
internal sealed class BinanceSequence
{
    private bool _isFirst;

    /// <summary>The last update number that the book includes; -1 before the first snapshot.</summary>
    public long Last { get; private set; } = -1;

    public bool IsWaiting => Last < 0;

    /// <summary>Whether updates are missing since the last snapshot.</summary>
    public bool IsBroken { get; private set; }

    public long Applied { get; private set; }

    public long Dropped { get; private set; }

    public long Gaps { get; private set; }

    /// <summary>Events, other than the first after a snapshot, that repeat a part of the one before.</summary>
    public long Overlaps { get; private set; }

    /// <summary>Takes a snapshot.</summary>
    /// <returns>False if it tells nothing new, since the book is past it and whole.</returns>
    public bool TakeSnapshot(long last)
    {
        if (last <= Last && !IsBroken)
        {
            return false;
        }

        Last = last;
        _isFirst = true;
        IsBroken = false;
        return true;
    }

    public BinanceStep TakeDepth(long previous, long last)
    {
        if (IsWaiting)
        {
            return BinanceStep.Hold;
        }

        if (last <= Last)
        {
            Dropped++;
            return BinanceStep.Drop;
        }

        var isGap = previous > Last;
        Gaps += isGap ? 1 : 0;
        Overlaps += previous < Last && !_isFirst ? 1 : 0;
        IsBroken |= isGap;
        Applied++;
        Last = last;
        _isFirst = false;
        return isGap ? BinanceStep.ApplyAfterGap : BinanceStep.Apply;
    }
}
