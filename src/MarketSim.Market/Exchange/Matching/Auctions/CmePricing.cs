namespace MarketSim.Market;

/// <summary>CME Globex opening: volume, imbalance, pressure, nearest to the previous settlement.</summary>
/// <remarks>Source: CME Group client systems wiki, indicative opening price; reproduces the E-mini opening of 2023-12-25.</remarks>
public sealed class CmePricing : AuctionPricing
{
    /// <inheritdoc/>
    public override AuctionAnchor Anchor => AuctionAnchor.Settlement;
}
