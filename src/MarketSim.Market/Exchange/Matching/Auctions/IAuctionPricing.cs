using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Which price an auction takes where several trade the most and leave the least over.</summary>
/// <remarks>The first two rules are everybody's: the largest volume, then the smallest imbalance. A style of one's own is a class
/// that answers these questions, and a line in <see cref="AuctionStyles"/>.</remarks>
public interface IAuctionPricing
{
    /// <summary>Whether every permitted price from the lowest to the highest limit is a candidate; else the limits are.</summary>
    bool ConsidersEveryTick { get; }

    /// <summary>What the venue takes for its reference.</summary>
    AuctionAnchor Anchor { get; }

    /// <summary>Chooses the price.</summary>
    /// <param name="best">The candidates with the largest volume and of them the smallest imbalance, by ascending price; at least
    /// one.</param>
    /// <param name="ticks">Which prices are permitted.</param>
    /// <param name="reference">The reference, if there is one.</param>
    Price Choose(IReadOnlyList<AuctionCandidate> best, TickRegime ticks, AuctionReference? reference);
}

/// <summary>What a venue takes for the reference of its auctions.</summary>
public enum AuctionAnchor
{
    /// <summary>The last trade; before the first what the venue was told (<see cref="Instruction.ReferencePrice"/>,
    /// <see cref="Instruction.ClosingPrice"/>).</summary>
    LastTrade,

    /// <summary>The middle of best bid and best offer of orders that are not for the auction alone, where these do not cross;
    /// else of the quote that stood when the call began, and else the last trade.</summary>
    Midpoint,

    /// <summary>The last settlement or closing price, else the last trade.</summary>
    Settlement,
}
