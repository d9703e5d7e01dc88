using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A trailing stop: its stop follows the market at a distance and never steps back; then a market
/// order.</summary>
/// <remarks>The distance is <see cref="Command.Offset"/>, in price units or basis points of the price that
/// was reached. Where the stop would not be a permitted price it is the next one further from the market. It
/// begins at <see cref="Command.StopPrice"/>, or if that is zero at the distance from the last trade (or
/// quote).</remarks>
public class TrailingStopRule : TriggeredRule
{
    /// <inheritdoc/>
    public override OrderType Type => OrderType.TrailingStop;

    /// <inheritdoc/>
    public override OrderType Becomes => OrderType.Market;

    /// <inheritdoc/>
    public override bool Trails => true;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order) => base.MakesSense(order) && order.Offset > 0;

    /// <inheritdoc/>
    public override RejectReason FirstStop(in Command order, MatchingContext market, out Price stop)
    {
        var hasMarket = market.TryTriggerReference(order.Side, out var reference);
        if (order.StopPrice != Price.Zero)
        {
            stop = hasMarket ? Follow(order, market, order.StopPrice, reference) : order.StopPrice;
            return RejectReason.None;
        }

        stop = hasMarket ? DistantFrom(order, market, reference) : default;
        return !hasMarket ? RejectReason.NoReferencePrice
            : market.InRange(stop) ? RejectReason.None
            : RejectReason.PriceOutOfRange;
    }

    /// <inheritdoc/>
    public override Price Follow(in Command order, MatchingContext market, Price stop, Price reached)
    {
        var candidate = DistantFrom(order, market, reached);
        return order.Side == Side.Buy ? (candidate < stop ? candidate : stop) : (candidate > stop ? candidate : stop);
    }

    private static Price DistantFrom(in Command order, MatchingContext market, Price reached)
    {
        var distance = Offsets.Of(order, reached, Rounding.Up);
        return order.Side == Side.Buy
            ? market.Instrument.Ticks.RoundUp(reached + distance)
            : market.Instrument.Ticks.RoundDown(reached - distance);
    }
}
