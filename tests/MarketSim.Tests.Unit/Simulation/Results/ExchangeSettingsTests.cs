using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class ExchangeSettingsTests
{
    private static readonly ExchangeOptions Unusual = new()
    {
        Fees = new FeeSchedule
        {
            TakerPartsPerMillion = 300, MakerPartsPerMillion = -200, TakerMicroMinorPerLot = 7, MakerMicroMinorPerLot = -5,
        },
        ChecksFunds = false, ProtectionTicks = 12, RestsMarketRemainder = true, StopTrigger = TriggerSource.Quote,
        Allocation = "pro-rata:2", UsesPlainBook = true, AuctionStyle = "xetra",
        Calendar = new MarketCalendar
        {
            FirstDay = new DateOnly(2025, 12, 22), ZeroIsAt = SimDuration.FromSeconds(3), TradesOnWeekends = true,
            Holidays = [new DateOnly(2026, 1, 1), new DateOnly(2025, 12, 25)],
        },
    };

    [Fact]
    public void EveryOptionOfAVenueSurvivesTheWayThroughAManifest()
    {
        // A new option must be added to the settings, and here.
        AssertNothingIsUsual(Unusual, new ExchangeOptions());
        AssertNothingIsUsual(Unusual.Fees, new FeeSchedule());

        Assert.Equal(Unusual, ExchangeSettings.FromTexts(ExchangeSettings.ToTexts(Unusual)));
        Assert.Equal(new ExchangeOptions(), ExchangeSettings.FromTexts(ExchangeSettings.ToTexts(new ExchangeOptions())));
    }

    [Theory]
    [InlineData("allocation", "alphabetical", "The exchange setting 'allocation' was 'alphabetical'")]
    [InlineData("protection-ticks", "many", "The exchange setting 'protection-ticks' was 'many'")]
    [InlineData("checks-funds", "yes", "true or false was expected")]
    [InlineData("stop-trigger", "9", "LastTrade")]
    [InlineData("opening-bell", "loud", "unknown exchange setting 'opening-bell'")]
    [InlineData("plain-book", null, "lacks the exchange setting 'plain-book'")]
    public void WhatIsMissingUnknownOrWrongIsNamed(string name, string? value, string expected)
    {
        var texts = ExchangeSettings.ToTexts(Unusual);
        texts.Remove(name);
        if (value is not null)
        {
            texts.Add(name, value);
        }

        Assert.Contains(expected, Assert.Throws<FormatException>(() => ExchangeSettings.FromTexts(texts)).Message);
    }

    private static void AssertNothingIsUsual<T>(T unusual, T usual)
    {
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite))
        {
            Assert.NotEqual(property.GetValue(usual), property.GetValue(unusual));
        }
    }
}
