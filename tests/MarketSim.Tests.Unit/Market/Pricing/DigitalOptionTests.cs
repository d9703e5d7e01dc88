using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class DigitalOptionTests
{
    private static readonly OptionInputs Some = new(OptionRight.Call, 100, 95, 0.75, 0.04, 0.02, 0.3);

    /// <summary>Haug (2007), sections 4.19.1 and 4.19.2.</summary>
    [Fact]
    public void PublishedValuesComeOut()
    {
        Assert.Equal(2.6710, DigitalOption.CashOrNothing(new(OptionRight.Put, 100, 80, 0.75, 0.06, 0.06, 0.35), 10), 5e-5);
        Assert.Equal(20.2069, DigitalOption.AssetOrNothing(new(OptionRight.Put, 70, 65, 0.5, 0.07, 0.05, 0.27)), 5e-5);
    }

    [Fact]
    public void AShareIfAboveLessTheStrikeIfAboveIsTheCall()
        => Replay.Cases(nameof(DigitalOptionTests), 1_000, 50_000, random =>
        {
            var inputs = new OptionInputs(
                random.Right(), 100, random.Scale(20, 500), random.Scale(0.01, 10), random.NextUniform(-0.05, 0.1),
                random.NextUniform(-0.05, 0.1), random.Scale(0.05, 2));
            var combined = DigitalOption.AssetOrNothing(inputs) - DigitalOption.CashOrNothing(inputs, inputs.Strike);
            Replay.Near(BlackScholes.Price(inputs), inputs.Right.Sign() * combined, 1e-12 * (100 + inputs.Strike), inputs);
        });

    [Fact]
    public void CallAndPutTogetherPayForSure()
    {
        var put = Some with { Right = OptionRight.Put };
        Assert.Equal(7 * Some.Discount, DigitalOption.CashOrNothing(Some, 7) + DigitalOption.CashOrNothing(put, 7), 1e-14);
        Assert.Equal(100 * Some.YieldDiscount, DigitalOption.AssetOrNothing(Some) + DigitalOption.AssetOrNothing(put), 1e-13);
    }

    [Theory]
    [InlineData(96, 1)]
    [InlineData(94, 0)]
    [InlineData(95, 0.5)]
    [InlineData(0, 0)]
    public void AtExpiryItIsAllOrNothing(double spot, double expected)
        => Assert.Equal(expected, DigitalOption.CashOrNothing(Some with { Years = 0, Spot = spot }));

    [Fact]
    public void NegativeCashIsRefused()
        => Assert.Contains("cash", Assert.Throws<ArgumentException>(() => DigitalOption.CashOrNothing(Some, -1)).Message);
}
