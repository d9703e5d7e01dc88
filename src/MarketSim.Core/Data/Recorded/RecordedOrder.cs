namespace MarketSim.Core;

/// <summary>An order that rests in a <see cref="RecordedBook"/>.</summary>
public sealed class RecordedOrder
{
    /// <summary>Its id in the recording.</summary>
    public ulong Id { get; internal set; }

    /// <summary>Its side.</summary>
    public Side Side { get; internal set; }

    /// <summary>The instrument's number in the recording.</summary>
    public int Instrument { get; internal set; }

    /// <summary>Its price in price units.</summary>
    public long Price => Level.Price;

    /// <summary>What is open of it, in lot units.</summary>
    public long Quantity { get; internal set; }

    /// <summary>What announced fills have taken of it before the message that changes the book.</summary>
    public long Filled { get; internal set; }

    /// <summary>Its number in the order in which orders came to their places: of two at one price the lower came first. An order that
    /// loses its place gets a new one.</summary>
    public long Entered { get; internal set; }

    /// <summary>When it was added.</summary>
    public long Added { get; internal set; }

    /// <summary>Line or byte offset of the message that added it.</summary>
    public long Position { get; internal set; }

    /// <summary>The order with priority just after this one at the same price, if any.</summary>
    public RecordedOrder? Next { get; internal set; }

    /// <summary>The order with priority just before this one at the same price, if any.</summary>
    public RecordedOrder? Previous { get; internal set; }

    internal RecordedLevel Level { get; set; } = null!;
}

/// <summary>The orders at one price of a <see cref="RecordedBook"/>, in order of priority.</summary>
public sealed class RecordedLevel
{
    /// <summary>The price in price units.</summary>
    public long Price { get; internal init; }

    /// <summary>What all its orders have open, and what stands there without a known order.</summary>
    public Int128 Quantity { get; internal set; }

    /// <summary>What stands there in orders older than the recording, known only in total; it has priority over
    /// all others.</summary>
    public long Older { get; internal set; }

    /// <summary>How many known orders it has.</summary>
    public int Count { get; internal set; }

    /// <summary>The order with the highest priority.</summary>
    public RecordedOrder? First { get; internal set; }

    internal RecordedOrder? Last { get; set; }
}
