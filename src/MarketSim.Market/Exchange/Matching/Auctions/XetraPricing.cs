using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Xetra: only limits in the book are candidates; where all of them are balanced the reference itself, if it lies between
/// them, else the nearer end.</summary>
/// <remarks>With surpluses on both sides the nearest candidate. Source: Deutsche Boerse, T7 market model equities, price
/// determination in auctions.</remarks>
public sealed class XetraPricing : AuctionPricing
{
    /// <inheritdoc/>
    public override bool ConsidersEveryTick => false;

    /// <inheritdoc/>
    protected override Price ByReference(IReadOnlyList<AuctionCandidate> best, TickRegime ticks, AuctionReference reference)
        => best.All(c => c.Imbalance == 0)
            ? new AuctionCandidate(best[0].Low, best[^1].High, best[0].Demand, best[0].Supply).Nearest(reference, ticks)
            : Nearest(best, ticks, reference);
}
