using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class MarketFileValueTests
{
    private static World Build(string text, ulong seed = 1)
    {
        var scenario = MarketScenario.Parse("test", text);
        return scenario.Create(new OptionSet(scenario.Options), seed);
    }

    private static double[] Returns(FundamentalValue value) => [.. Enumerable.Range(0, 5_000).Select(
        i => Math.Log(value.At(SimTime.FromSeconds(i + 1)) / value.At(SimTime.FromSeconds(i))))];

    [Fact]
    public void AValueIsNamedWithItsModelAndSettings()
    {
        var world = Build("""
            instruments:
              A: {price: 100, value: {model: heston, volatility: 30%, rho: -0.7}}
              B: {price: 50, value: regimes}
              C: {price: 10, value: {model: regimes, volatilities: [10%, 40%, 90%], drifts: [0, 0, 0], stays: [5, 5, 5]}}
              D: {price: 10, volatility: 20%, reversion: 1h}
            """);
        Assert.Equal(10_000, world.Fundamentals[new(0)].At(SimTime.Zero));
        Assert.Equal(5_000, world.Fundamentals[new(1)].At(SimTime.Zero));
        Assert.True(Math.Sqrt(Returns(world.Fundamentals[new(0)]).Average(r => r * r) * 252 * 23_400) is > 0.1 and < 0.9);
    }

    [Fact]
    public void ValuesThatGoTogetherDoSo()
    {
        var world = Build("""
            correlation: {A B: 80%}
            instruments:
              A: {price: 100, value: geometric}
              B: {price: 50, value: {model: jump-diffusion, jumps: 0}}
              C: {price: 50, value: geometric}
            """);
        var returns = Enumerable.Range(0, 3).Select(i => Returns(world.Fundamentals[new(i)])).ToArray();
        double Correlation(int i, int j) => returns[i].Zip(returns[j], (x, y) => x * y).Sum()
            / Math.Sqrt(returns[i].Sum(x => x * x) * returns[j].Sum(x => x * x));
        Assert.Equal(0.8, Correlation(0, 1), 0.03);
        Assert.Equal(0, Correlation(0, 2), 0.06);
    }

    [Theory]
    [InlineData("value: hestn", "Unknown value model 'hestn'. Did you mean 'heston'?")]
    [InlineData("value: {model: heston, vol: 30%}", "Value model 'heston' has no setting 'vol'.")]
    [InlineData("value: {model: heston, rho: 2}", "Option 'rho' was '2'; accepted is a number from -1 to 1.")]
    [InlineData("value: geometric, volatility: 30%", "Key 'volatility' belongs into 'value'")]
    [InlineData("value: {model: regimes, drifts: 0 0 0}", "Of 2 volatilities there are as many drifts and stays")]
    [InlineData("value: recorded", "A recorded value has a file, or points")]
    public void WhatIsNoValueIsRefusedWithItsPlace(string value, string sentence)
    {
        var refusal = Assert.Throws<MarketFileException>(() => Build($"instruments:\n  A: {{price: 100, {value}}}"));
        Assert.Contains("line 2, column", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{A B: 120%}", "accepted is -1 to 1")]
    [InlineData("{A X: 0.5}", "There is no instrument 'X'.")]
    [InlineData("{A: 0.5}", "accepted are two different instruments")]
    [InlineData("{A B: 0.9, B C: 0.9, A C: -0.9}", "contradict each other")]
    [InlineData("-0.9", "contradict each other")]
    public void CorrelationsThatAreNoneAreRefused(string correlation, string sentence)
    {
        var refusal = Assert.Throws<MarketFileException>(
            () => Build($"correlation: {correlation}\ninstruments: {{A: {{price: 1}}, B: {{price: 1}}, C: {{price: 1}}}}"));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }
}
