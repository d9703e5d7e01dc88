using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The terms that only some types of instrument have, in the catalog's names written in kebab case: prices, money, days,
/// symbols, words.</summary>
internal static class TermSection
{
    private const string PartsPerMillion = "PartsPerMillion";

    // Words of terms that are enumerations or flags.
    private static readonly (string Word, long Value)[] Words =
    [
        ("call", 0), ("put", 1), ("american", 0), ("european", 1), ("physical", 0), ("cash", 1),
        ("true", 1), ("false", 0), ("yes", 1), ("no", 0),
        .. Enum.GetValues<DayCount>().Select(count => (KebabCase.Of(count.ToString()), (long)count)),
    ];

    // What the instrument is written on, by the names that the asset types give it.
    private static readonly string[] References = ["underlying", "share"];

    public static IReadOnlyDictionary<string, long> Read(
        MarketBuilder builder, FileMap map, string type, FilePart? multiplier, Price? price, decimal unit, string currency)
    {
        var terms = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var asset = InstrumentCatalog.Types.Find(type).Value;
        var money = builder.Decimals(builder.Asset(currency, decimals: 2));
        var underlying = References.Intersect(asset.Terms.Concat(asset.OptionalTerms))
            .Select(map.Take).OfType<FilePart>().Select(builder.Find).FirstOrDefault();
        foreach (var term in asset.Terms.Concat(asset.OptionalTerms))
        {
            var part = term == "multiplier" ? multiplier : map.Take(KebabCase.Of(term)) ?? Percent(map, term);
            if (part is not null)
            {
                terms[term] = ValueOf(builder, part, term, TermUnit(term, unit, underlying), money)

                    // The underlying of a future may be missing; its id is one less than the term.
                    + (References.Contains(term) && asset.OptionalTerms.Contains(term) ? 1 : 0);
            }
            else if (asset.Terms.Contains(term) && Usual(term, type, price) is { } usual)
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
        => term.EndsWith(PartsPerMillion, StringComparison.Ordinal) ? map.Take(KebabCase.Of(term[..^PartsPerMillion.Length])) : null;

    // Strikes and barriers are prices of what the instrument is written on.
    private static decimal TermUnit(string term, decimal unit, MarketListing? underlying)
        => underlying is not null && IsPrice(term) && term != "settlementPrice" ? underlying.Instrument.PriceUnit : unit;

    private static bool IsPrice(string term) => term is "strike" or "barrier" or "level" || term.EndsWith("Price", StringComparison.Ordinal);

    private static long? Usual(string term, string type, Price? price) => term switch
    {
        "settlementPrice" => price?.Ticks,
        "deliverable" or "multiplier" when type == "option" => 100,
        "shares" or "perWarrants" => 1,
        "ratioPartsPerMillion" => 1_000_000,
        "expiry" when type == "knock-out" => -1,
        "right" or "style" or "settlement" or "couponPartsPerMillion" => 0,
        "extraAsset" or "extraLots" or "extraCash" or "barrierIsLevel" => 0,
        _ => null,
    };

    private static long ValueOf(MarketBuilder builder, FilePart part, string term, decimal unit, int moneyDecimals)
    {
        var text = part.Text;
        return term switch
        {
            _ when References.Contains(term) => builder.Find(part).Instrument.Id.Value,
            _ when term.EndsWith("Asset", StringComparison.Ordinal) => builder.FindAsset(part).Value,
            _ when Array.Find(Words, word => word.Word == text) is { Word: not null } word => word.Value,
            _ when text.Length == 10 && text[4] == '-' && text[7] == '-' => part.Date.DayNumber,
            "level" => part.Check(() => checked((long)(part.Number / unit * KnockOut.LevelUnit))),
            _ when IsPrice(term) => MarketUnits.PriceOf(part, unit).Ticks,
            _ when term.EndsWith(PartsPerMillion, StringComparison.Ordinal)
                => part.Check(() => (long)(part.Number * (text.EndsWith('%') ? 1_000_000 : 1))),
            _ when term.EndsWith("Margin", StringComparison.Ordinal) || term.EndsWith("Value", StringComparison.Ordinal)
                || term.EndsWith("Cash", StringComparison.Ordinal) => MarketBuilder.Minor(part, moneyDecimals),
            _ => part.Whole(long.MinValue / 4, long.MaxValue / 4),
        };
    }
}
