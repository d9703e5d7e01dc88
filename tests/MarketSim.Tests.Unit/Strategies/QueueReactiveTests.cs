using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class QueueReactiveTests(ITestOutputHelper output)
{
    [Fact]
    public void TheInvariantLawOfAQueueIsThatOfItsBirthsAndDeaths()
    {
        // λ constant 1, deaths constant 2: geometric with ratio 1/2.
        var queue = new QueueIntensities([1], [0, 1.5], [0, 0.5]);
        Assert.Equal(0.5, queue.Invariant[0], 9);
        Assert.Equal(0.25, queue.Invariant[1], 9);
        Assert.Equal(0.125, queue.Invariant[2], 9);
        var random = new Rng(31, "queue");
        Assert.Equal(1, Enumerable.Range(0, 40_000).Average(_ => queue.Draw(random)), 0.05);
    }

    [Fact]
    public void QueuesThatWouldGrowWithoutEndAreRefused()
        => Assert.Contains("without end", Assert.Throws<ArgumentException>(() => new QueueIntensities([1], [0, 0.5], [0.5])).Message, StringComparison.Ordinal);

    [Fact]
    public void WhileThePriceStaysQueuesHaveTheirInvariantLawAndEventsTheirRates()
    {
        var scenario = MarketScenario.Parse("queues", """
            instruments: {ALPHA: {price: 100.00}}
            duration: 60min
            latency: constant:1us
            agents: {queue-reactive: {shares: 100_000_000, cash: 100000m, settings: {follow: 0, lots: 1}}}
            """);
        var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed: 32), seed: 32);
        var events = run.Run().Recorded!.Events;
        var type = Strategies.QueueReactive.Type.Options.ToDictionary(o => o.Name, o => o.Default);
        double[] Table(string name) => [.. type[name].Split(' ').Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
        var third = new QueueIntensities(Table("limit-3"), Table("cancel-3"), [0]);

        // A third queue is touched by market orders only while the two before it are empty: nearly a birth and death process alone.
        var price = new Price(9_998);
        var (length, since, time) = (0L, SimTime.FromSeconds(0), new double[40]);
        foreach (var item in events.Where(e => e.Kind is EventKind.Rested or EventKind.Cancelled or EventKind.Traded))
        {
            var isBid = item.Kind == EventKind.Traded ? item.Side == Side.Sell : item.Side == Side.Buy;
            if (item.Price != price || !isBid)
            {
                continue;
            }

            if (item.Time > since)
            {
                time[Math.Min(length, 39)] += (item.Time - since).ToSeconds();
                since = item.Time;
            }

            length += item.Kind == EventKind.Rested ? 1 : -1;
        }

        var total = time.Sum();
        var mean = time.Select((t, n) => n * t).Sum() / total;
        var theory = third.Invariant.Select((p, n) => p * n).Sum();
        output.WriteLine($"seed 32: mean length {mean:0.000}, theory {theory:0.000}; empty {time[0] / total:0.000}, theory {third.Invariant[0]:0.000}");
        Assert.Equal(theory, mean, 0.15 * theory);
        Assert.Equal(third.Invariant[0], time[0] / total, 0.05);
    }

    [Fact]
    public void AUsedUpQueueMovesThePrice()
    {
        var scenario = MarketScenario.Parse("queues", """
            instruments: {ALPHA: {price: 100.00}}
            duration: 10min
            latency: constant:1us
            agents: {queue-reactive: {shares: 100_000_000, cash: 100000m}}
            """);
        var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed: 33), seed: 33);
        var trades = run.Run().Recorded!.Events.Where(e => e.Kind == EventKind.Traded).ToList();
        Assert.True(trades.Count > 100);
        Assert.True(trades.Select(t => t.Price).Distinct().Count() > 5);
    }
}
