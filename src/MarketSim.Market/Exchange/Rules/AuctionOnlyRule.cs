using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>On open and on close: for one auction alone. Market and limit orders can be so, icebergs and hidden ones too.</summary>
public sealed class AuctionOnlyRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order) => IsAuctionOnly(order.TimeInForce);

    /// <inheritdoc/>
    public override bool MakesSense(in Command order, OrderRule type)
        => type.Type is OrderType.Market or OrderType.Limit && order.PostOnly == PostOnly.Off && order.Minimum.IsZero
            && (order.Flags & OrderFlags.AllOrNone) == 0;

    /// <summary>Whether a time in force is that of one auction.</summary>
    public static bool IsAuctionOnly(TimeInForce timeInForce) => timeInForce is TimeInForce.AtOpen or TimeInForce.AtClose;
}
