using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>The reference market against the simulator from which it comes.</summary>
/// <remarks>Its figures: mean ± standard deviation of 60 runs of half an hour, and of 8 full days, of ABIDES (jpmc, December 2023)
/// with its own configuration. A rest is an order that comes to rest, a fill a match of two orders, a cancel an order withdrawn.</remarks>
public sealed class Rmsc04Tests
{
    private static readonly double[] HalfHour = [1_945.0, 961.1, 1_308.2];
    private static readonly double[] HalfHourDeviation = [348.1, 54.7, 319.8];

    [Fact]
    public void HalfHoursAgreeWithThePeersToWithinChance()
    {
        const int Runs = 60;
        var counts = Enumerable.Range(1, Runs).Select(seed => Counts("30min", (ulong)seed)).ToList();
        for (var figure = 0; figure < HalfHour.Length; figure++)
        {
            var mean = counts.Average(c => c[figure]);
            var variance = counts.Sum(c => (c[figure] - mean) * (c[figure] - mean)) / (Runs - 1);

            // Four standard errors of the difference of two means.
            var bound = 4 * Math.Sqrt((variance / Runs) + (HalfHourDeviation[figure] * HalfHourDeviation[figure] / Runs));
            Assert.InRange(mean - HalfHour[figure], -bound, bound);
            Assert.InRange(Math.Sqrt(variance) / HalfHourDeviation[figure], 0.6, 1.6);
        }
    }

    [Fact]
    public void FullDaysLieInThePeersBands()
    {
        var days = Enumerable.Range(1, 8).Select(seed => Counts("6.5h", (ulong)seed)).ToList();

        Assert.InRange(days.Average(d => d[0]), 26_230 - 3_113, 26_230 + 3_113);
        Assert.InRange(days.Average(d => d[1]), 19_056 - 333, 19_056 + 333);
        Assert.InRange(days.Average(d => d[2]), 14_440 - 2_885, 14_440 + 2_885);
        Assert.InRange(days.Average(d => d[3]), 99_877 - 162, 99_877 + 162);
    }

    [Fact]
    public void ARunRepeatsAndConserves()
    {
        ulong Hash(ulong seed)
        {
            var simulation = new MarketSimulation(World("10min", seed), seed, NullRecorder.Instance);
            return simulation.Run().StateHash;
        }

        Assert.Equal(Hash(7), Hash(7));
        Assert.NotEqual(Hash(7), Hash(8));
    }

    [Fact]
    public void TheOlderReferenceMarketTradesAsWell()
    {
        var scenario = ScenarioCatalog.Find("rmsc03");
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "10min");
        var world = scenario.Create(options, 1);
        Assert.Equal(5_126, world.Participants.Count);

        var counter = new FlowCounter(1);
        new MarketSimulation(world, 1, counter).Run();
        Assert.True(counter.Instruments[0].Fills > 1_000);
        Assert.InRange(counter.Instruments[0].LastPrice.Ticks, 90_000, 110_000);
    }

    private static World World(string duration, ulong seed)
    {
        var scenario = ScenarioCatalog.Find("rmsc04");
        var options = new OptionSet(scenario.Options);
        options.Set("duration", duration);
        return scenario.Create(options, seed);
    }

    private static double[] Counts(string duration, ulong seed)
    {
        var counter = new FlowCounter(1);
        var simulation = new MarketSimulation(World(duration, seed), seed, counter);
        simulation.RunUntil(simulation.End);
        var flow = counter.Instruments[0];
        return [flow.Rests, flow.Fills, flow.Cancels, flow.LastPrice.Ticks];
    }
}
