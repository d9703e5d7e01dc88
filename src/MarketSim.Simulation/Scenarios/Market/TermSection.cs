using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The terms that only some types of instrument have, in the catalog's names written in kebab case: prices, money, days,
/// symbols, words.</summary>
internal static class TermSection
{
    // Words of terms that are enumerations.
    private static readonly (string Word, long Value)[] Words =
    [
        ("call", 0), ("put", 1), ("american", 0), ("european", 1), ("physical", 0), ("cash", 1),
        ("true", 1), ("false", 0), ("yes", 1), ("no", 0),
    ];

    public static IReadOnlyDictionary<string, long> Read(
        MarketBuilder builder, FileMap map, string type, FilePart? multiplier, Price? price, decimal unit, string currency)
    {
        var terms = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var money = builder.Decimals(builder.Asset(currency, decimals: 2));
        foreach (var term in InstrumentCatalog.Types.Find(type).Value.Terms)
        {
            var part = term == "multiplier" ? multiplier : map.Take(KebabCase.Of(term)) ?? Percent(map, term);
            if (part is not null)
            {
                terms[term] = ValueOf(builder, part, term, unit, money);
            }
            else if (Usual(term, type, price) is { } usual)
            {
                terms[term] = usual;
            }
        }

        return terms;
    }

    /// <summary>What a price is multiplied by for a whole unit of the instrument.</summary>
    public static decimal LotsWorth(InstrumentSpec spec, FilePart? multiplier)
    {
        if (spec.Terms.TryGetValue("faceValue", out var face))
        {
            // Bonds are quoted in percent of par; the face value is in minor units already.
            return face / 100m / 100m;
        }

        return spec.Terms.TryGetValue("multiplier", out var own) ? own
            : multiplier is null ? 1
            : multiplier.Check(() => multiplier.Number is > 0 and <= 1_000_000_000 and var number
                ? number : throw new FormatException($"Multiplier was '{multiplier.Text}'; accepted is a number above zero."));
    }

    // `coupon: 4%` for couponPartsPerMillion.
    private static FilePart? Percent(FileMap map, string term)
        => term.EndsWith("PartsPerMillion", StringComparison.Ordinal)
            ? map.Take(KebabCase.Of(term[..^"PartsPerMillion".Length])) : null;

    private static long? Usual(string term, string type, Price? price) => term switch
    {
        "settlementPrice" => price?.Ticks,
        "deliverable" or "multiplier" when type == "option" => 100,
        "right" or "style" or "settlement" or "couponPartsPerMillion" => 0,
        _ => null,
    };

    private static long ValueOf(MarketBuilder builder, FilePart part, string term, decimal unit, int moneyDecimals)
    {
        var text = part.Text;
        if (Array.Find(Words, word => word.Word == text) is { Word: not null } word)
        {
            return word.Value;
        }

        if (builder.Listings.Find(l => l.Instrument.Symbol == text) is { } listing)
        {
            return listing.Instrument.Id.Value;
        }

        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
        {
            return part.Date.DayNumber;
        }

        return term switch
        {
            "underlying" => builder.Find(part).Instrument.Id.Value,
            "strike" or "barrier" => MarketUnits.PriceOf(part, unit).Ticks,
            _ when term.EndsWith("Price", StringComparison.Ordinal) => MarketUnits.PriceOf(part, unit).Ticks,
            _ when term.EndsWith("PartsPerMillion", StringComparison.Ordinal)
                => part.Check(() => (long)(part.Number * (text.EndsWith('%') ? 1_000_000 : 1))),
            _ when term.EndsWith("Margin", StringComparison.Ordinal) || term.EndsWith("Value", StringComparison.Ordinal)
                => MarketBuilder.Minor(part, moneyDecimals),
            _ => part.Whole(long.MinValue / 4, long.MaxValue / 4),
        };
    }
}
