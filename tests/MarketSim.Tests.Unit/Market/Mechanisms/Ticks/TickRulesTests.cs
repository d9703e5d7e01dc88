using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Tick regimes through the public face of a venue. Source: MARKET rules, section 4.</summary>
public sealed class TickRulesTests
{
    private static readonly Equity Stock = MechanismVenue.Share(0) with
    {
        PriceDecimals = 4, TickValueDenominator = 100,
    };

    [Theory]
    [InlineData("us", 0, "0.9876", true)] // EX-4b; 0.98765 is no price of an instrument with four decimals.
    [InlineData("us", 0, "10.0050", false)]
    [InlineData("us", 0, "10.0100", true)]
    [InlineData("us", 0, "1.0001", false)]
    [InlineData("eu", 5_000, "12.3450", true)] // EX-4a
    [InlineData("eu", 5_000, "12.3420", false)]
    [InlineData("eu", 50, "12.3500", true)]
    [InlineData("eu", 50, "12.3400", false)]
    [InlineData("eu", 300, "0.9510", true)]
    [InlineData("eu", 300, "0.9505", false)]
    [InlineData("eu", 700, "250.2000", true)]
    [InlineData("eu", 700, "250.1000", false)]
    public void AnOrderMustStandOnATick(string rule, int transactions, string price, bool isAccepted)
    {
        var venue = Open(("rule", rule), ("transactions", transactions.ToString(CultureInfo.InvariantCulture)));
        venue.Limit(venue.Open(0, dollars: 1_000_000), Stock, Side.Buy, Dec(price), 100);
        Assert.Equal(isAccepted ? RejectReason.None : RejectReason.InvalidTick, venue.Refusal);
    }

    [Fact]
    public void APriceFinerThanTheTickIsRefusedWhateverTheUnit()
    {
        var fine = Stock with { PriceDecimals = 5, TickValueDenominator = 1_000 };
        var venue = new MechanismVenue([fine], [MechanismSpec.Of("tick-regime")]);
        venue.Apply(Commands.OpenSession());
        venue.Limit(venue.Open(0, dollars: 1_000_000), fine, Side.Buy, 0.98765m, 100);
        Assert.Equal(RejectReason.InvalidTick, venue.Refusal);
    }

    [Fact]
    public void HalfCentsComeIntoForceOnTheirDate()
    {
        var venue = Open(("half-cents-from", "2026-01-06"));
        var account = venue.Open(0, dollars: 1_000_000);
        venue.Limit(account, Stock, Side.Buy, 10.005m, 100);
        Assert.Equal(RejectReason.InvalidTick, venue.Refusal);
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("9:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        venue.Limit(account, Stock, Side.Buy, 10.005m, 100);
        Assert.Equal(RejectReason.None, venue.Refusal);
    }

    [Fact]
    public void AnInstrumentWhosePriceUnitIsTooCoarseIsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => new MechanismVenue([MechanismVenue.Share(0)], [MechanismSpec.Of("tick-regime")]));
        Assert.Contains("price unit of 0.0001", refusal.Message, StringComparison.Ordinal);
    }

    private static decimal Dec(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static MechanismVenue Open(params IReadOnlyList<(string Name, string Value)> settings)
    {
        var venue = new MechanismVenue([Stock], [MechanismSpec.Of("tick-regime", settings)]);
        venue.Apply(Commands.OpenSession());
        return venue;
    }
}
