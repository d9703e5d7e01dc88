using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an order book is told of an order: an incoming one to match, or one to stand in the
/// queue.</summary>
public readonly record struct BookOrder
{
    /// <summary>Its id, unique among the orders of the book; zero cannot rest.</summary>
    public required OrderId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public AccountId Account { get; init; }

    /// <summary>Self-trade-prevention group; orders of one group are of one owner. Zero: no owner is known,
    /// never prevented.</summary>
    public int Owner { get; init; }

    /// <summary>Its side.</summary>
    public required Side Side { get; init; }

    /// <summary>Its limit; the extreme representable price where any will do.</summary>
    public required Price Price { get; init; }

    /// <summary>All that is still to be filled.</summary>
    public required Quantity Open { get; init; }

    /// <summary>Iceberg: the size of a slice; zero shows everything. Means nothing for a hidden
    /// order.</summary>
    public Quantity Display { get; init; }

    /// <summary>Iceberg: what is left of the slice that now shows. Books maintain it; zero on entry means a
    /// fresh slice. Of a resting iceberg from 1 to min(display, open); zero for all other orders.</summary>
    public Quantity Shown { get; init; }

    /// <summary>Smallest acceptable fill; zero means any. A smaller rest may be filled completely.</summary>
    public Quantity Minimum { get; init; }

    /// <summary>Yes-or-no attributes.</summary>
    public BookFlags Flags { get; init; }

    /// <summary>What the public book shows of it.</summary>
    public Quantity Displayed => (Flags & BookFlags.Hidden) != 0 ? Quantity.Zero : Display.IsZero ? Open : Shown;
}

/// <summary>Attributes of a resting order.</summary>
[Flags]
public enum BookFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Not displayed; ranks behind displayed orders at its price.</summary>
    Hidden = 1,

    /// <summary>Every fill must fill it completely; skipped otherwise, keeping its place.</summary>
    AllOrNone = 2,

    /// <summary>Follows a reference; never counts as the reference itself.</summary>
    Pegged = 4,

    /// <summary>The order that first bettered the market (allocation TOP). Books decide it themselves;
    /// ignored on entry.</summary>
    Top = 8,
}
