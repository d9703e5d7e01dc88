using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Post-only: the order never takes liquidity. One that would is refused, or stands one tick away
/// from the opposite best price.</summary>
/// <remarks>Every order that it could trade with counts, hidden ones and its owner's own included; when it
/// steps away it does so from the best of all of them.</remarks>
public sealed class PostOnlyRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order) => order.PostOnly != PostOnly.Off;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order, OrderRule type)
        => type.NamesPrice && !NeverRests(order) && order.Minimum.IsZero
            && (order.Flags & OrderFlags.AllOrNone) == 0;

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command order, MatchingContext market, ref BookOrder taker)
    {
        if (!WouldTake(market.Book, taker))
        {
            return RejectReason.None;
        }

        if (order.PostOnly == PostOnly.Reject || !market.Book.TryBest(taker.Side.Opposite(), out var best))
        {
            return RejectReason.PostOnlyWouldTrade;
        }

        var ticks = market.Instrument.Ticks;
        var away = taker.Side == Side.Buy ? ticks.Below(best) : ticks.Above(best);
        taker = taker with { Price = away };
        return market.InRange(away) ? RejectReason.None : RejectReason.PostOnlyWouldTrade;
    }

    private static bool WouldTake(IOrderBook book, in BookOrder taker)
        => book.TryBest(taker.Side.Opposite(), out var best)
            && taker.Side.Accepts(taker.Price, best)
            && !book.Available(taker, SelfTradePrevention.Off).IsZero;
}
