using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that waits for an auction: a market order of a call, or one that is for the closing auction alone and came
/// earlier. It lies dormant, and no price wakes it.</summary>
internal sealed class ParkedRule(OrderType becomes) : TriggeredRule
{
    // Beyond what any price reaches.
    private const long Never = 1L << 62;

    public static ParkedRule Market { get; } = new(OrderType.Market);

    public static ParkedRule Limit { get; } = new(OrderType.Limit);

    /// <inheritdoc/>
    public override OrderType Type => Becomes;

    /// <inheritdoc/>
    public override OrderType Becomes { get; } = becomes;

    /// <inheritdoc/>
    public override RejectReason FirstStop(in Command order, MatchingContext market, out Price stop)
    {
        stop = new Price(order.Side.Sign() * Never);
        return RejectReason.None;
    }
}
