using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Demand and supply of an auction by price, cumulated once: what finds its price in one pass, however far limits lie
/// apart.</summary>
/// <remarks>Between two neighbouring limits nothing changes, so a whole stretch of prices is one candidate. Compared at random with
/// <see cref="PlainAuction"/>, which tries every price.</remarks>
public sealed class AuctionCurve
{
    private readonly List<Step> _steps = [];

    private AuctionCurve(IEnumerable<AuctionOrder> orders)
    {
        foreach (var level in orders.GroupBy(o => o.Limit).OrderBy(g => g.Key))
        {
            var step = new Step { Price = level.Key };
            foreach (var order in level)
            {
                step.Buys += order.Side == Side.Buy ? order.Lots : 0;
                step.Sells += order.Side == Side.Sell ? order.Lots : 0;
                step.IsLimitOfBuys |= order.Side == Side.Buy && !order.IsMarket;
                step.IsLimitOfSells |= order.Side == Side.Sell && !order.IsMarket;
            }

            _steps.Add(step);
        }

        var (demand, supply) = (0L, 0L);
        for (var i = 0; i < _steps.Count; i++)
        {
            _steps[i] = _steps[i] with { Supply = supply += _steps[i].Sells };
            var j = _steps.Count - 1 - i;
            _steps[j] = _steps[j] with { Demand = demand += _steps[j].Buys };
        }
    }

    /// <summary>The price at which orders would trade.</summary>
    /// <inheritdoc cref="PlainAuction.Find"/>
    public static AuctionOutcome? Find(
        IReadOnlyCollection<AuctionOrder> orders, IAuctionPricing pricing, TickRegime ticks, AuctionReference? reference = null,
        AuctionBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(pricing);
        ArgumentNullException.ThrowIfNull(ticks);
        var curve = new AuctionCurve(orders);
        var best = new BestCandidates();
        foreach (var candidate in curve.Candidates(pricing.ConsidersEveryTick, ticks, reference))
        {
            if (bounds is not { } within)
            {
                best.Consider(candidate);
            }
            else if (Cut(candidate, within, ticks) is { } inside)
            {
                best.Consider(inside);
            }
        }

        return best.Choose(pricing, ticks, reference) is { } price ? curve.At(price) : null;
    }

    private IEnumerable<AuctionCandidate> Candidates(bool everyTick, TickRegime ticks, AuctionReference? reference)
    {
        var first = _steps.FindIndex(s => s.IsLimit);
        if (first < 0)
        {
            // Market orders alone meet at the reference.
            if (reference is { } only)
            {
                var (price, demand, supply) = At(ticks.RoundUp(only.RoundedUp));
                yield return new AuctionCandidate(price, price, demand, supply);
            }

            yield break;
        }

        var last = _steps.FindLastIndex(s => s.IsLimit);
        for (var i = first; i <= last; i++)
        {
            var step = _steps[i];
            if (ticks.Allows(step.Price) && (everyTick || step.IsLimit))
            {
                yield return new AuctionCandidate(
                    step.Price, step.Price, step.Demand, step.Supply, step.IsLimitOfBuys, step.IsLimitOfSells);
            }

            if (everyTick && i < last)
            {
                var (low, high) = (ticks.Above(step.Price), ticks.Below(_steps[i + 1].Price));
                if (low <= high)
                {
                    yield return new AuctionCandidate(low, high, _steps[i + 1].Demand, step.Supply);
                }
            }
        }
    }

    private AuctionOutcome At(Price price)
    {
        var above = _steps.FindIndex(s => s.Price >= price);
        var below = above >= 0 && _steps[above].Price == price ? above : (above < 0 ? _steps.Count : above) - 1;
        return new AuctionOutcome(price, above < 0 ? 0 : _steps[above].Demand, below < 0 ? 0 : _steps[below].Supply);
    }

    private static AuctionCandidate? Cut(in AuctionCandidate candidate, AuctionBounds within, TickRegime ticks)
    {
        var low = candidate.Low < within.Low ? ticks.RoundUp(within.Low) : candidate.Low;
        var high = candidate.High > within.High ? ticks.RoundDown(within.High) : candidate.High;
        return low <= high ? candidate with { Low = low, High = high } : null;
    }

    /// <summary>What changes at one price.</summary>
    private record struct Step
    {
        public Price Price;
        public long Buys;
        public long Sells;
        public long Demand;
        public long Supply;
        public bool IsLimitOfBuys;
        public bool IsLimitOfSells;

        public readonly bool IsLimit => IsLimitOfBuys || IsLimitOfSells;
    }
}
