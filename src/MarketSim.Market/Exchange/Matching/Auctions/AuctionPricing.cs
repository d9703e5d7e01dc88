using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The four principles that most venues share: volume, imbalance, pressure, reference.</summary>
/// <remarks>If all candidates leave something to buy, the highest; if all leave something to sell, the lowest; else the one nearest
/// to the reference, of two equally near ones the higher. Without a reference the middle of the candidates takes its place.
/// Source: MARKET rules, section 2.2.</remarks>
public abstract class AuctionPricing : IAuctionPricing
{
    /// <inheritdoc/>
    public virtual bool ConsidersEveryTick => true;

    /// <inheritdoc/>
    public virtual AuctionAnchor Anchor => AuctionAnchor.LastTrade;

    /// <inheritdoc/>
    public Price Choose(IReadOnlyList<AuctionCandidate> best, TickRegime ticks, AuctionReference? reference)
    {
        ArgumentNullException.ThrowIfNull(best);
        var pressed = ByPressure(best);
        return pressed ?? ByReference(best, ticks, reference ?? AuctionReference.Between(best[0].Low, best[^1].High));
    }

    /// <summary>The price to which the side left over presses; none if candidates disagree or nothing is left over.</summary>
    protected virtual Price? ByPressure(IReadOnlyList<AuctionCandidate> best)
        => best.All(c => c.Imbalance > 0) ? best[^1].High
            : best.All(c => c.Imbalance < 0) ? best[0].Low
            : null;

    /// <summary>The price that the reference picks.</summary>
    protected virtual Price ByReference(IReadOnlyList<AuctionCandidate> best, TickRegime ticks, AuctionReference reference)
        => Nearest(best, ticks, reference);

    /// <summary>Of all candidates' prices the nearest to a reference; of two equally near ones the higher.</summary>
    protected static Price Nearest(IReadOnlyList<AuctionCandidate> candidates, TickRegime ticks, AuctionReference reference)
    {
        var nearest = candidates[0].Nearest(reference, ticks);
        foreach (var candidate in candidates)
        {
            var price = candidate.Nearest(reference, ticks);
            if (reference.DistanceTo(price) <= reference.DistanceTo(nearest))
            {
                nearest = price;
            }
        }

        return nearest;
    }
}
