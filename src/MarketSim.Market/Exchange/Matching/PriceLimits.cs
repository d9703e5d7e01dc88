using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The lowest and the highest price at which an instrument may trade now.</summary>
/// <remarks>
/// An incoming order trades up to a limit and stops there. What is left of it rests at the limit (immediate orders: is cancelled), unless
/// reaching the limit breaks off trading: then it rests at its own price, the model does nothing more of its own, and whoever set the
/// limit moves it into another phase. Source: MARKET rules, sections 6 and 17.
/// </remarks>
/// <param name="Lower">No trade is below.</param>
/// <param name="Upper">No trade is above.</param>
/// <param name="LowerBreaks">Whether an order that would trade below breaks trading off.</param>
/// <param name="UpperBreaks">Whether an order that would trade above does.</param>
public readonly record struct PriceLimits(Price Lower, Price Upper, bool LowerBreaks = false, bool UpperBreaks = false)
{
    /// <summary>No limits.</summary>
    public static readonly PriceLimits None = new(new Price(long.MinValue), new Price(long.MaxValue));

    /// <summary>Whether a price lies within them.</summary>
    public bool Contains(Price price) => price >= Lower && price <= Upper;

    /// <summary>The limit that stops orders of a side: the upper one buys, the lower one sells.</summary>
    public Price For(Side side) => side == Side.Buy ? Upper : Lower;

    /// <summary>Whether the limit that stops orders of a side breaks trading off.</summary>
    public bool Breaks(Side side) => side == Side.Buy ? UpperBreaks : LowerBreaks;

    /// <summary>Both of two pairs of limits at once: the closer ones count.</summary>
    public PriceLimits And(in PriceLimits other) => new(
        Lower >= other.Lower ? Lower : other.Lower,
        Upper <= other.Upper ? Upper : other.Upper,
        Lower >= other.Lower ? LowerBreaks : other.LowerBreaks,
        Upper <= other.Upper ? UpperBreaks : other.UpperBreaks);
}

/// <summary>What a model does with an incoming short sale that is not above the best displayed bid.</summary>
/// <remarks>Orders marked short exempt are not tested, nor are orders in a call: there is no best bid then. Source: 17 CFR 242.201(b).
/// </remarks>
public enum ShortSaleTest : byte
{
    /// <summary>Nothing.</summary>
    Off = 0,

    /// <summary>It is refused.</summary>
    Reject = 1,

    /// <summary>Its price is raised to the next one above the best bid.</summary>
    Reprice = 2,
}
