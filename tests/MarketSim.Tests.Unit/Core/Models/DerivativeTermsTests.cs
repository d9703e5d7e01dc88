using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Terms of options, warrants and knock-out products: written out and read back, adjusted, refused.</summary>
public sealed class DerivativeTermsTests
{
    private static readonly Equity Share = new() { Id = new(0), Symbol = "XYZ", Base = new(1), Quote = new(0) };

    private static readonly OptionContract Option = new()
    {
        Id = new(1), Symbol = "XYZ C", Base = new(2), Quote = new(0), Underlying = Share.Id, Right = OptionRight.Call,
        Strike = new(645_00), Expiry = new(2014, 6, 21), TickValueNumerator = 100, ExtraAsset = new(3), ExtraLots = 10, ExtraCash = new(5),
    };

    private static readonly Warrant Warrant = new()
    {
        Id = new(1), Symbol = "W", Base = new(2), Quote = new(0), Share = Share.Id, Strike = new(60_00), Expiry = new(2031, 1, 1),
        Shares = 3, PerWarrants = 2, Style = ExerciseStyle.European,
    };

    private static readonly CoveredWarrant Covered = new()
    {
        Id = new(1), Symbol = "CW", Base = new(2), Quote = new(0), Underlying = Share.Id, Right = OptionRight.Put, Strike = new(60_00),
        Expiry = new(2026, 6, 19), RatioPartsPerMillion = 100_000,
    };

    private static readonly KnockOut Turbo = new()
    {
        Id = new(1), Symbol = "T", Base = new(2), Quote = new(0), Underlying = Share.Id, Right = OptionRight.Call, Level = 4_500_000_000,
        Barrier = new(46_00), RatioPartsPerMillion = 10_000,
    };

    public static TheoryData<Instrument> All => [Option, Warrant, Covered, Turbo, Turbo with { Expiry = new(2026, 6, 19), BarrierIsLevel = true }];

    [Theory]
    [MemberData(nameof(All))]
    public void ADescriptionGivesTheSameInstrumentBack(Instrument instrument)
        => Assert.Equal(instrument, InstrumentCatalog.Create(InstrumentCatalog.Describe(instrument)));

    [Theory]
    [InlineData("right", 2, "has the right 2; known: 0 (Call), 1 (Put).")]
    [InlineData("style", -1, "has the style -1; known: 0 (American), 1 (European).")]
    [InlineData("settlement", 7, "has the settlement 7; known: 0 (Physical), 1 (Cash).")]
    [InlineData("expiry", 4_000_000, "has the expiry 4000000; accepted are days since 0001-01-01, up to 3652058.")]
    [InlineData("underlying", -1, "has the underlying -1; accepted are ids from 0.")]
    [InlineData("strike", 0, "has a strike below one price unit of the underlying.")]
    [InlineData("deliverable", 0, "has a deliverable or multiplier below 1.")]
    [InlineData("underlying", 1, "is written on itself.")]
    [InlineData("extraLots", -1, "has a negative further deliverable.")]
    public void TermsThatMakeNoSenseAreRefusedWithASentence(string term, long value, string sentence)
    {
        var spec = InstrumentCatalog.Describe(Option);
        var terms = spec.Terms.ToDictionary(pair => pair.Key, pair => pair.Value);
        terms[term] = value;
        var refusal = Assert.Throws<ArgumentException>(() => InstrumentCatalog.Create(spec with { Terms = terms }));
        Assert.Equal($"Instrument 'XYZ C' {sentence}", refusal.Message);
    }

    [Fact]
    public void ABarrierOnTheWrongSideIsRefused()
    {
        Assert.Contains("below its financing level", (Turbo with { Barrier = new(44_00) }).Fault, StringComparison.Ordinal);
        Assert.Contains("above its financing level", (Turbo with { Right = OptionRight.Put }).Fault, StringComparison.Ordinal);
        Assert.Null((Turbo with { Right = OptionRight.Put, Barrier = new(44_00) }).Fault);
    }

    [Fact(DisplayName = "EX-9j: 3-for-2 on K 50 delivers 150 at 33.33, and a tick of the premium is worth 150")]
    public void AdjustedTermsScaleTheValueOfATick()
    {
        var plain = Option with { Strike = new(50_00), ExtraLots = 0, ExtraCash = Money.Zero };
        var adjusted = (OptionContract)plain.After(plain.Adjusted(new(33_33), deliverable: 150, multiplier: 150));
        Assert.Equal(new Money(4_999_50), adjusted.StrikeAmount(Share));
        Assert.Equal(new Money(2 * 150 * 100), adjusted.QuoteAmount(new(2_00), new(1)));
        Assert.Equal(new Money(1_000_50), adjusted.IntrinsicValue(Share, new(40_00)));

        // A premium in hundredths of a cent has a tick of one cent a contract, which becomes 1.5 cents.
        var fine = plain with { PriceDecimals = 4, TickValueNumerator = 1 };
        adjusted = (OptionContract)fine.After(fine.Adjusted(new(33_33), 150, 150));
        Assert.Equal((3, 2), (adjusted.TickValueNumerator, adjusted.TickValueDenominator));
    }

    [Fact]
    public void AFurtherDeliverableCountsInWhatAContractIsWorth()
    {
        var contract = Option with { Strike = new(50_00), ExtraCash = new(25) };
        Assert.Equal(new Money(1_000_00 + 50_00 + 25), contract.IntrinsicValue(Share, new(60_00), new Money(50_00 + 25)));
        var changed = (OptionContract)contract.After(contract.Adjusted(new(40_00), 100, 100) with
        {
            Asset = new(7), Open = new(20), CounterOpen = new(99),
        });
        Assert.Equal((new AssetId(7), 20L, new Money(99)), (changed.ExtraAsset, changed.ExtraLots, changed.ExtraCash));
        changed = (OptionContract)changed.After(changed.Adjusted(new(30_00), 100, 100));
        Assert.Equal((new AssetId(7), 20L, new Money(99)), (changed.ExtraAsset, changed.ExtraLots, changed.ExtraCash));
    }

    [Fact]
    public void ASplitKeepsWhatIssuedProductsAreWorth()
    {
        var warrant = (CoveredWarrant)Covered.After(Covered.Split(3, 1));
        Assert.Equal((20_00L, 300_000L), (warrant.Strike.Ticks, warrant.RatioPartsPerMillion));
        Assert.Equal(Covered.Payoff(Share, new(45_00), 1_000), warrant.Payoff(Share, new(15_00), 1_000));

        var turbo = (KnockOut)Turbo.After(Turbo.Split(2, 1));
        Assert.Equal((2_250_000_000L, 23_00L, 20_000L), (turbo.Level, turbo.Barrier.Ticks, turbo.RatioPartsPerMillion));
        Assert.Equal(Turbo.Payoff(Share, new(50_00), 1_000), turbo.Payoff(Share, new(25_00), 1_000));
    }
}
