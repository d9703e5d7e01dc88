namespace MarketSim.Market;

/// <summary>Perpetual futures: the funding that holds their price to the index.</summary>
/// <remarks>Source: funding-rate documentation of Binance and Gate. All rates are per funding interval (8 hours).</remarks>
public static class PerpetualMath
{
    /// <summary>The premium index: [max(0, impact bid - index) - max(0, index - impact ask)] / index.</summary>
    /// <param name="impactBid">The price at which a set amount could be sold.</param>
    /// <param name="impactAsk">The price at which it could be bought.</param>
    /// <exception cref="ArgumentException">The index is not above 0.</exception>
    public static decimal Premium(decimal impactBid, decimal impactAsk, decimal index)
        => (Math.Max(0, impactBid - PricingGuard.Positive(index, "index")) - Math.Max(0, index - impactAsk)) / index;

    /// <summary>The funding rate: P + clamp(I - P, -c, +c), of the premium averaged over the interval.</summary>
    /// <param name="premium">P.</param>
    /// <param name="interest">I: 0.0001 is 0.01%.</param>
    /// <param name="clamp">c: 0.0005 is 0.05%; not negative.</param>
    /// <param name="cap">The largest rate either way, where the venue has one.</param>
    /// <exception cref="ArgumentException">The clamp or the cap is negative.</exception>
    public static decimal FundingRate(
        decimal premium, decimal interest = 0.0001m, decimal clamp = 0.0005m, decimal? cap = null)
    {
        PricingGuard.NotNegative(clamp, "clamp");
        var rate = premium + Math.Clamp(interest - premium, -clamp, clamp);
        return cap is { } most ? Math.Clamp(rate, -PricingGuard.NotNegative(most, "cap"), most) : rate;
    }

    /// <summary>What a position pays at a funding time (negative: receives): mark × size × rate.</summary>
    /// <param name="size">Negative for a short position.</param>
    public static decimal Funding(decimal mark, decimal size, decimal rate) => mark * size * rate;
}
