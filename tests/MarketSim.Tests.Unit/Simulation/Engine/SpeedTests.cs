using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class SpeedTests
{
    [Theory]
    [InlineData("max", double.PositiveInfinity, "max")]
    [InlineData("1x", 1, "1x")]
    [InlineData("10X", 10, "10x")]
    [InlineData(" 0.5x ", 0.5, "0.5x")]
    [InlineData("25", 25, "25x")]
    public void ASpeedIsMaxOrAMultipleOfRealTime(string text, double multiple, string printed)
    {
        var speed = Speed.Parse(text);
        Assert.Equal((multiple, printed), (speed.Multiple, speed.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("fast")]
    [InlineData("-1x")]
    [InlineData("0x")]
    [InlineData("1,5x")]
    [InlineData("1e3x")]
    [InlineData("NaN")]
    [InlineData("2000000x")]
    public void AnythingElseIsRefusedWithWhatIsAccepted(string text)
    {
        var error = Assert.Throws<FormatException>(() => Speed.Parse(text));
        Assert.StartsWith($"'{text}' is not a speed; accepted is max, or a multiple of real time", error.Message);
    }
}
