namespace MarketSim.Market;

/// <summary>Australian Securities Exchange: its four principles, volume, surplus, market pressure, and the last traded or closing
/// price as reference.</summary>
/// <remarks>Source: ASX call-auction algorithm note.</remarks>
public sealed class AsxPricing : AuctionPricing;
