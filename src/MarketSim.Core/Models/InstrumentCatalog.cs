namespace MarketSim.Core;

/// <summary>The asset types that files and interfaces can name, and the way between an instrument and its flat description.</summary>
/// <remarks>A new asset type is a record derived from <see cref="Instrument"/> and an entry here: a derivative on another
/// instrument names it among its terms.</remarks>
public static class InstrumentCatalog
{
    /// <summary>All asset types; open to those of other assemblies.</summary>
    public static Catalog<AssetType> Types { get; } = new("asset type")
    {
        { "equity", "A share of a company.", AssetType.Of(spec => new Equity
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
        { "etf", "A share of an exchange-traded fund.", AssetType.Of(spec => new Etf
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
        { "fx", "One currency against another.", AssetType.Of(spec => new FxPair
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
        { "crypto", "A crypto asset against another asset.", AssetType.Of(spec => new CryptoPair
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
        { "future", "A futures contract, marked daily.", AssetType.Of(
            spec => new Future
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                SettlementPrice = new(spec.Terms["settlementPrice"]), InitialMargin = new(spec.Terms["initialMargin"]),
            },
            ("settlementPrice", future => future.SettlementPrice.Ticks),
            ("initialMargin", future => future.InitialMargin.Minor)) },
        { "bond", "A bond, quoted in percent of par.", AssetType.Of(
            spec => new Bond
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                FaceValue = new(spec.Terms["faceValue"]), CouponPartsPerMillion = (int)spec.Terms["couponPartsPerMillion"],
            },
            ("faceValue", bond => bond.FaceValue.Minor),
            ("couponPartsPerMillion", bond => bond.CouponPartsPerMillion)) },
        { "option", "A listed option.", AssetType.Of(
            spec => new OptionContract
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                Underlying = new((int)spec.Terms["underlying"]), Right = (OptionRight)spec.Terms["right"],
                Strike = new(spec.Terms["strike"]), Expiry = DateOnly.FromDayNumber((int)spec.Terms["expiry"]),
                Style = (ExerciseStyle)spec.Terms["style"], Settlement = (OptionSettlement)spec.Terms["settlement"],
                Deliverable = spec.Terms["deliverable"], Multiplier = spec.Terms["multiplier"],
            },
            ("underlying", option => option.Underlying.Value),
            ("right", option => (long)option.Right),
            ("strike", option => option.Strike.Ticks),
            ("expiry", option => option.Expiry.DayNumber),
            ("style", option => (long)option.Style),
            ("settlement", option => (long)option.Settlement),
            ("deliverable", option => option.Deliverable),
            ("multiplier", option => option.Multiplier)) },
        { "index", "A number that others are written on; it does not trade.", AssetType.Of(spec => new MarketIndex
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
    };

    /// <summary>The flat description of an instrument.</summary>
    /// <exception cref="ArgumentException">Its type is not in the catalog.</exception>
    public static InstrumentSpec Describe(Instrument instrument)
    {
        var entry = Types.FirstOrDefault(candidate => candidate.Value.Type == instrument.GetType())
            ?? throw new ArgumentException(
                $"Instrument '{instrument.Symbol}' is of type {instrument.GetType().Name}, which is not in the catalog of asset types; "
                + $"known: {string.Join(", ", Types.Names)}.");
        return new InstrumentSpec
        {
            Type = entry.Name,
            Symbol = instrument.Symbol,
            Id = instrument.Id.Value,
            Base = instrument.Base.Value,
            Quote = instrument.Quote.Value,
            PriceDecimals = instrument.PriceDecimals,
            PriceUnitSteps = instrument.PriceUnitSteps,
            QuantityDecimals = instrument.QuantityDecimals,
            TickValueNumerator = instrument.TickValueNumerator,
            TickValueDenominator = instrument.TickValueDenominator,
            Ticks = [.. instrument.Ticks.Ranges.Select(range => new TickRange(range.From, range.Step))],
            LotStep = instrument.LotStep,
            RoundLot = instrument.RoundLot,
            MaxOrder = instrument.MaxOrder.Lots,
            MinPrice = instrument.MinPrice.Ticks,
            MaxPrice = instrument.MaxPrice.Ticks,
            Terms = entry.Value.TermsOf(instrument),
        };
    }

    /// <summary>The instrument of a flat description.</summary>
    /// <exception cref="ArgumentException">The type or a term is unknown or missing, or a number makes no sense; the message says
    /// what would.</exception>
    public static Instrument Create(InstrumentSpec spec)
    {
        var type = Types.Find(spec.Type).Value;
        Validate(spec, type);
        return type.Create(spec) with
        {
            PriceDecimals = spec.PriceDecimals,
            PriceUnitSteps = spec.PriceUnitSteps,
            QuantityDecimals = spec.QuantityDecimals,
            TickValueNumerator = spec.TickValueNumerator,
            TickValueDenominator = spec.TickValueDenominator,
            Ticks = new TickRegime([.. spec.Ticks.Select(range => (range.From, range.Step))]),
            LotStep = spec.LotStep,
            RoundLot = spec.RoundLot,
            MaxOrder = new Quantity(spec.MaxOrder),
            MinPrice = new Price(spec.MinPrice),
            MaxPrice = new Price(spec.MaxPrice),
        };
    }

    private static void Validate(InstrumentSpec spec, AssetType type)
    {
        Require(!string.IsNullOrWhiteSpace(spec.Symbol), "needs a symbol");
        Require(spec.Id >= 0 && spec.Base >= 0 && spec.Quote >= 0, "needs ids that are not negative");
        Require(spec.Base != spec.Quote, "needs two different assets");
        Require(spec.PriceDecimals is >= 0 and <= 18, "has price decimals that are not between 0 and 18");
        Require(spec.QuantityDecimals is >= 0 and <= 18, "has quantity decimals that are not between 0 and 18");
        Require(spec.PriceUnitSteps >= 1, "has price unit steps below 1");
        Require(spec.TickValueNumerator >= 1 && spec.TickValueDenominator >= 1, "has a tick value that is not positive");
        Require(spec.LotStep >= 1 && spec.RoundLot >= 1 && spec.MaxOrder >= 1, "has a lot step, round lot or largest order below 1");
        Require(spec.MinPrice <= spec.MaxPrice, "has a lowest price above its highest");
        var missing = type.Terms.FirstOrDefault(term => !spec.Terms.ContainsKey(term));
        Require(missing is null, $"lacks the term '{missing}' of type {spec.Type}");
        var extra = spec.Terms.Keys.FirstOrDefault(term => !type.Terms.Contains(term));
        Require(extra is null, $"has the term '{extra}', which an instrument of type {spec.Type} has not");
        if (spec.Terms.TryGetValue("couponPartsPerMillion", out var coupon))
        {
            Require(coupon is >= 0 and <= int.MaxValue, "has a coupon that is negative or beyond 32 bits");
        }

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new ArgumentException($"Instrument '{spec.Symbol}' {otherwise}.");
            }
        }
    }
}
