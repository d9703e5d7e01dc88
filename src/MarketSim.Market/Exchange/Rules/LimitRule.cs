using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A limit order: never worse than its limit; its remainder stands there.</summary>
/// <remarks>Source: MARKET rules, section 3.</remarks>
public sealed class LimitRule : OrderRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.Limit;
}
