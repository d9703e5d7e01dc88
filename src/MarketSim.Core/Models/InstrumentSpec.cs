namespace MarketSim.Core;

/// <summary>An instrument as plain numbers and texts, the same shape for all asset types: what files and interfaces carry.
/// <see cref="InstrumentCatalog"/> turns it into an <see cref="Instrument"/> and back.</summary>
public sealed record InstrumentSpec
{
    /// <summary>The asset type's name in <see cref="InstrumentCatalog.Types"/>: <c>equity</c>, <c>future</c> …</summary>
    public required string Type { get; init; }

    /// <summary>See <see cref="Instrument.Symbol"/>.</summary>
    public required string Symbol { get; init; }

    /// <summary>See <see cref="Instrument.Id"/>.</summary>
    public required int Id { get; init; }

    /// <summary>See <see cref="Instrument.Base"/>.</summary>
    public required int Base { get; init; }

    /// <summary>See <see cref="Instrument.Quote"/>.</summary>
    public required int Quote { get; init; }

    /// <summary>See <see cref="Instrument.PriceDecimals"/>.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>See <see cref="Instrument.PriceUnitSteps"/>.</summary>
    public required int PriceUnitSteps { get; init; }

    /// <summary>See <see cref="Instrument.QuantityDecimals"/>.</summary>
    public required int QuantityDecimals { get; init; }

    /// <summary>See <see cref="Instrument.TickValueNumerator"/>.</summary>
    public required long TickValueNumerator { get; init; }

    /// <summary>See <see cref="Instrument.TickValueDenominator"/>.</summary>
    public required long TickValueDenominator { get; init; }

    /// <summary>See <see cref="Instrument.Ticks"/>.</summary>
    public required IReadOnlyList<TickRange> Ticks { get; init; }

    /// <summary>See <see cref="Instrument.LotStep"/>.</summary>
    public required long LotStep { get; init; }

    /// <summary>See <see cref="Instrument.RoundLot"/>.</summary>
    public required long RoundLot { get; init; }

    /// <summary>See <see cref="Instrument.MaxOrder"/>.</summary>
    public required long MaxOrder { get; init; }

    /// <summary>See <see cref="Instrument.MinPrice"/>.</summary>
    public required long MinPrice { get; init; }

    /// <summary>See <see cref="Instrument.MaxPrice"/>.</summary>
    public required long MaxPrice { get; init; }

    /// <summary>What only this asset type has, by name, such as <c>initialMargin</c>, in order of name; empty for most.</summary>
    public required IReadOnlyDictionary<string, long> Terms { get; init => field = OrdinalOrder.Of(value); }

    /// <summary>A term that may be left out.</summary>
    /// <returns>Zero where it is.</returns>
    public long Optional(string term) => Terms.TryGetValue(term, out var value) ? value : 0;

    /// <summary>A date that may be left out, as the number of days since 0001-01-01.</summary>
    /// <returns>Null where it is.</returns>
    /// <exception cref="ArgumentException">It is no such number.</exception>
    public DateOnly? OptionalDate(string term)
    {
        var day = Optional(term);
        return day == 0 ? null
            : day >= 1 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day)
            : throw new ArgumentException(
                $"Instrument '{Symbol}' has {day} as '{term}'; accepted is the number of a day since 0001-01-01, such as "
                + $"{new DateOnly(2026, 3, 20).DayNumber} for 2026-03-20.");
    }
}

/// <summary>One range of a <see cref="TickRegime"/>.</summary>
/// <param name="From">The price, in price units, at which it begins.</param>
/// <param name="Step">The tick in it, in price units.</param>
public sealed record TickRange(long From, long Step);
