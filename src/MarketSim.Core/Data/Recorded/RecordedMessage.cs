namespace MarketSim.Core;

/// <summary>What a recorded order-level (level 3) feed can say.</summary>
public enum RecordedKind : byte
{
    /// <summary>An order was added: id, side, price, quantity.</summary>
    Add = 1,

    /// <summary>An order's open quantity fell by <see cref="RecordedMessage.Quantity"/> without a trade; the
    /// order is gone when nothing is left.</summary>
    Reduce = 2,

    /// <summary>An order left without a trade.</summary>
    Delete = 3,

    /// <summary>A displayed order traded <see cref="RecordedMessage.Quantity"/>; its open quantity fell by as
    /// much.</summary>
    Execute = 4,

    /// <summary>A trade that does not change the displayed book: against hidden quantity, or a report of one
    /// whose change to the book follows as messages of its own.</summary>
    Trade = 5,

    /// <summary>An order was given a new price or open quantity under the same id.</summary>
    Modify = 6,

    /// <summary>An order was replaced by one with a new id: <see cref="RecordedMessage.Other"/>; priority
    /// lost.</summary>
    Replace = 7,

    /// <summary>The book was emptied (start of a snapshot).</summary>
    Clear = 8,

    /// <summary>An auction's trade.</summary>
    Cross = 9,

    /// <summary>Trading was halted or resumed; <see cref="RecordedMessage.Quantity"/> 0 halted, 1 trading, 2
    /// quotes only.</summary>
    Status = 10,

    /// <summary>A resting order's part in a trade, announced; the change to the book follows as a message of
    /// its own.</summary>
    Fill = 11,

    /// <summary>An earlier trade was declared void; <see cref="RecordedMessage.Other"/> is the venue's number
    /// of it.</summary>
    Break = 12,

    /// <summary>A price level now holds <see cref="RecordedMessage.Quantity"/> in all; zero removes it (level
    /// 2).</summary>
    Level = 13,

    /// <summary>The best price of a side and what stands there (level 1).</summary>
    Quote = 14,
}

/// <summary>Further facts about a recorded message.</summary>
[Flags]
public enum RecordedFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It is part of the snapshot with which a recording starts.</summary>
    Snapshot = 1,

    /// <summary>It is the last of a group that the venue published together; the book is consistent after
    /// it.</summary>
    EndOfEvent = 2,

    /// <summary>The execution does not count as volume.</summary>
    NotPrintable = 4,

    /// <summary>The venue did not name a side (an auction's trade); <see cref="RecordedMessage.Side"/> means
    /// nothing.</summary>
    NoSide = 8,

    /// <summary>The order that is named is the incoming one, not one that rested.</summary>
    Aggressor = 16,

    /// <summary>It was not recorded, but concluded from a book recorded beside the messages. Without an order
    /// it is about what stands at the price in unknown orders.</summary>
    Inferred = 32,

    /// <summary>The recording tells when the message was received: <see cref="RecordedMessage.Delay"/> is known.</summary>
    HasDelay = 64,
}

/// <summary>One message of a recorded order-level feed, in one shape for all formats.</summary>
public readonly record struct RecordedMessage
{
    /// <summary>What happened.</summary>
    public RecordedKind Kind { get; init; }

    /// <summary>Side of the order that is named; of a <see cref="RecordedKind.Trade"/> without order, the
    /// resting side.</summary>
    public Side Side { get; init; }

    /// <summary>Further facts.</summary>
    public RecordedFlags Flags { get; init; }

    /// <summary>The instrument by the recording's own small number (ITCH: the stock locate code), else
    /// zero.</summary>
    public int Instrument { get; init; }

    /// <summary>Nanoseconds on the recording's own clock (after midnight, or since 1970), as its reader
    /// says.</summary>
    public long Timestamp { get; init; }

    /// <summary>The order, zero if none is named.</summary>
    public ulong Order { get; init; }

    /// <summary>The new id of a replacement; of a trade, execution or break the venue's number of the trade; of
    /// a level or quote the venue's update number; zero where the format has none.</summary>
    public ulong Other { get; init; }

    /// <summary>Price in the recording's price unit, see <see cref="DataUnits"/>; zero where the message does
    /// not say.</summary>
    public long Price { get; init; }

    /// <summary>Quantity in the recording's lot unit.</summary>
    public long Quantity { get; init; }

    /// <summary>Nanoseconds from when it happened by the venue's clock to when it was received by the recorder's; below zero where the
    /// recorder's clock is behind. Only with <see cref="RecordedFlags.HasDelay"/>.</summary>
    public long Delay { get; init; }

    /// <summary>One-based line of a text file, or byte offset of a binary one, for messages to people.</summary>
    public long Position { get; init; }
}
