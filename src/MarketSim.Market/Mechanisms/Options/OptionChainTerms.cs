using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Which series a chain lists, and on what terms.</summary>
public sealed record OptionChainTerms
{
    /// <summary>The last days.</summary>
    public required IReadOnlyList<DateOnly> Expiries { get; init; }

    /// <summary>The strikes, in the quote currency.</summary>
    public required IReadOnlyList<decimal> Strikes { get; init; }

    /// <summary>The root of the symbols; the symbol of the underlying if left out.</summary>
    public string? Root { get; init; }

    /// <summary>When they may be exercised.</summary>
    public ExerciseStyle Style { get; init; } = ExerciseStyle.American;

    /// <summary>Whether shares or their value are delivered.</summary>
    public OptionSettlement Settlement { get; init; } = OptionSettlement.Physical;

    /// <summary>Lots of the underlying for one contract.</summary>
    public long Deliverable { get; init; } = 100;

    /// <summary>What strike and premium are multiplied by.</summary>
    public long Multiplier { get; init; } = 100;

    /// <summary>Decimals of a premium; the value of its unit is the multiplier's share of a hundredth.</summary>
    public int PriceDecimals { get; init; } = 2;

    /// <summary>Which premiums may be quoted; every unit if left out. <see cref="FiveAndTen"/> is the standard of classes outside the
    /// penny program.</summary>
    public TickRegime Ticks { get; init; } = TickRegime.EveryUnit;

    /// <summary>Nickels below 3.00, dimes from there, for premiums in cents.</summary>
    /// <remarks>Source: Cboe rule 5.4, minimum increments.</remarks>
    public static TickRegime FiveAndTen { get; } = new([(0, 5), (300, 10)]);

    internal OptionContract Series(
        Instrument underlying, InstrumentId id, AssetId asset, OptionRight right, DateOnly expiry, decimal strike)
    {
        var ticks = strike / underlying.PriceUnit;
        if (ticks != decimal.Truncate(ticks))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The strike {strike} is no multiple of {underlying.PriceUnit}, the price unit of '{underlying.Symbol}'."));
        }

        // What one unit of the underlying's price is worth per lot says how many minor units the currency has.
        var (numerator, denominator) = (underlying.TickValueNumerator * Multiplier, underlying.TickValueDenominator);
        for (var decimals = underlying.PriceDecimals; decimals != PriceDecimals; decimals += Math.Sign(PriceDecimals - decimals))
        {
            (numerator, denominator) = decimals < PriceDecimals ? (numerator, denominator * 10) : (numerator * 10, denominator);
        }

        denominator *= underlying.PriceUnitSteps;
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new OptionContract
        {
            Id = id, Symbol = OptionChain.Symbol(Root ?? underlying.Symbol, expiry, right, strike), Base = asset, Quote = underlying.Quote,
            Underlying = underlying.Id, Right = right, Strike = new((long)ticks), Expiry = expiry, Style = Style, Settlement = Settlement,
            Deliverable = Deliverable, Multiplier = Multiplier, PriceDecimals = PriceDecimals, Ticks = Ticks,
            TickValueNumerator = numerator / divisor, TickValueDenominator = denominator / divisor,
        };
    }
}
