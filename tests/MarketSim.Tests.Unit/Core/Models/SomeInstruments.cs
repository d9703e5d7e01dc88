using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>One instrument of each asset type, with units as venues have them.</summary>
internal static class SomeInstruments
{
    public static readonly AssetId Cash = new(0);
    public static readonly AssetId Thing = new(1);

    /// <summary>Cents, whole shares.</summary>
    public static Equity Share { get; } = new() { Id = new(0), Symbol = "ALPHA", Base = Thing, Quote = Cash, RoundLot = 100 };

    /// <summary>Cents, whole shares.</summary>
    public static Etf Fund { get; } = new() { Id = new(0), Symbol = "BETA", Base = Thing, Quote = Cash };

    /// <summary>A tenth of a pip (0.00001), lots of 1,000 units: one price unit times one lot is one cent.</summary>
    public static FxPair Euro { get; } = new()
    {
        Id = new(0), Symbol = "EURUSD", Base = Thing, Quote = Cash, PriceDecimals = 5, TickValueNumerator = 1,
    };

    /// <summary>0.01 a coin, lots of 0.00001 coin, money in units of 10^-8: 0.01 × 0.00001 is 10 of them.</summary>
    public static CryptoPair Coin { get; } = new()
    {
        Id = new(0), Symbol = "BTCUSDT", Base = Thing, Quote = Cash, QuantityDecimals = 5, TickValueNumerator = 10,
    };

    /// <summary>Prices of 0.0001, money in cents: a price unit times a share is a hundredth of a cent.</summary>
    public static Equity FineShare { get; } = new()
    {
        Id = new(0), Symbol = "PENNY", Base = Thing, Quote = Cash, PriceDecimals = 4, TickValueDenominator = 100,
    };

    /// <summary>E-mini S&amp;P 500: quarter points, 12.50 a quarter point.</summary>
    public static Future Index { get; } = new()
    {
        Id = new(0), Symbol = "ES", Base = Thing, Quote = Cash, PriceUnitSteps = 25, TickValueNumerator = 1_250,
        SettlementPrice = new(19_206), InitialMargin = new(1_200_000), MinPrice = new(-1_000_000),
    };

    /// <summary>A note of 1,000.00, quoted in thousandths of a percent of par: one of them is one cent.</summary>
    public static Bond Note { get; } = new()
    {
        Id = new(0), Symbol = "NOTE", Base = Thing, Quote = Cash, PriceDecimals = 3, FaceValue = new(100_000),
        CouponPartsPerMillion = 42_500,
    };

    public static IReadOnlyList<Instrument> OfEachType { get; } = [Share, Fund, Euro, Coin, Index, Note];
}
