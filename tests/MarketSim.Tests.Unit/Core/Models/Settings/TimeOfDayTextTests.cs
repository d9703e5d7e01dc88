using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class TimeOfDayTextTests
{
    [Theory]
    [InlineData("9:30", 34_200, "9:30")]
    [InlineData("09:30", 34_200, "9:30")]
    [InlineData("570min", 34_200, "9:30")]
    [InlineData("17.5h", 63_000, "17:30")]
    [InlineData("15:59:30", 57_570, "15:59:30")]
    [InlineData("0:00", 0, "0:00")]
    [InlineData("24:00", 86_400, "24:00")]
    public void ATimeOfDayIsReadInAllItsFormsAndWrittenInOne(string text, int seconds, string written)
    {
        var time = TimeOfDayText.Parse(text);

        Assert.Equal(SimDuration.FromSeconds(seconds), time);
        Assert.Equal(written, TimeOfDayText.Format(time));
    }

    [Theory]
    [InlineData("25h")]
    [InlineData("24:01")]
    [InlineData("9.30")]
    [InlineData("-1h")]
    [InlineData("noon")]
    [InlineData("")]
    public void WhatIsNoTimeOfDayIsRefusedWithWhatWouldBe(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => TimeOfDayText.Parse(text));

        Assert.Contains("9:30", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTimeOfDayAmongTheMechanismsSettingsIsWrittenAsOneAndTakesTheOlderForms()
    {
        var checkedOnes = 0;
        foreach (var entry in MechanismCatalog.Types.Entries)
        {
            foreach (var spec in entry.Value.Options.Where(o => o.Kind == OptionKind.TimeOfDay))
            {
                Assert.Equal(spec.Default, TimeOfDayText.Format(TimeOfDayText.Parse(spec.Default)));
                spec.Validate("570min");
                checkedOnes++;
            }

            Assert.DoesNotContain(
                entry.Value.Options, o => o.Kind == OptionKind.Duration && o.Unit.Contains("midnight", StringComparison.Ordinal));
        }

        Assert.True(checkedOnes >= 9, $"only {checkedOnes} settings are times of day");
    }
}
