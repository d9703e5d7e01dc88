using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Fill or kill: all of it now, or it is refused. Displayed and hidden quantity count; its owner's
/// own does not.</summary>
public sealed class FillOrKillRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order) => order.TimeInForce == TimeInForce.Fok;

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command order, MatchingContext market, ref BookOrder taker)
        => market.Book.Available(taker, order.SelfTrade) >= taker.Open ? RejectReason.None : RejectReason.FokKilled;
}
