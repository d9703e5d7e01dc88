using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class PerActorLatencyTests
{
    private static readonly Rng Network = new(1, "network");

    [Fact]
    public void AnActorsModelCountsBothWaysAndTheSendersFirst()
    {
        var model = new PerActorLatency(new ConstantLatency(new SimDuration(100)))
            .Set(new ActorId(1), new ConstantLatency(new SimDuration(5))).Set(new ActorId(2), new ConstantLatency(new SimDuration(7)));

        Assert.Equal(
            [100L, 5, 5, 5, 7],
            new[] { (0, 3), (0, 1), (1, 0), (1, 2), (2, 1) }.Select(
                pair => model.Between(new ActorId(pair.Item1), new ActorId(pair.Item2), Network).Nanoseconds));
        Assert.False(model.IsRandom);
        Assert.True(model.Set(new ActorId(3), new UniformLatency(new SimDuration(1), new SimDuration(2))).IsRandom);
    }

    [Fact]
    public void PlacesOnALineAreSpreadOverIt()
    {
        const double Metres = 3_866_660;
        var model = new DistanceLatency(1, SimDuration.Zero, Metres, isLine: true);
        for (var i = 0; i < 2_000; i++)
        {
            model.OnAdded(new ActorId(i), $"actor-{i}", seed: 3);
        }

        // The mean distance of two points on a line is a third of it, the greatest nearly all.
        var latencies = Enumerable.Range(1, 1_999).Select(i => model.Between(new ActorId(i), new ActorId(i - 1), Network).Nanoseconds)
            .ToList();
        var whole = Metres / DistanceLatency.SpeedOfLight * 1e9;
        Assert.InRange(latencies.Average() / whole, 0.31, 0.36);
        Assert.InRange(latencies.Max() / whole, 0.9, 1);
        Assert.IsType<DistanceLatency>(LatencyCatalog.Parse("distance:1,0ns,3866.66km,line"));
    }

    [Fact]
    public void AGroupOfAMarketFileHasALatencyAndAComputeDelayOfItsOwn()
    {
        var world = Build("compute-delay: 1us", "latency: constant:3ms, compute-delay: 50ns");
        var far = world.Participants.First(p => p.Type == "far");
        var near = world.Participants.First(p => p.Type == "noise");

        Assert.Equal(3_000_000, world.Latency.Between(World.ActorOf(far), World.VenueActor, Network).Nanoseconds);
        Assert.Equal(3_000_000, world.Latency.Between(World.VenueActor, World.ActorOf(far), Network).Nanoseconds);
        Assert.Equal(2_000_000, world.Latency.Between(World.ActorOf(near), World.VenueActor, Network).Nanoseconds);
        Assert.Equal((new SimDuration(50), (SimDuration?)null), (far.ComputeDelay!.Value, near.ComputeDelay));
        Assert.Equal(SimDuration.FromMicroseconds(1), world.ComputeDelay);
    }

    [Theory]
    [InlineData("compute-delay: -1us")]
    [InlineData("compute-delay: 2h")]
    [InlineData("compute-delay: soon")]
    public void AComputeDelayThatIsNoneIsRefused(string key)
        => Assert.Contains("line 3", Assert.Throws<MarketFileException>(() => Build(key, "")).Message);

    private static World Build(string top, string group)
    {
        var scenario = MarketScenario.Parse("test", $$$"""
            summary: A group that is far away.
            latency: constant:2ms
            {{{top}}}
            instruments: {A: {price: 10.00}}
            agents:
              noise: {count: 2}
              far: {strategy: noise, count: 3{{{(group.Length > 0 ? ", " + group : "")}}} }
            """);
        return scenario.Create(new OptionSet(scenario.Options), 1);
    }
}
