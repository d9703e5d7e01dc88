using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>instruments</c> of a market file: what is traded, each with its terms, its chain of options, its mechanisms.
/// </summary>
/// <remarks>
/// <code>
/// instruments:
///   AAPL: {type: equity, price: 180, tick: 0.01, round-lot: 100, volatility: 30%, short-selling: {borrow-rate: 2%}}
/// </code>
/// </remarks>
internal static class InstrumentSection
{
    private static readonly string[] TypeNames = [.. InstrumentCatalog.Types.Names];

    public static void Read(MarketBuilder builder, FilePart place)
    {
        var instruments = place.Map("A map of symbols to their terms").Rest().ToList();
        if (instruments.Count == 0)
        {
            throw place.Problem("A market needs at least one instrument, such as AAPL: {type: equity, price: 180}.");
        }

        builder.Correlation = CorrelationSection.Read(
            builder.Top.Take("correlation"), [.. instruments.Select(i => i.Key.Text)], builder.Seed);
        foreach (var (symbol, terms) in instruments)
        {
            ReadOne(builder, symbol, terms.Map("A map of terms such as type and price"));
        }
    }

    private static void ReadOne(MarketBuilder builder, FilePart symbol, FileMap map)
    {
        RefuseSymbol(builder, symbol);
        var type = map.Get("type", "equity", part => part.Read(text => InstrumentCatalog.Types.Find(text).Name));
        var currency = map.Get("currency", builder.Currency, part => part.Text);
        var (decimals, steps) = map.Get("tick", (2, 1), MarketUnits.TickOf);
        var unit = steps / MarketUnits.Pow10(decimals);
        var pricePart = map.Take("price");
        Price? price = pricePart is null ? null : MarketUnits.PriceOf(pricePart, unit);
        var (lotDecimals, lotStep) = map.Get("lot", (0, 1), MarketUnits.TickOf);
        var baseName = map.Get("base", symbol.Text, part => part.Text);
        var multiplier = map.Take("multiplier");
        var spec = new InstrumentSpec
        {
            Type = type, Symbol = symbol.Text, Id = builder.Listings.Count,
            Quote = builder.Asset(currency, decimals: 2).Value, Base = builder.Asset(baseName, lotDecimals).Value,
            PriceDecimals = decimals, PriceUnitSteps = steps,
            QuantityDecimals = lotDecimals, LotStep = lotStep,
            RoundLot = map.Get("round-lot", 1L, part => part.Whole(1, 1_000_000_000)),
            MaxOrder = map.Get("max-order", 1_000_000_000_000L, part => part.Whole(1, 1_000_000_000_000)),
            MinPrice = map.Get("min-price", new Price(1), part => MarketUnits.PriceOf(part, unit)).Ticks,
            MaxPrice = map.Get("max-price", new Price(1_000_000_000), part => MarketUnits.PriceOf(part, unit)).Ticks,
            TickValueNumerator = 1, TickValueDenominator = 1, Ticks = [new TickRange(0, 1)],
            Terms = TermSection.Read(builder, map, type, multiplier, price, unit, currency),
        };
        if (builder.Decimals(new(spec.Base)) != lotDecimals)
        {
            // A currency or coin that was named before: its lots count its own smallest units.
            var own = builder.Decimals(new(spec.Base));
            spec = lotDecimals > own
                ? throw map.Place.Problem($"Asset '{baseName}' has {own} decimals, but its lot has {lotDecimals}; set it under the key 'assets'.")
                : spec with { QuantityDecimals = own, LotStep = (long)(lotStep * MarketUnits.Pow10(own - lotDecimals)) };
        }

        var listing = Make(builder, spec, map, pricePart, multiplier, unit);
        builder.Listings.Add(listing);
        var chain = map.Take("options");
        Mechanisms(builder, map, symbol.Text);
        if (chain is not null)
        {
            OptionChainSection.Read(builder, listing, chain);
        }
    }

    private static MarketListing Make(
        MarketBuilder builder, InstrumentSpec spec, FileMap map, FilePart? pricePart, FilePart? multiplier, decimal unit)
    {
        var money = MarketUnits.Pow10(builder.Decimals(new(spec.Quote)));
        var perLot = unit * money * TermSection.LotsWorth(spec, multiplier) / MarketUnits.Pow10(spec.QuantityDecimals);
        var (numerator, denominator) = map.Place.Check(() => MarketUnits.Fraction(perLot));
        var instrument = map.Place.Check(() => builder.World.AddInstrument(
            _ => InstrumentCatalog.Create(spec with { TickValueNumerator = numerator, TickValueDenominator = denominator })));
        Price? price = pricePart is null ? null : MarketUnits.PriceOf(pricePart, unit);
        return new MarketListing(instrument, price, map.Place)
        {
            Value = price is { } start ? ValueOf(builder, instrument, start, unit, map) : NoValue(map),
            Basket = map.Take("basket") is { } basket ? IndexSection.ReadBasket(builder, basket) : [],
            PublishedEvery = map.Get("every", SimDuration.FromSeconds(1), part => part.Duration),
        };
    }

    // The keys are known whether there is a price or not.
    private static FundamentalValue? NoValue(FileMap map)
    {
        _ = (map.Take("volatility"), map.Take("reversion"), map.Take("value"));
        return null;
    }

    // Listings of one asset on several exchanges are worth the same.
    private static FundamentalValue ValueOf(MarketBuilder builder, Instrument instrument, Price price, decimal unit, FileMap map)
        => ValueSection.Read(map, builder.Correlation.With(
            new ValueSetting(instrument.Symbol, price.Ticks, builder.Seed) { PriceUnit = (double)unit }) with
        {
            Symbol = map.Take("base")?.Text ?? instrument.Symbol,
        });

    private static void Mechanisms(MarketBuilder builder, FileMap map, string symbol)
    {
        if (map.Take("mechanisms") is { } mechanisms)
        {
            builder.Mechanisms.ReadAll(mechanisms, symbol);
        }

        foreach (var (key, value) in map.Rest())
        {
            if (!MechanismCatalog.Types.TryFind(key.Text, out _))
            {
                throw map.Unknown(key, MechanismCatalog.Types.Names);
            }

            builder.Mechanisms.ReadOne(key, value, symbol);
        }
    }

    private static void RefuseSymbol(MarketBuilder builder, FilePart symbol)
    {
        var text = symbol.Text;
        if (text.Length is 0 or > 40 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or '*' or '$'))
        {
            throw symbol.Problem($"'{text}' is no symbol; accepted are up to 40 letters, digits and marks without blanks and commas.");
        }

        if (builder.Listings.Exists(l => l.Instrument.Symbol == text))
        {
            throw symbol.Problem($"There is an instrument '{text}' already.");
        }
    }
}
