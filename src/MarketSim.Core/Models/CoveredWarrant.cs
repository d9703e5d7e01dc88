namespace MarketSim.Core;

/// <summary>A call or put warrant of an issuer on an existing share or index, settled in cash: nothing is diluted. One lot is one
/// warrant, paid in full; the issuer alone can sell it first.</summary>
public sealed record CoveredWarrant : Instrument
{
    /// <summary>A ratio in these parts counts lots of the underlying for one warrant.</summary>
    public const long RatioUnit = 1_000_000;

    /// <summary>What it is written on.</summary>
    public required InstrumentId Underlying { get; init; }

    /// <summary>To buy or to sell.</summary>
    public required OptionRight Right { get; init; }

    /// <summary>The strike, in price units of the underlying.</summary>
    public required Price Strike { get; init; }

    /// <summary>The day after whose close it ends.</summary>
    public required DateOnly Expiry { get; init; }

    /// <summary>When it may be exercised.</summary>
    public ExerciseStyle Style { get; init; } = ExerciseStyle.European;

    /// <summary>Lots of the underlying for one warrant, in millionths: 100,000 is ten warrants for one.</summary>
    public long RatioPartsPerMillion { get; init; } = RatioUnit;

    /// <inheritdoc/>
    public override InstrumentId? WrittenOn => Underlying;

    /// <inheritdoc/>
    public override string? Fault
        => Strike.Ticks < 1 ? "has a strike below one price unit of the underlying"
            : RatioPartsPerMillion < 1 ? "has a ratio that is not positive"
            : Underlying == Id ? "is written on itself"
            : null;

    /// <summary>What so many warrants pay at a price of the underlying; rounded half up, once.</summary>
    public Money Payoff(Instrument underlying, Price price, long lots)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var inTheMoney = Right == OptionRight.Call ? price - Strike : Strike - price;
        var exact = (Int128)Math.Max(0, inTheMoney) * lots * RatioPartsPerMillion * underlying.TickValueNumerator;
        return Money.FromInt128(Rounding.HalfUp.Divide(exact, (Int128)underlying.TickValueDenominator * RatioUnit));
    }

    /// <summary>Its terms after a split of the underlying: strike divided, ratio multiplied.</summary>
    /// <param name="newShares">How many shares …</param>
    /// <param name="oldShares">… come for how many.</param>
    /// <returns>The event to report; <see cref="After"/> it the warrant has them.</returns>
    public MarketEvent Split(long newShares, long oldShares) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id,
        Price = new((long)Rounding.HalfUp.Divide((Int128)Strike.Ticks * oldShares, newShares)),
        Quantity = new((long)Rounding.HalfUp.Divide((Int128)RatioPartsPerMillion * newShares, oldShares)),
    };

    /// <summary>Its terms after a special dividend: the strike cut by what a share was paid.</summary>
    /// <param name="ticks">Price units of the underlying; not negative.</param>
    /// <returns>The event to report.</returns>
    public MarketEvent Cut(long ticks) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id, Price = new(Math.Max(1, Strike.Ticks - ticks)),
        Quantity = new(RatioPartsPerMillion),
    };

    /// <inheritdoc/>
    /// <remarks>New terms: strike in the price, ratio in millionths in the quantity.</remarks>
    public override Instrument After(in MarketEvent item)
        => item.Kind != EventKind.TermsChanged ? this
            : this with { Strike = item.Price, RatioPartsPerMillion = item.Quantity.Lots };
}
