using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A stop order: dormant until its stop is reached, then a market order.</summary>
public sealed class StopRule : TriggeredRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.Stop;

    /// <inheritdoc/>
    public override OrderType Becomes => OrderType.Market;
}
