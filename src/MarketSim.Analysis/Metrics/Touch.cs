using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The best displayed bid and ask of an instrument. A quantity of zero means that the side is empty.</summary>
/// <param name="Bid">The highest bid.</param>
/// <param name="BidQuantity">Displayed there.</param>
/// <param name="Ask">The lowest ask.</param>
/// <param name="AskQuantity">Displayed there.</param>
public readonly record struct Touch(Price Bid, Quantity BidQuantity, Price Ask, Quantity AskQuantity)
{
    /// <summary>Whether both sides are there.</summary>
    public bool IsTwoSided => !BidQuantity.IsZero && !AskQuantity.IsZero;

    /// <summary>The middle of bid and ask in price units; not-a-number unless both are there.</summary>
    public double Mid => IsTwoSided ? (Bid.Ticks * 0.5) + (Ask.Ticks * 0.5) : double.NaN;

    /// <summary>Ask less bid in price units; not-a-number unless both are there.</summary>
    public double Spread => IsTwoSided ? Ask.Ticks - Bid.Ticks : double.NaN;

    /// <summary>The touch after a <see cref="EventKind.Quoted"/> event.</summary>
    public Touch After(in MarketEvent quote) => quote.Side == Side.Buy
        ? this with { Bid = quote.Price, BidQuantity = quote.Quantity }
        : this with { Ask = quote.Price, AskQuantity = quote.Quantity };
}
