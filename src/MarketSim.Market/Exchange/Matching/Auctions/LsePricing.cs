namespace MarketSim.Market;

/// <summary>London Stock Exchange: volume, surplus, market pressure, nearest to the last automated trade.</summary>
/// <remarks>Source: London Stock Exchange, MIT201, guide to the trading system.</remarks>
public sealed class LsePricing : AuctionPricing;
