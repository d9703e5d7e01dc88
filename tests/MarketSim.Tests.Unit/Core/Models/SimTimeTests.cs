using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class SimTimeTests
{
    [Fact]
    public void InstantsAndDurationsAddUp()
    {
        var instant = SimTime.FromSeconds(90) + SimDuration.FromMilliseconds(250);
        Assert.Equal(90_250_000_000, instant.Nanoseconds);
        Assert.Equal(SimTime.FromMilliseconds(90_250), instant);
        Assert.Equal(SimDuration.FromMilliseconds(250), instant - SimTime.FromSeconds(90));
        Assert.Equal(SimTime.FromSeconds(90), instant - SimDuration.FromMilliseconds(250));
        Assert.Equal(90.25, instant.ToSeconds());
    }

    [Fact]
    public void TimeNeverWraps()
    {
        Assert.Throws<OverflowException>(() => SimTime.Never + new SimDuration(1));
        Assert.Throws<OverflowException>(() => SimTime.FromSeconds(long.MaxValue / 1_000));
        Assert.Throws<OverflowException>(() => new SimDuration(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => SimDuration.FromHours(10_000_000));
    }

    [Fact]
    public void InstantsAreOrderedAndNeverIsTheLast()
    {
        Assert.True(SimTime.Zero < SimTime.FromMilliseconds(1) && SimTime.FromSeconds(1) > SimTime.Zero);
        Assert.True(SimTime.FromSeconds(1_000_000_000) < SimTime.Never);
        Assert.True(SimTime.Zero <= new SimTime(0) && SimTime.Zero >= new SimTime(0));
        Assert.Equal(1, SimTime.Never.CompareTo(SimTime.Zero));
    }

    [Theory]
    [InlineData(0, "00:00:00.000000000")]
    [InlineData(5_400_000_000_250, "01:30:00.000000250")]
    [InlineData(90_061_000_000_001, "25:01:01.000000001")]
    [InlineData(long.MaxValue, "never")]
    public void AnInstantReadsAsHoursMinutesSeconds(long nanoseconds, string expected)
        => Assert.Equal(expected, new SimTime(nanoseconds).ToString());

    [Fact]
    public void DurationsConvertExactly()
    {
        Assert.Equal(3_000, SimDuration.FromMicroseconds(3).Nanoseconds);
        Assert.Equal(SimDuration.FromHours(2), SimDuration.FromMinutes(120));
        Assert.Equal(SimDuration.FromMinutes(2), SimDuration.FromSeconds(120));
        Assert.Equal(SimDuration.FromSeconds(2L), SimDuration.FromMilliseconds(2_000));
        Assert.Equal(1.5, SimDuration.FromMilliseconds(1_500).ToSeconds());
        Assert.Equal("1500ns", SimDuration.FromNanoseconds(1_500).ToString());
    }

    [Theory]
    [InlineData(1.5e-9, 2)]
    [InlineData(-1.5e-9, -2)]
    [InlineData(0.1, 100_000_000)]
    public void SecondsAsADoubleAreRoundedToTheNanosecond(double seconds, long expected)
        => Assert.Equal(expected, SimDuration.FromSeconds(seconds).Nanoseconds);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e10)]
    public void SecondsThatAreNoDurationStopTheCaller(double seconds)
        => Assert.Throws<OverflowException>(() => SimDuration.FromSeconds(seconds));
}
