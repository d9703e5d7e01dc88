namespace MarketSim.Analysis;

/// <summary>What a mark means; the theme gives it its colour.</summary>
public enum Ink
{
    /// <summary>Titles, axes and the line that matters most.</summary>
    Text,

    /// <summary>What should stay in the background: notes, secondary lines.</summary>
    Muted,

    /// <summary>Buyers, bids.</summary>
    Buy,

    /// <summary>Sellers, asks.</summary>
    Sell,

    /// <summary>An average or another line to compare with.</summary>
    Reference,

    /// <summary>The line over a heat map.</summary>
    Overlay,

    /// <summary>First of a family of series.</summary>
    Series1,

    /// <summary>Second of a family of series.</summary>
    Series2,

    /// <summary>Third of a family of series.</summary>
    Series3,

    /// <summary>Fourth of a family of series.</summary>
    Series4,

    /// <summary>Fifth of a family of series.</summary>
    Series5,

    /// <summary>Sixth of a family of series.</summary>
    Series6,

    /// <summary>Seventh of a family of series.</summary>
    Series7,
}
