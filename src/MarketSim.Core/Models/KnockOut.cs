namespace MarketSim.Core;

/// <summary>A turbo, mini future or callable bull/bear contract: an issuer's product that is worth the distance of its underlying from
/// a financing level, times a ratio, until the underlying touches a barrier. One lot is one product, paid in full.</summary>
/// <remarks>The financing level grows with interest, so it is kept in millionths of a price unit and rounded nowhere but in what is
/// paid. Source: MARKET rules, section 10.</remarks>
public sealed record KnockOut : Instrument
{
    /// <summary>Parts of a price unit in which the financing level is kept.</summary>
    public const long LevelUnit = 1_000_000;

    /// <summary>What it is written on.</summary>
    public required InstrumentId Underlying { get; init; }

    /// <summary>Call: long, bull. Put: short, bear.</summary>
    public required OptionRight Right { get; init; }

    /// <summary>The financing level (strike) F, in millionths of a price unit of the underlying.</summary>
    public required long Level { get; init; }

    /// <summary>The barrier B: the first price of the underlying at or through it ends the product.</summary>
    public required Price Barrier { get; init; }

    /// <summary>The day after whose close it ends; null where it is open-end.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>Lots of the underlying for one product, in millionths: 10,000 is a hundred products for one.</summary>
    public long RatioPartsPerMillion { get; init; } = CoveredWarrant.RatioUnit;

    /// <summary>Whether its barrier is its financing level, and moves with it: then nothing is left after a touch at the barrier.</summary>
    public bool BarrierIsLevel { get; init; }

    /// <summary>The financing level in price units of the underlying, rounded half up, for display.</summary>
    public Price Strike => new((long)Rounding.HalfUp.Divide(Level, LevelUnit));

    /// <inheritdoc/>
    public override InstrumentId? WrittenOn => Underlying;

    /// <inheritdoc/>
    public override string? Fault
        => Level < 1 || Barrier.Ticks < 1 ? "has a financing level or barrier that is not positive"
            : RatioPartsPerMillion < 1 ? "has a ratio that is not positive"
            : Underlying == Id ? "is written on itself"
            : !BarrierIsLevel && Right == OptionRight.Call && (Int128)Barrier.Ticks * LevelUnit < Level
                ? "is a call whose barrier lies below its financing level"
            : !BarrierIsLevel && Right == OptionRight.Put && (Int128)Barrier.Ticks * LevelUnit > Level
                ? "is a put whose barrier lies above its financing level"
            : null;

    /// <summary>Whether a price of the underlying is at or through the barrier.</summary>
    public bool IsTouchedAt(Price price)
    {
        var barrier = BarrierIsLevel ? (Int128)Level : (Int128)Barrier.Ticks * LevelUnit;
        var at = (Int128)price.Ticks * LevelUnit;
        return Right == OptionRight.Call ? at <= barrier : at >= barrier;
    }

    /// <summary>What so many products are worth at a price of the underlying; never negative, rounded half up, once.</summary>
    public Money Payoff(Instrument underlying, Price price, long lots)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var distance = ((Int128)price.Ticks * LevelUnit) - Level;
        var inTheMoney = Int128.Max(0, Right == OptionRight.Call ? distance : -distance);
        var exact = inTheMoney * lots * RatioPartsPerMillion * underlying.TickValueNumerator;
        return Money.FromInt128(Rounding.HalfUp.Divide(
            exact, (Int128)underlying.TickValueDenominator * LevelUnit * CoveredWarrant.RatioUnit));
    }

    /// <summary>What one product is worth, in the quote currency, unrounded: ratio × (S - F), or ratio × (F - S) for a put.</summary>
    public double Value(Instrument underlying, Price price)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var distance = ((double)price.Ticks - ((double)Level / LevelUnit)) * (double)underlying.PriceUnit;
        return Math.Max(0, Right == OptionRight.Call ? distance : -distance) * RatioPartsPerMillion / CoveredWarrant.RatioUnit;
    }

    /// <summary>By how many percent it gains when the underlying moves one percent its way.</summary>
    public double Leverage(Instrument underlying, Price price)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        return (double)underlying.ToDecimal(price) * RatioPartsPerMillion / CoveredWarrant.RatioUnit / Value(underlying, price);
    }

    /// <summary>The event of a new financing level, such as after a day's interest: report it, and <see cref="After"/> it the level is
    /// in force.</summary>
    /// <param name="level">In millionths of a price unit of the underlying.</param>
    public MarketEvent Financed(long level) => Terms(
        level, BarrierIsLevel ? (long)Rounding.HalfUp.Divide(level, LevelUnit) : Barrier.Ticks, RatioPartsPerMillion);

    /// <summary>Its terms after a split of the underlying: level and barrier divided, ratio multiplied.</summary>
    /// <param name="newShares">How many shares …</param>
    /// <param name="oldShares">… come for how many.</param>
    /// <returns>The event to report.</returns>
    public MarketEvent Split(long newShares, long oldShares) => Terms(
        (long)Rounding.HalfUp.Divide((Int128)Level * oldShares, newShares),
        (long)Rounding.HalfUp.Divide((Int128)Barrier.Ticks * oldShares, newShares),
        (long)Rounding.HalfUp.Divide((Int128)RatioPartsPerMillion * newShares, oldShares));

    /// <summary>Its terms after a dividend of the underlying, which lowers level and barrier so that nobody gains by it.</summary>
    /// <param name="micro">What a share was paid, in millionths of a price unit of the underlying; not negative.</param>
    /// <returns>The event to report.</returns>
    public MarketEvent Cut(long micro) => Terms(
        Math.Max(1, Level - micro), Math.Max(1, Barrier.Ticks - (long)Rounding.HalfUp.Divide(micro, LevelUnit)), RatioPartsPerMillion);

    /// <inheritdoc/>
    /// <remarks>New terms: financing level in the amount, and rounded in the price; barrier in open, ratio in the quantity.</remarks>
    public override Instrument After(in MarketEvent item)
        => item.Kind != EventKind.TermsChanged ? this : this with
        {
            Level = item.Amount, Barrier = new(item.Open.Lots), RatioPartsPerMillion = item.Quantity.Lots,
        };

    private MarketEvent Terms(long level, long barrier, long ratio) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id, Price = new((long)Rounding.HalfUp.Divide(level, LevelUnit)), Amount = level,
        Open = new(barrier), Quantity = new(ratio),
    };
}
