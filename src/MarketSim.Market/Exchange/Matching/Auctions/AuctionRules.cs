using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How the calls of one instrument work.</summary>
public sealed record AuctionRules
{
    /// <summary>How the price is found.</summary>
    public IAuctionPricing Pricing { get; init; } = AuctionStyles.Find("nasdaq");

    /// <summary>How the last price that is served is shared; null by time.</summary>
    public IAllocation? Margin { get; init; }

    /// <summary>Whether what the call would give is published as it changes.</summary>
    public bool PublishesIndicative { get; init; } = true;

    /// <summary>How far beyond the inside quote an opening or closing call may trade, in hundredths of a percent of its middle.</summary>
    public long ThresholdBasisPoints { get; init; }

    /// <summary>The least such distance in price units; with both zero there is no threshold.</summary>
    public long ThresholdUnits { get; init; }

    /// <summary>How batches work, if not like other calls.</summary>
    public AuctionRules? Batches { get; init; }

    /// <summary>Whether there is a threshold.</summary>
    public bool HasThreshold => (ThresholdBasisPoints | ThresholdUnits) != 0;
}
