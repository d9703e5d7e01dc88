using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>options</c> of an instrument: a chain of listed options, calls and puts for every expiry and strike.</summary>
/// <remarks>
/// <code>options: {expiries: [2026-01-16, 2026-02-20], strikes: 170..190 step 5, style: american, settlement: physical}</code>
/// A contract's symbol is the clearing house's, as <see cref="OptionChain.AnySymbol"/> writes it: <c>AAPL260116C00180000</c>. The file may
/// name it shortly as well: <c>AAPL-260116C180</c>.
/// </remarks>
internal static class OptionChainSection
{
    private const int MostContracts = 5_000;

    public static void Read(MarketBuilder builder, MarketListing underlying, FilePart place)
    {
        var map = place.Map("A map with the keys expiries and strikes");
        var expiries = map.Need("expiries").Words.Select(part => part.Date).Distinct().Order().ToList();
        var strikes = map.Need("strikes") is var part && part.IsValue && part.Text.Contains("..", StringComparison.Ordinal)
            ? Range(part, underlying) : [.. part.Words.Select(underlying.PriceOf).Distinct().Order()];
        var rights = map.Get("rights", [OptionRight.Call, OptionRight.Put], words => words.Words.Select(w => w.Word<OptionRight>()).ToList());
        var multiplier = map.Get("multiplier", 100L, words => words.Whole(1, 1_000_000));
        var template = new OptionContract
        {
            Id = default, Symbol = "", Base = default, Quote = underlying.Instrument.Quote, Underlying = underlying.Instrument.Id,
            Right = default, Strike = default, Expiry = default,
            Style = map.Get("style", ExerciseStyle.American, words => words.Word<ExerciseStyle>()),
            Settlement = map.Get("settlement", OptionSettlement.Physical, words => words.Word<OptionSettlement>()),
            Multiplier = multiplier, Deliverable = map.Get("deliverable", multiplier, words => words.Whole(1, 1_000_000)),
        };
        (template, var unit) = WithTick(builder, template, map);
        map.Finish();
        if (expiries.Count * strikes.Count * rights.Count is 0 or > MostContracts)
        {
            throw place.Problem($"The chain has {expiries.Count * strikes.Count * rights.Count} contracts; accepted are 1 to {MostContracts}.");
        }

        foreach (var expiry in expiries)
        {
            foreach (var strike in strikes)
            {
                foreach (var right in rights)
                {
                    Add(builder, underlying, template with { Expiry = expiry, Strike = strike, Right = right }, place);
                }
            }
        }
    }

    private static (OptionContract Template, decimal Unit) WithTick(MarketBuilder builder, OptionContract template, FileMap map)
    {
        var (decimals, steps) = map.Get("tick", (2, 1), MarketUnits.TickOf);
        var unit = steps / MarketUnits.Pow10(decimals);
        var perLot = unit * MarketUnits.Pow10(builder.Decimals(template.Quote)) * template.Multiplier;
        var (numerator, denominator) = map.Place.Check(() => MarketUnits.Fraction(perLot));
        return (template with
        {
            PriceDecimals = decimals, PriceUnitSteps = steps, TickValueNumerator = numerator, TickValueDenominator = denominator,
        }, unit);
    }

    private static void Add(MarketBuilder builder, MarketListing underlying, OptionContract terms, FilePart place)
    {
        var strike = underlying.Instrument.ToDecimal(terms.Strike);
        var symbol = OptionChain.AnySymbol(underlying.Instrument.Symbol, terms.Expiry, terms.Right, strike);
        var shortName = string.Create(
            CultureInfo.InvariantCulture,
            $"{underlying.Instrument.Symbol}-{terms.Expiry:yyMMdd}{(terms.Right == OptionRight.Call ? 'C' : 'P')}{strike:0.########}");
        if (builder.Listings.Exists(l => l.Instrument.Symbol == symbol))
        {
            throw place.Problem($"There is an instrument '{symbol}' already.");
        }

        var asset = builder.Asset(symbol, decimals: 0);
        var contract = builder.World.AddInstrument(id => terms with { Id = id, Symbol = symbol, Base = asset });
        builder.Listings.Add(new MarketListing(contract, null, place) { ShortName = shortName });
    }

    // "170..190 step 5"
    private static List<Price> Range(FilePart part, MarketListing underlying) => part.Check(() =>
    {
        var words = part.Words;
        var ends = words[0].Text.Split("..");
        if (ends.Length != 2 || words.Count != 3 || words[1].Text != "step")
        {
            throw new FormatException($"Strikes were '{part.Text}'; accepted is a list such as [170, 175], or 170..190 step 5.");
        }

        var (low, high, step) = (Ticks(ends[0]), Ticks(ends[1]), Ticks(words[2].Text));
        if (low < 1 || step < 1 || high < low || (high - low) / step > MostContracts)
        {
            throw new FormatException($"Strikes were '{part.Text}'; they must rise from a price above zero in steps above zero, to at most {MostContracts}.");
        }

        var strikes = new List<Price>();
        for (var at = low; at <= high; at += step)
        {
            strikes.Add(new Price(at));
        }

        return strikes;

        long Ticks(string text) => underlying.PriceOf(part.Of(text)).Ticks;
    });
}
