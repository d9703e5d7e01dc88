using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The best prices of one asset over all exchanges that list it, as far as they are known: what a consolidated tape shows.
/// </summary>
/// <param name="BidAt">Where it can be sold best; null where nobody buys.</param>
/// <param name="Bid">The best bid there.</param>
/// <param name="BidQuantity">Lots wanted there.</param>
/// <param name="AskAt">Where it can be bought best; null where nobody sells.</param>
/// <param name="Ask">The best ask there.</param>
/// <param name="AskQuantity">Lots offered there.</param>
public readonly record struct ConsolidatedQuote(
    InstrumentId? BidAt, Price Bid, Quantity BidQuantity, InstrumentId? AskAt, Price Ask, Quantity AskQuantity)
{
    /// <summary>Whether somebody would pay more on one exchange than another asks on a second one.</summary>
    public bool IsCrossed => BidAt is not null && AskAt is not null && Bid > Ask;

    /// <summary>Whether both sides are known.</summary>
    public bool IsTwoSided => BidAt is not null && AskAt is not null;

    /// <summary>Puts the quotes of several listings together; of equal prices the larger quantity counts, and then the earlier in the
    /// list.</summary>
    /// <param name="view">Where quotes have arrived.</param>
    /// <param name="listings">The listings of one asset in one currency, with equal price units.</param>
    public static ConsolidatedQuote Of(MarketView view, IReadOnlyList<InstrumentId> listings)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(listings);
        var best = default(ConsolidatedQuote);
        foreach (var listing in listings)
        {
            if (view.QuoteOf(listing) is not { } quote)
            {
                continue;
            }

            if (!quote.BidQuantity.IsZero && (best.BidAt is null || quote.Bid > best.Bid
                || (quote.Bid == best.Bid && quote.BidQuantity > best.BidQuantity)))
            {
                best = best with { BidAt = listing, Bid = quote.Bid, BidQuantity = quote.BidQuantity };
            }

            if (!quote.AskQuantity.IsZero && (best.AskAt is null || quote.Ask < best.Ask
                || (quote.Ask == best.Ask && quote.AskQuantity > best.AskQuantity)))
            {
                best = best with { AskAt = listing, Ask = quote.Ask, AskQuantity = quote.AskQuantity };
            }
        }

        return best;
    }
}
