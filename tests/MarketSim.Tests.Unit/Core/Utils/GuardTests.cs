using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class GuardTests
{
    [Fact]
    public void WhatHoldsPasses() => Guard.That(2 > 1, "two is more than one");

    [Fact]
    public void WhatDoesNotHoldStopsWithItsSentenceAndExpression()
    {
        var (one, two) = (1, 2);
        var breach = Assert.Throws<InvariantViolatedException>(() => Guard.That(one > two, "one is more than two"));
        Assert.Equal("Broken invariant: one is more than two (one > two).", breach.Message);
    }

    [Fact]
    public void ABreachFoundByTheCallerStopsWithItsSentence()
        => Assert.Equal("Broken invariant: 7 is odd.",
            Assert.Throws<InvariantViolatedException>(() => Guard.Fail("7 is odd.")).Message);
}
