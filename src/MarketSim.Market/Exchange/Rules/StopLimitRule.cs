using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A stop-limit order: dormant until its stop is reached, then a limit order.</summary>
public sealed class StopLimitRule : TriggeredRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.StopLimit;

    /// <inheritdoc/>
    public override OrderType Becomes => OrderType.Limit;
}
