namespace MarketSim.Core;

/// <summary>A linear perpetual futures contract: profit and loss in the quote asset, no expiry, held to its index by funding. One lot is
/// 10^-<see cref="Instrument.QuantityDecimals"/> of the coin; a short holds a negative number.</summary>
/// <remarks>A trade moves contracts and no cash: the mechanism carries every position at its entry value, and posts profit and loss
/// when it is reduced. Who trades it needs an account for which a margin mechanism answers.</remarks>
public sealed record Perpetual : Instrument
{
    /// <inheritdoc/>
    public override bool IsMargined => true;

    /// <inheritdoc/>
    /// <remarks>In full: an account for which nobody answers has no leverage.</remarks>
    public override (AssetId Asset, long Amount) RequirementFor(Side side, Price price, Quantity quantity)
        => (Quote, Math.Max(0, CeilingQuoteAmount(price, quantity).Minor));

    /// <inheritdoc/>
    /// <remarks>Nothing: profit and loss pass when a position is reduced.</remarks>
    public override Money TradePayment(Price price, Quantity quantity, Money amount) => Money.Zero;
}
