using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A market order: any price, or up to a protection price; its remainder expires, or rests at that
/// price where the venue says so.</summary>
/// <remarks>The protection price is in the order when it comes here (<see cref="Protection"/>). Source: MARKET rules, section 3; CME Globex,
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
        limit = (order.Flags & OrderFlags.HasLimit) != 0 ? order.Price : market.AnyPrice(order.Side);
        return RejectReason.None;
    }

    /// <inheritdoc/>
    public override bool IsLimited(in Command order, MatchingContext market)
        => (order.Flags & OrderFlags.HasLimit) != 0;

    /// <inheritdoc/>
    public override bool MayRest(in Command order, MatchingContext market)
        => market.Options.RestAtProtection && IsLimited(order, market);
}
