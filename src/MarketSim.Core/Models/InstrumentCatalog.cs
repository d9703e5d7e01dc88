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
                MaintenanceMargin = new(spec.Optional("maintenanceMargin")), Expiry = spec.OptionalDate("expiry"),
                Underlying = new((int)spec.Optional("underlying") - 1), Deliverable = spec.Optional("deliverable"),
            },
            ("settlementPrice", future => future.SettlementPrice.Ticks),
            ("initialMargin", future => future.InitialMargin.Minor)).WithOptional<Future>(
            ("maintenanceMargin", future => future.MaintenanceMargin.Minor),
            ("expiry", future => future.Expiry?.DayNumber ?? 0),
            ("underlying", future => future.Underlying.Value + 1L),
            ("deliverable", future => future.Deliverable)) },
        { "perpetual", "A perpetual futures contract, held to its index by funding.", AssetType.Of(spec => new Perpetual
            { Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote) }) },
        { "bond", "A bond, quoted in percent of par.", AssetType.Of(
            spec => new Bond
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                FaceValue = new(spec.Terms["faceValue"]), CouponPartsPerMillion = (int)spec.Terms["couponPartsPerMillion"],
                CouponsPerYear = (int)spec.Optional("couponsPerYear"), Issue = spec.OptionalDate("issue"),
                Maturity = spec.OptionalDate("maturity"), DayCount = (DayCount)spec.Optional("dayCount"),
                ExCouponDays = (int)spec.Optional("exCouponDays"), SettlementDate = spec.OptionalDate("settlementDate"),
            },
            ("faceValue", bond => bond.FaceValue.Minor),
            ("couponPartsPerMillion", bond => bond.CouponPartsPerMillion)).WithOptional<Bond>(
            ("couponsPerYear", bond => bond.CouponsPerYear),
            ("issue", bond => bond.Issue?.DayNumber ?? 0),
            ("maturity", bond => bond.Maturity?.DayNumber ?? 0),
            ("dayCount", bond => (long)bond.DayCount),
            ("exCouponDays", bond => bond.ExCouponDays),
            ("settlementDate", bond => bond.SettlementDate?.DayNumber ?? 0)) },
        { "option", "A listed option.", AssetType.Of(
            spec => new OptionContract
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                Underlying = new(spec.Id("underlying")), Right = spec.Choice<OptionRight>("right"),
                Strike = new(spec.Terms["strike"]), Expiry = spec.Day("expiry"),
                Style = spec.Choice<ExerciseStyle>("style"), Settlement = spec.Choice<OptionSettlement>("settlement"),
                Deliverable = spec.Terms["deliverable"], Multiplier = spec.Terms["multiplier"],
                ExtraAsset = new(spec.Id("extraAsset")), ExtraLots = spec.Terms["extraLots"],
                ExtraCash = new(spec.Terms["extraCash"]),
            },
            ("underlying", option => option.Underlying.Value),
            ("right", option => (long)option.Right),
            ("strike", option => option.Strike.Ticks),
            ("expiry", option => option.Expiry.DayNumber),
            ("style", option => (long)option.Style),
            ("settlement", option => (long)option.Settlement),
            ("deliverable", option => option.Deliverable),
            ("multiplier", option => option.Multiplier),
            ("extraAsset", option => option.ExtraAsset.Value),
            ("extraLots", option => option.ExtraLots),
            ("extraCash", option => option.ExtraCash.Minor)) },
        { "warrant", "A company's warrant on its own new shares.", AssetType.Of(
            spec => new Warrant
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                Share = new(spec.Id("share")), Strike = new(spec.Terms["strike"]), Expiry = spec.Day("expiry"),
                Style = spec.Choice<ExerciseStyle>("style"), Shares = spec.Terms["shares"], PerWarrants = spec.Terms["perWarrants"],
            },
            ("share", warrant => warrant.Share.Value),
            ("strike", warrant => warrant.Strike.Ticks),
            ("expiry", warrant => warrant.Expiry.DayNumber),
            ("style", warrant => (long)warrant.Style),
            ("shares", warrant => warrant.Shares),
            ("perWarrants", warrant => warrant.PerWarrants)) },
        { "covered-warrant", "An issuer's call or put warrant, settled in cash.", AssetType.Of(
            spec => new CoveredWarrant
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                Underlying = new(spec.Id("underlying")), Right = spec.Choice<OptionRight>("right"),
                Strike = new(spec.Terms["strike"]), Expiry = spec.Day("expiry"), Style = spec.Choice<ExerciseStyle>("style"),
                RatioPartsPerMillion = spec.Terms["ratioPartsPerMillion"],
            },
            ("underlying", warrant => warrant.Underlying.Value),
            ("right", warrant => (long)warrant.Right),
            ("strike", warrant => warrant.Strike.Ticks),
            ("expiry", warrant => warrant.Expiry.DayNumber),
            ("style", warrant => (long)warrant.Style),
            ("ratioPartsPerMillion", warrant => warrant.RatioPartsPerMillion)) },
        { "knock-out", "A turbo, mini future or callable bull/bear contract.", AssetType.Of(
            spec => new KnockOut
            {
                Id = new(spec.Id), Symbol = spec.Symbol, Base = new(spec.Base), Quote = new(spec.Quote),
                Underlying = new(spec.Id("underlying")), Right = spec.Choice<OptionRight>("right"), Level = spec.Terms["level"],
                Barrier = new(spec.Terms["barrier"]), BarrierIsLevel = spec.Terms["barrierIsLevel"] != 0,
                Expiry = spec.Terms["expiry"] < 0 ? null : spec.Day("expiry"),
                RatioPartsPerMillion = spec.Terms["ratioPartsPerMillion"],
            },
            ("underlying", product => product.Underlying.Value),
            ("right", product => (long)product.Right),
            ("level", product => product.Level),
            ("barrier", product => product.Barrier.Ticks),
            ("barrierIsLevel", product => product.BarrierIsLevel ? 1 : 0),
            ("expiry", product => product.Expiry?.DayNumber ?? -1),
            ("ratioPartsPerMillion", product => product.RatioPartsPerMillion)) },
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
        var instrument = type.Create(spec) with
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
        return instrument.Fault is { } fault
            ? throw new ArgumentException($"Instrument '{spec.Symbol}' {fault}.")
            : instrument;
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
        var extra = spec.Terms.Keys.FirstOrDefault(term => !type.Terms.Contains(term) && !type.OptionalTerms.Contains(term));
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
