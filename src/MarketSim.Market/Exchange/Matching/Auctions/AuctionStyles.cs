using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Every style of auction that options can name; a new one is a file of its own and one line here.</summary>
public static class AuctionStyles
{
    /// <summary>All of them; open to those of other assemblies.</summary>
    public static Catalog<IAuctionPricing> All { get; } = new("auction style")
    {
        { "nasdaq", "Volume, imbalance, the entered price at which shares remain, nearest to the inside midpoint.", new NasdaqPricing() },
        { "lse", "Volume, surplus, market pressure, nearest to the last trade; every tick is a candidate.", new LsePricing() },
        { "xetra", "As lse, but only the limits in the book are candidates; balanced, the reference itself.", new XetraPricing() },
        { "asx", "Volume, surplus, market pressure, nearest to the last price.", new AsxPricing() },
        { "cme", "Volume, imbalance, pressure, nearest to the previous settlement.", new CmePricing() },
    };

    /// <summary>The style of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence lists those that there are.</exception>
    public static IAuctionPricing Find(string name) => All.Find(name).Value;
}
