using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Nasdaq crosses: volume, imbalance, the entered price at which shares remain unexecuted, nearest to the middle of the
/// inside quote.</summary>
/// <remarks>Shares remain unexecuted at a price that orders of the side left over have entered. Source: Nasdaq Equity 4, Rules
/// 4752(d)(2) and 4754(b)(2).</remarks>
public sealed class NasdaqPricing : AuctionPricing
{
    /// <inheritdoc/>
    public override AuctionAnchor Anchor => AuctionAnchor.Midpoint;

    /// <inheritdoc/>
    protected override Price? ByPressure(IReadOnlyList<AuctionCandidate> best) => null;

    /// <inheritdoc/>
    protected override Price ByReference(IReadOnlyList<AuctionCandidate> best, TickRegime ticks, AuctionReference reference)
    {
        var entered = best.Where(c => c.Imbalance > 0 ? c.IsLimitOfBuys : c.Imbalance < 0 && c.IsLimitOfSells).ToArray();
        return Nearest(entered.Length > 0 ? entered : best, ticks, reference);
    }
}
