using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class LatencyCatalogTests
{
    [Fact]
    public void TheExampleOfEachKindMakesAModel()
    {
        foreach (var kind in LatencyCatalog.All)
        {
            Assert.StartsWith(kind.Name + ":", kind.Example);
            var kernel = new Kernel(1, LatencyCatalog.Parse(kind.Example));
            kernel.Add(new TestActor("a") { Start = context => context.Send(new ActorId(1), new Note("hello")) });
            kernel.Add(new TestActor("b"));
            kernel.Run(SimTime.Never);
            Assert.InRange(kernel.Now.Nanoseconds, 1_000, 1_000_000);
        }
    }

    [Theory]
    [InlineData("constant:50us", false)]
    [InlineData("uniform:20us..80us", true)]
    [InlineData("uniform: 20us .. 80us, unordered", false)]
    [InlineData("uniform:20us..20us", false)]
    [InlineData("lognormal:50us,0.3", true)]
    [InlineData("lognormal:50us,0.3,unordered", false)]
    [InlineData("lognormal:50us,0", false)]
    [InlineData("distance:0.2", false)]
    [InlineData("distance:1,0,40000km", false)]
    public void ATextSaysWhetherMessagesMayOvertake(string text, bool needsOrdering)
        => Assert.Equal(needsOrdering, LatencyCatalog.Parse(text).NeedsOrdering);

    [Theory]
    [InlineData("", "Unknown latency model ''. Known: constant (such as constant:50us), ")]
    [InlineData("gaussian:5us", "Unknown latency model 'gaussian'. Known: constant")]
    [InlineData("normal:5us", "Did you mean 'lognormal'?")]
    [InlineData("constant", "after the colon comes one duration. An example: constant:50us.")]
    [InlineData("constant:50", "'50' is not a duration; accepted is a number with a unit: ns, us, ms, s, min or h")]
    [InlineData("constant:-5us", "'-5us' is not a duration")]
    [InlineData("constant:0.5ns", "of whole nanoseconds")]
    [InlineData("constant:1us,2us", "after the colon comes one duration")]
    [InlineData("uniform:20us", "two durations with two dots between")]
    [InlineData("uniform:80us..20us", "the lower one first; not 80000ns and 20000ns.")]
    [InlineData("uniform:20us..80us,sorted", "two durations with two dots between")]
    [InlineData("lognormal:50us", "after the colon comes a median and a sigma. An example: lognormal:50us,0.3.")]
    [InlineData("lognormal:50us,3.5", "The sigma of a latency lies between 0 and 3.")]
    [InlineData("lognormal:2h,0.3", "A median latency lies between zero and an hour.")]
    [InlineData("distance:", "a fraction of light speed")]
    [InlineData("distance:fast", "'fast' is not a fraction of light speed, such as 0.67.")]
    [InlineData("distance:2", "Signals travel at 0.001 to 1 times the speed of light.")]
    [InlineData("distance:0.67,5us,100", "'100' is not a number of kilometres, such as 100km.")]
    [InlineData("distance:0.67,5us,50000km", "Metres lie between 0 and 40000000 here.")]
    public void WhatIsNotUnderstoodIsNamedTogetherWithWhatWouldBe(string text, string sentence)
    {
        var message = Assert.Throws<FormatException>(() => LatencyCatalog.Parse(text)).Message;
        Assert.Contains(sentence, message);
        Assert.DoesNotContain("Parameter", message);
        Assert.DoesNotContain("\n", message);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7ns", 7)]
    [InlineData("50us", 50_000)]
    [InlineData("50µs", 50_000)]
    [InlineData("1.5 ms", 1_500_000)]
    [InlineData("2s", 2_000_000_000)]
    [InlineData("3min", 180_000_000_000)]
    [InlineData("0.25h", 900_000_000_000)]
    [InlineData("9223372036854775807ns", long.MaxValue)]
    public void ADurationIsANumberWithAUnit(string text, long nanoseconds)
        => Assert.Equal(nanoseconds, DurationText.Parse(text).Nanoseconds);

    [Theory]
    [InlineData("")]
    [InlineData("us")]
    [InlineData("5 parsecs")]
    [InlineData("1,5ms")]
    [InlineData("9223372036854775808ns")]
    [InlineData("99999999999999999999999999999999h")]
    public void ADurationThatIsNoneIsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));
}
