using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Queue models against their formulas.</summary>
public sealed class QueueModelTests
{
    [Fact]
    public void OfThirtyThatVanishSomeWereBeforeUs()
    {
        // 300 stand there, 100 before and 200 behind; 30 vanish: front − (1 − p)·30.
        static double Front(string name) => QueueModels.Parse(name).Change(100, 300, 270);
        Assert.Equal(100, Front("risk-averse"));
        Assert.Equal(100 - (30 * Math.Log(101) / (Math.Log(201) + Math.Log(101))), Front("log"), 1e-9);
        Assert.Equal(100 - (30 * (1 - (Math.Log(201) / Math.Log(301)))), Front("log2"), 1e-9);
        Assert.Equal(100 - (30 * 10_000.0 / 50_000), Front("power:2"), 1e-9);
        Assert.Equal(100 - (30 * 50_000.0 / 90_000), Front("power2:2"), 1e-9);
        Assert.Equal(100 - (30 / 9.0), Front("power3:2"), 1e-9);
        Assert.Equal(0, Front("none"));
    }

    [Theory]
    [InlineData("risk-averse")]
    [InlineData("log")]
    [InlineData("log2")]
    [InlineData("power:0.5")]
    [InlineData("power2:3")]
    [InlineData("power3:2")]
    [InlineData("none")]
    public void AFrontIsNeverBelowZeroNorAboveWhatStandsThereAndNeverGrows(string name)
    {
        var model = QueueModels.Parse(name);
        for (ulong seed = 1; seed <= 2_000; seed++)
        {
            var random = new Rng(seed, "queue");
            var standing = random.Between(0, 1_000);
            var front = model.HasQueue ? standing : 0.0;
            for (var step = 0; step < 20; step++)
            {
                var after = random.Between(0, 1_000);
                var next = model.Change(front, standing, after);
                Assert.True(next >= 0 && next <= after && next <= front, $"{name}: {front} of {standing} became {next} of {after} at seed {seed}.");
                (front, standing) = (next, after);
            }
        }
    }

    [Fact]
    public void WhatVanishesBeyondThoseBehindWasBeforeUs()
    {
        // 10 behind us, 50 vanish: at least 40 were before us, whatever the share.
        Assert.True(QueueModels.Parse("power:5").Change(90, 100, 50) <= 50);
        Assert.Equal(50, QueueModels.Parse("risk-averse").Change(90, 100, 50));
    }

    [Theory]
    [InlineData("")]
    [InlineData("power")]
    [InlineData("power:0")]
    [InlineData("power:-1")]
    [InlineData("power:x")]
    [InlineData("log:2")]
    [InlineData("lifo")]
    public void WhatIsNoModelIsRefusedWithWhatIs(string text)
        => Assert.Contains("risk-averse", Assert.Throws<ArgumentException>(() => QueueModels.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void BetweenMeasuredDelaysIsAStraightLine()
    {
        var delay = new InterpolatedDelay("test", [(1_000, 10), (2_000, 30), (3_000, 0)]);
        Assert.Equal([10L, 10L, 20L, 30L, 15L, 0L, 0L], new long[] { 0, 1_000, 1_500, 2_000, 2_500, 3_000, 9_000 }.Select(delay.At));
    }

    [Theory]
    [InlineData("5ms", 5_000_000)]
    [InlineData("recorded+2us", 2_000)]
    [InlineData("recorded*2+1ms", 1_000_000)]
    [InlineData("recorded", 0)]
    public void DelaysAreRead(string text, long atFirst) => Assert.Equal(atFirst, Delays.Parse("--order-latency", text).At(0));

    [Theory]
    [InlineData("-5ms")]
    [InlineData("recorded*0")]
    [InlineData("recorded+")]
    [InlineData("recorded-1ms")]
    [InlineData("soon")]
    public void WhatIsNoDelayIsRefused(string text)
        => Assert.Contains("--order-latency was", Assert.Throws<ArgumentException>(() => Delays.Parse("--order-latency", text)).Message, StringComparison.Ordinal);
}
