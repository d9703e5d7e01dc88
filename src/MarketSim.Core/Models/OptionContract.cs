namespace MarketSim.Core;

/// <summary>A listed option. One lot is one contract; a short position is a negative number of contracts.</summary>
/// <remarks>The premium of a contract is price × <see cref="Multiplier"/>: give <see cref="Instrument.TickValueNumerator"/> as the
/// multiplier times the price unit in minor units. Who sells what he does not hold needs margin, for which a mechanism must
/// answer; an account that pays in full can only buy, and sell what it holds.</remarks>
public sealed record OptionContract : Instrument
{
    /// <summary>What it is an option on.</summary>
    public required InstrumentId Underlying { get; init; }

    /// <summary>To buy or to sell.</summary>
    public required OptionRight Right { get; init; }

    /// <summary>The strike, in price units of the underlying.</summary>
    public required Price Strike { get; init; }

    /// <summary>The day after whose close it ends.</summary>
    public required DateOnly Expiry { get; init; }

    /// <summary>When it may be exercised.</summary>
    public ExerciseStyle Style { get; init; } = ExerciseStyle.American;

    /// <summary>Whether shares or their value are delivered.</summary>
    public OptionSettlement Settlement { get; init; } = OptionSettlement.Physical;

    /// <summary>Lots of the underlying that one contract delivers.</summary>
    public long Deliverable { get; init; } = 100;

    /// <summary>What strike and premium are multiplied by for one contract.</summary>
    public long Multiplier { get; init; } = 100;

    /// <summary>A second asset that one contract delivers, as after a spin-off; counts only where <see cref="ExtraLots"/> does.</summary>
    public AssetId ExtraAsset { get; init; }

    /// <summary>How much of <see cref="ExtraAsset"/> one contract delivers, in its smallest unit; zero for most.</summary>
    public long ExtraLots { get; init; }

    /// <summary>Cash that one contract delivers besides, such as for a fraction of a share; zero for most.</summary>
    public Money ExtraCash { get; init; }

    /// <inheritdoc/>
    /// <remarks>Contracts come into being when they are sold, so a position may be negative.</remarks>
    public override bool IsMargined => true;

    /// <inheritdoc/>
    public override InstrumentId? WrittenOn => Underlying;

    /// <inheritdoc/>
    public override string? Fault
        => Strike.Ticks < 1 ? "has a strike below one price unit of the underlying"
            : Deliverable < 1 || Multiplier < 1 ? "has a deliverable or multiplier below 1"
            : ExtraLots < 0 || ExtraCash.Minor < 0 ? "has a negative further deliverable"
            : Underlying == Id ? "is written on itself"
            : null;

    /// <summary>What exercising one contract pays or costs in strike, in minor units of the quote asset.</summary>
    /// <param name="underlying">The underlying instrument, whose units the strike is in.</param>
    public Money StrikeAmount(Instrument underlying)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        return underlying.QuoteAmount(Strike, new Quantity(Multiplier));
    }

    /// <summary>What one contract is worth if exercised at a price of the underlying; never negative.</summary>
    /// <param name="underlying">The underlying instrument.</param>
    /// <param name="price">Its price.</param>
    /// <param name="extra">What the further deliverable of one contract is worth, its cash included.</param>
    public Money IntrinsicValue(Instrument underlying, Price price, Money extra = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var shares = underlying.QuoteAmount(price, new Quantity(Deliverable)).Minor + extra.Minor;
        var strike = StrikeAmount(underlying).Minor;
        return new Money(Math.Max(0, Right == OptionRight.Call ? shares - strike : strike - shares));
    }

    /// <summary>The event that puts adjusted terms in force: report it, and <see cref="After"/> it the contract has them.</summary>
    /// <param name="strike">The new strike.</param>
    /// <param name="deliverable">Lots of the underlying that one contract delivers from now on; at least 1.</param>
    /// <param name="multiplier">What strike and premium are multiplied by from now on; at least 1.</param>
    public MarketEvent Adjusted(Price strike, long deliverable, long multiplier) => new()
    {
        Kind = EventKind.TermsChanged, Instrument = Id, Price = strike, Quantity = new(deliverable), Amount = multiplier,
    };

    /// <inheritdoc/>
    /// <remarks>New terms: strike in the price, deliverable in the quantity, multiplier in the amount; a further deliverable's asset
    /// and, in open, its lots; further cash in the counter-open quantity. Zero of these two leaves them as they are.</remarks>
    public override Instrument After(in MarketEvent item)
    {
        if (item.Kind != EventKind.TermsChanged)
        {
            return this;
        }

        // The premium is quoted per share of the multiplier: what a tick of it is worth follows exactly, whatever the ratio.
        var numerator = checked(TickValueNumerator * item.Amount);
        var denominator = checked(TickValueDenominator * Multiplier);
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        return this with
        {
            Strike = item.Price, Deliverable = item.Quantity.Lots, Multiplier = item.Amount,
            TickValueNumerator = numerator / divisor, TickValueDenominator = denominator / divisor,
            ExtraAsset = item.Open.IsZero ? ExtraAsset : item.Asset,
            ExtraLots = item.Open.IsZero ? ExtraLots : item.Open.Lots,
            ExtraCash = item.CounterOpen.IsZero ? ExtraCash : new Money(item.CounterOpen.Lots),
        };
    }
}

/// <summary>What an option entitles to.</summary>
public enum OptionRight : byte
{
    /// <summary>To buy at the strike.</summary>
    Call = 0,

    /// <summary>To sell at the strike.</summary>
    Put = 1,
}

/// <summary>When an option may be exercised.</summary>
public enum ExerciseStyle : byte
{
    /// <summary>On any day.</summary>
    American = 0,

    /// <summary>At expiry only.</summary>
    European = 1,
}

/// <summary>What an exercise delivers.</summary>
public enum OptionSettlement : byte
{
    /// <summary>The underlying against the strike.</summary>
    Physical = 0,

    /// <summary>The intrinsic value in cash.</summary>
    Cash = 1,
}
