using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class LatencyTests
{
    private const int Draws = 20_000;
    private static readonly ActorId A = new(0);
    private static readonly ActorId B = new(1);
    private static readonly ActorId C = new(2);

    [Fact]
    public void AConstantLatencyNeverVaries()
    {
        var model = new ConstantLatency(SimDuration.FromMicroseconds(50));
        Assert.All(Sample(model, 100), nanoseconds => Assert.Equal(50_000, nanoseconds));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantLatency(new SimDuration(-1)));
    }

    [Fact]
    public void AUniformLatencyFillsItsRangeEvenly()
    {
        var sample = Sample(new UniformLatency(new SimDuration(20), new SimDuration(29)), Draws);
        var counts = sample.CountBy(nanoseconds => nanoseconds).ToDictionary();
        Assert.Equal(Enumerable.Range(20, 10).Select(i => (long)i), counts.Keys.Order());

        // Each of the ten is drawn 2,000 times; the standard deviation of that is 42.
        Assert.All(counts.Values, count => Assert.InRange(count, 2_000 - 210, 2_000 + 210));
        Assert.Throws<ArgumentException>(() => new UniformLatency(new SimDuration(2), new SimDuration(1)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void TheLogarithmOfALogNormalLatencyIsNormal(double sigma)
    {
        const double Median = 50_000;
        var model = new LogNormalLatency(new SimDuration((long)Median), sigma);
        var logs = Sample(model, Draws).Select(nanoseconds => Math.Log(nanoseconds / Median)).Order().ToList();

        // Standard errors: σ/√n of the mean, σ/√2n of the deviation, about 1.25 σ/√n of the median; five of
        // them.
        var tolerance = (5 * 1.25 * sigma / Math.Sqrt(Draws)) + 1e-4;
        Assert.InRange(logs.Average(), -tolerance, tolerance);
        Assert.InRange(logs[Draws / 2], -tolerance, tolerance);
        Assert.InRange(Math.Sqrt(logs.Average(log => log * log)), sigma - tolerance, sigma + tolerance);

        // 2.28% lie beyond two deviations.
        Assert.True(
            sigma == 0 || Math.Abs(logs.Count(log => log > 2 * sigma) - (0.0228 * Draws)) < 5 * Math.Sqrt(0.0228 * Draws));
    }

    [Fact]
    public void ALogNormalLatencyNeverOverflows()
    {
        var model = new LogNormalLatency(SimDuration.FromHours(1), LogNormalLatency.MaxSigma);
        Assert.All(
            Sample(model, Draws), nanoseconds => Assert.InRange(nanoseconds, 0, SimDuration.FromHours(24).Nanoseconds));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogNormalLatency(SimDuration.Zero, double.NaN));
    }

    [Fact]
    public void ADistanceLatencyIsTheTravelTimeOfLightInFibre()
    {
        // Frankfurt to London, 637 km, at two thirds of light speed in one direction: 3.2 ms.
        var model = new DistanceLatency(2.0 / 3, SimDuration.FromMicroseconds(5)).At("frankfurt", 637_000).At("london", 0);
        model.OnAdded(A, "frankfurt", seed: 1);
        model.OnAdded(B, "london", seed: 1);
        var there = model.Between(A, B, Network()).Nanoseconds;
        Assert.Equal(Math.Round(637_000 / (DistanceLatency.SpeedOfLight * 2 / 3) * 1e9) + 5_000, there);
        Assert.Equal(there, model.Between(B, A, Network()).Nanoseconds);
        Assert.Equal(5_000, model.Between(A, A, Network()).Nanoseconds);
    }

    [Fact]
    public void DistancesOnAPlaneAreEuclidean()
    {
        var model = new DistanceLatency(1).At("a", 0, 0).At("b", 3_000, 4_000);
        model.OnAdded(A, "a", seed: 1);
        model.OnAdded(B, "b", seed: 1);
        Assert.Equal(
            Math.Round(5_000 / DistanceLatency.SpeedOfLight * 1e9), model.Between(A, B, Network()).Nanoseconds);
    }

    [Fact]
    public void ActorsWithoutAPlaceGetOneByTheirNameWhoeverElseThereIs()
    {
        var two = new DistanceLatency(extentMetres: 100_000);
        two.OnAdded(A, "x", seed: 1);
        two.OnAdded(B, "y", seed: 1);
        var three = new DistanceLatency(extentMetres: 100_000);
        three.OnAdded(A, "newcomer", seed: 1);
        three.OnAdded(B, "x", seed: 1);
        three.OnAdded(C, "y", seed: 1);
        var latency = two.Between(A, B, Network());
        Assert.Equal(latency, three.Between(B, C, Network()));
        Assert.InRange(
            latency.Nanoseconds, 1, 100_000 * 1.415 / (DistanceLatency.SpeedOfLight * DistanceLatency.Fibre) * 1e9);
        Assert.NotEqual(latency, three.Between(A, C, Network()));
    }

    [Fact]
    public void PlacesBelongToOneRunAndAreGivenBeforeItBegins()
    {
        var model = new DistanceLatency();
        var kernel = new Kernel(1, model);
        kernel.Add(new TestActor("a"));
        Assert.Throws<InvalidOperationException>(() => model.At("b", 1));
        Assert.Throws<InvalidOperationException>(() => new Kernel(2, model).Add(new TestActor("a")));
    }

    [Fact]
    public void ChosenPairsHaveLatenciesOfTheirOwn()
    {
        var model = new PerPairLatency(new ConstantLatency(new SimDuration(100)))
            .Set(A, B, new ConstantLatency(new SimDuration(1)))
            .SetBoth(B, C, new ConstantLatency(new SimDuration(7)));
        long Between(ActorId from, ActorId to) => model.Between(from, to, Network()).Nanoseconds;
        Assert.Equal(
            [1, 100, 7, 7, 100], [Between(A, B), Between(B, A), Between(B, C), Between(C, B), Between(A, C)]);
    }

    [Fact]
    public void TheModelForAllOtherPairsMayDependOnPlaces()
    {
        var places = new DistanceLatency(1).At("a", 0).At("b", 300_000);
        var kernel = new Kernel(1, new PerPairLatency(places));
        var listener = new TestActor("b");
        kernel.Add(new TestActor("a") { Start = context => context.Send(B, new Note("hello")) });
        kernel.Add(listener);
        kernel.Run(SimTime.Never);
        Assert.Equal(["1000692 hello"], listener.Heard);
        Assert.Throws<ArgumentException>(() => new PerPairLatency(ConstantLatency.None).Set(A, B, places));
    }

    private static List<long> Sample(ILatencyModel model, int count)
    {
        var network = Network();
        return [.. Enumerable.Range(0, count).Select(_ => model.Between(A, B, network).Nanoseconds)];
    }

    private static Rng Network() => new(1, "network/a");
}
