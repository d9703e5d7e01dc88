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

    /// <inheritdoc/>
    /// <remarks>Contracts come into being when they are sold, so a position may be negative.</remarks>
    public override bool IsMargined => true;

    /// <summary>What exercising one contract pays or costs in strike, in minor units of the quote asset.</summary>
    /// <param name="underlying">The underlying instrument, whose units the strike is in.</param>
    public Money StrikeAmount(Instrument underlying)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        return underlying.QuoteAmount(Strike, new Quantity(Multiplier));
    }

    /// <summary>What one contract is worth if exercised at a price of the underlying; never negative.</summary>
    public Money IntrinsicValue(Instrument underlying, Price price)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var shares = underlying.QuoteAmount(price, new Quantity(Deliverable)).Minor;
        var strike = StrikeAmount(underlying).Minor;
        return new Money(Math.Max(0, Right == OptionRight.Call ? shares - strike : strike - shares));
    }

    /// <inheritdoc/>
    /// <remarks>New terms: strike in the price, deliverable in the quantity, multiplier in the amount.</remarks>
    public override Instrument After(in MarketEvent item)
        => item.Kind != EventKind.TermsChanged ? this : this with
        {
            Strike = item.Price, Deliverable = item.Quantity.Lots, Multiplier = item.Amount,
            TickValueNumerator = TickValueNumerator / Multiplier * item.Amount,
        };
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
