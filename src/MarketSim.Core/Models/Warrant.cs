namespace MarketSim.Core;

/// <summary>A warrant that a company has issued on its own shares. One lot is one warrant; whoever exercises pays the strike to the
/// company and gets new shares, so that all shares are diluted.</summary>
/// <remarks>It is paid in full and cannot be sold short without being borrowed, as a share. Source: Galai and Schneller (1978),
/// "Pricing of warrants and the value of the firm", Journal of Finance 33.</remarks>
public sealed record Warrant : Instrument
{
    /// <summary>The company's share, which must be listed too.</summary>
    public required InstrumentId Share { get; init; }

    /// <summary>What each new share costs, in price units of the share.</summary>
    public required Price Strike { get; init; }

    /// <summary>The last day on which it may be exercised.</summary>
    public required DateOnly Expiry { get; init; }

    /// <summary>When it may be exercised.</summary>
    public ExerciseStyle Style { get; init; } = ExerciseStyle.American;

    /// <summary>Shares for <see cref="PerWarrants"/> warrants: the numerator of g.</summary>
    public long Shares { get; init; } = 1;

    /// <summary>How many warrants it takes to get <see cref="Shares"/>: the denominator of g.</summary>
    public long PerWarrants { get; init; } = 1;

    /// <summary>Shares per warrant: g.</summary>
    public double SharesPerWarrant => (double)Shares / PerWarrants;

    /// <inheritdoc/>
    public override InstrumentId? WrittenOn => Share;

    /// <inheritdoc/>
    public override string? Fault
        => Strike.Ticks < 1 ? "has a strike below one price unit of the share"
            : Shares < 1 || PerWarrants < 1 ? "gives less than one share for one or more warrants"
            : Share == Id ? "is written on itself"
            : null;

    /// <summary>Its terms after a split: strike divided, shares multiplied by the ratio.</summary>
    /// <param name="newShares">How many shares …</param>
    /// <param name="oldShares">… come for how many.</param>
    /// <returns>The event to report; <see cref="After"/> it the warrant has them.</returns>
    public MarketEvent Split(long newShares, long oldShares) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id,
        Price = new((long)Rounding.HalfUp.Divide((Int128)Strike.Ticks * oldShares, newShares)),
        Quantity = new(checked(Shares * newShares)), Amount = checked(PerWarrants * oldShares),
    };

    /// <summary>Its terms after a special dividend: the strike cut by what a share was paid.</summary>
    /// <param name="ticks">Price units of the share; not negative.</param>
    /// <returns>The event to report.</returns>
    public MarketEvent Cut(long ticks) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id, Price = new(Math.Max(1, Strike.Ticks - ticks)), Quantity = new(Shares),
        Amount = PerWarrants,
    };

    /// <inheritdoc/>
    /// <remarks>New terms: strike in the price, shares in the quantity, for so many warrants in the amount.</remarks>
    public override Instrument After(in MarketEvent item)
    {
        if (item.Kind != EventKind.TermsChanged)
        {
            return this;
        }

        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(item.Quantity.Lots, item.Amount);
        return this with { Strike = item.Price, Shares = item.Quantity.Lots / divisor, PerWarrants = item.Amount / divisor };
    }
}
