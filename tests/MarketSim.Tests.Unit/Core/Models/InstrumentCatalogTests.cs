using System.Reflection;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class InstrumentCatalogTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, SomeInstruments.OfEachType.Count)];

    [Theory]
    [MemberData(nameof(Places))]
    public void AnInstrumentComesBackFromItsDescription(int place)
    {
        var instrument = SomeInstruments.OfEachType[place];
        Assert.Equal(instrument, InstrumentCatalog.Create(InstrumentCatalog.Describe(instrument)));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void NoFieldOfAnInstrumentIsForgotten(int place)
    {
        // Every settable field is given a value that is not its default, so that a field that is added and not described shows.
        var instrument = SomeInstruments.OfEachType[place] with { };
        var next = 3L;
        foreach (var field in instrument.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            field.SetValue(instrument, Another(field.PropertyType, next++));
        }

        Assert.Equal(instrument, InstrumentCatalog.Create(InstrumentCatalog.Describe(instrument)));

        static object Another(Type type, long number)
            => type == typeof(string) ? $"S{number}"
            : type == typeof(int) ? (int)number
            : type == typeof(long) ? number
            : type == typeof(DateOnly?) ? DateOnly.FromDayNumber((int)number)
            : type == typeof(DayCount) ? DayCount.Act365
            : type == typeof(TickRegime) ? new TickRegime((0, number), (number * 10, number * 5))
            : type == typeof(InstrumentId) || type == typeof(AssetId) ? Activator.CreateInstance(type, (int)number)!
            : type == typeof(Price) || type == typeof(Quantity) || type == typeof(Money) ? Activator.CreateInstance(type, number)!
            : throw new NotSupportedException($"An instrument has a field of type {type.Name}: describe it in InstrumentCatalog.");
    }

    [Fact]
    public void EveryAssetTypeOfTheAssemblyIsListed()
        => Assert.Equal(
            typeof(Instrument).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Instrument)) && !type.IsAbstract)
                .OrderBy(type => type.Name, StringComparer.Ordinal),
            InstrumentCatalog.Types.Select(entry => entry.Value.Type).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void AnUnknownTypeIsRefusedWithWhatIsKnown()
        => Assert.Equal(
            "Unknown asset type 'equty'. Did you mean 'equity'? Known: " + string.Join(", ", InstrumentCatalog.Types.Names) + ".",
            Refusal(SomeInstruments.Share, spec => spec with { Type = "equty" }));

    [Theory]
    [InlineData("initialMargin", "Instrument 'ES' lacks the term 'initialMargin' of type future.")]
    [InlineData("settlementPrice", "Instrument 'ES' lacks the term 'settlementPrice' of type future.")]
    public void AMissingTermIsRefused(string term, string expected)
        => Assert.Equal(expected, Refusal(SomeInstruments.Index, spec => spec with
        {
            Terms = spec.Terms.Where(given => given.Key != term).ToDictionary(),
        }));

    [Fact]
    public void ATermOfAnotherTypeIsRefused()
        => Assert.Equal(
            "Instrument 'ALPHA' has the term 'faceValue', which an instrument of type equity has not.",
            Refusal(SomeInstruments.Share, spec => spec with { Terms = new Dictionary<string, long> { ["faceValue"] = 1 } }));

    [Fact]
    public void SenselessNumbersAreRefused()
    {
        var share = SomeInstruments.Share;
        Assert.Contains("needs a symbol", Refusal(share, spec => spec with { Symbol = " " }), StringComparison.Ordinal);
        Assert.Contains("not negative", Refusal(share, spec => spec with { Base = -1 }), StringComparison.Ordinal);
        Assert.Contains("two different assets", Refusal(share, spec => spec with { Base = spec.Quote }), StringComparison.Ordinal);
        Assert.Contains("0 and 18", Refusal(share, spec => spec with { PriceDecimals = 19 }), StringComparison.Ordinal);
        Assert.Contains("0 and 18", Refusal(share, spec => spec with { QuantityDecimals = -1 }), StringComparison.Ordinal);
        Assert.Contains("steps below 1", Refusal(share, spec => spec with { PriceUnitSteps = 0 }), StringComparison.Ordinal);
        Assert.Contains("tick value", Refusal(share, spec => spec with { TickValueDenominator = 0 }), StringComparison.Ordinal);
        Assert.Contains("below 1", Refusal(share, spec => spec with { LotStep = 0 }), StringComparison.Ordinal);
        Assert.Contains("lowest price", Refusal(share, spec => spec with { MinPrice = 5, MaxPrice = 4 }), StringComparison.Ordinal);
        Assert.Contains("at least one range", Refusal(share, spec => spec with { Ticks = [] }), StringComparison.Ordinal);
        Assert.Contains("ascend", Refusal(share, spec => spec with { Ticks = [new(5, 1), new(5, 2)] }), StringComparison.Ordinal);
        Assert.Contains("beyond 32 bits", Refusal(SomeInstruments.Note, spec => spec with
        {
            Terms = new Dictionary<string, long> { ["faceValue"] = 1, ["couponPartsPerMillion"] = 1L << 40 },
        }), StringComparison.Ordinal);
    }

    private static string Refusal(Instrument instrument, Func<InstrumentSpec, InstrumentSpec> change)
        => Assert.ThrowsAny<ArgumentException>(
            () => InstrumentCatalog.Create(change(InstrumentCatalog.Describe(instrument)))).Message;
}
