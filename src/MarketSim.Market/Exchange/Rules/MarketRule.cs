using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A market order: any price, or up to a protection price; its remainder expires, or rests at that
/// price where the venue says so.</summary>
/// <remarks>The protection price is the order's own, or lies the venue's number of ticks beyond the best
/// opposite displayed price (hidden, if nothing is displayed). Source: MARKET rules, section 3; CME Globex,
/// market order with protection.</remarks>
public sealed class MarketRule : OrderRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.Market;

    /// <inheritdoc/>
    public override bool NamesPrice => false;

    /// <inheritdoc/>
    public override RejectReason SweepLimit(in Command order, MatchingContext market, out Price limit)
    {
        if ((order.Flags & OrderFlags.HasLimit) != 0)
        {
            limit = order.Price;
            return RejectReason.None;
        }

        limit = market.AnyPrice(order.Side);
        if (market.Options.ProtectionTicks == 0)
        {
            return RejectReason.None;
        }

        if (!TryBestOpposite(order.Side, market, out var best))
        {
            return RejectReason.NoReferencePrice;
        }

        var band = market.Options.ProtectionTicks * market.Instrument.Ticks.StepAt(best);
        limit = market.Clamp(market.RoundPassively(order.Side, best + (order.Side.Sign() * band)));
        return RejectReason.None;
    }

    /// <inheritdoc/>
    public override bool IsLimited(in Command order, MatchingContext market)
        => (order.Flags & OrderFlags.HasLimit) != 0 || market.Options.ProtectionTicks > 0;

    /// <inheritdoc/>
    public override bool MayRest(in Command order, MatchingContext market)
        => market.Options.RestAtProtection && IsLimited(order, market);

    private static bool TryBestOpposite(Side side, MatchingContext market, out Price best)
    {
        if (market.Book.TryBestDisplayed(side.Opposite(), out var level))
        {
            best = level.Price;
            return true;
        }

        return market.Book.TryBest(side.Opposite(), out best);
    }
}
