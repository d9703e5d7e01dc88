using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The candidates seen so far that trade the most and of these leave the least over.</summary>
internal sealed class BestCandidates
{
    private readonly List<AuctionCandidate> _best = [];

    /// <summary>Looks at the next candidate, by ascending price.</summary>
    public void Consider(in AuctionCandidate candidate)
    {
        if (candidate.Volume == 0)
        {
            return;
        }

        if (_best.Count > 0)
        {
            var order = candidate.Volume != _best[0].Volume
                ? candidate.Volume.CompareTo(_best[0].Volume)
                : Math.Abs(_best[0].Imbalance).CompareTo(Math.Abs(candidate.Imbalance));
            if (order < 0)
            {
                return;
            }

            if (order > 0)
            {
                _best.Clear();
            }
        }

        _best.Add(candidate);
    }

    /// <summary>The price that a style chooses among them; none if nothing would trade.</summary>
    public Price? Choose(IAuctionPricing pricing, TickRegime ticks, AuctionReference? reference)
        => _best.Count == 0 ? null : pricing.Choose(_best, ticks, reference);
}
