using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A trailing stop that becomes a limit order. Its limit keeps the distance from its stop that both
/// had when it was placed: <see cref="Command.Price"/> less <see cref="Command.StopPrice"/>, which therefore
/// must be given.</summary>
public sealed class TrailingStopLimitRule : TrailingStopRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.TrailingStopLimit;

    /// <inheritdoc/>
    public override OrderType Becomes => OrderType.Limit;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order) => base.MakesSense(order) && order.StopPrice != Price.Zero;

    /// <inheritdoc/>
    public override Price LimitAt(in Command order, Price stop) => stop + (order.Price - order.StopPrice);
}
