using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>Collects what a model of direction learns from, out of runs, recordings and scenarios.</summary>
/// <param name="interval">Seconds between two looks.</param>
/// <param name="horizon">How many looks ahead.</param>
/// <param name="symbol">Of which instrument; the first, or of a recording the busiest, if null.</param>
internal sealed class DirectionSessions(int interval, int horizon, string? symbol)
{
    /// <summary>Of a run in a folder.</summary>
    public IReadOnlyList<DirectionSample> OfRun(string folder)
    {
        var result = RunResult.Open(folder);
        var end = new SimTime(result.Manifest.EndNanoseconds);
        var collector = new Collector(interval, horizon);
        var flow = new EventFlow(FactsOfRuns.InstrumentOf(result.Manifest, symbol), end, SimDuration.Zero) { Observers = [collector] };
        using var events = result.ReadEvents();
        while (events.TryRead(out var item))
        {
            flow.Observe(item);
        }

        flow.Complete(end);
        return collector.Samples;
    }

    /// <summary>Of a recording.</summary>
    public IReadOnlyList<DirectionSample> OfRecording(string path)
    {
        var collector = new Collector(interval, horizon);
        _ = Sentences.Plain(() => RecordedFacts.Measure(
            path, new RecordedFactOptions { Instrument = symbol, Skip = SimDuration.Zero, Observers = [collector] }));
        return collector.Samples;
    }

    /// <summary>Of a scenario, simulated in memory.</summary>
    public IReadOnlyList<DirectionSample> OfScenario(Scenario scenario, OptionSet options, ulong seed)
    {
        var recorder = new FoldingRecorder();
        var simulation = new MarketSimulation(scenario.Create(options, seed), seed, recorder);
        var collector = new Collector(interval, horizon);
        var instrument = FactsOfRuns.InstrumentOf(simulation.Describe(RunStatus.Running), symbol);
        recorder.Flow = new EventFlow(instrument, simulation.End, SimDuration.Zero) { Observers = [collector] };
        simulation.Run();
        recorder.Flow.Complete(simulation.End);
        return collector.Samples;
    }

    private sealed class FoldingRecorder : IRunRecorder
    {
        public EventFlow? Flow { get; set; }

        public void Record(in Core.Command command, SimTime time)
        {
        }

        public void Record(in MarketEvent item) => Flow?.Observe(item);
    }

    // Looks at what all observers share: the touch of each second, and the trades.
    private sealed class Collector(int interval, int horizon) : FlowObserver
    {
        public List<DirectionSample> Samples { get; } = [];

        public override FactFold Start(FactObservation observed) => AtTheEnd(() => Collect(observed));

        private FactMeasure Collect(FactObservation observed)
        {
            var sampler = new DirectionSampler(horizon);
            var trades = observed.Trades.All;
            var touches = observed.Samples.All;
            var (next, taken, given) = (0, 0L, 0L);
            for (var second = 0; second < touches.Length; second += interval)
            {
                var now = observed.Window.From + SimDuration.FromSeconds(second);
                for (; next < trades.Length && trades[next].Time <= now; next++)
                {
                    taken += trades[next].Sign > 0 ? trades[next].Lots : 0;
                    given += trades[next].Sign < 0 ? trades[next].Lots : 0;
                }

                if (sampler.Look(QuoteOf(touches[second], now), taken, given) is { } sample)
                {
                    Samples.Add(sample);
                }
            }

            return FactMeasure.None("no fact");
        }

        private static Quote? QuoteOf(in Touch touch, SimTime now) => touch.BidQuantity.IsZero && touch.AskQuantity.IsZero
            ? null : new Quote(default, now, touch.Bid, touch.BidQuantity, touch.Ask, touch.AskQuantity, default);
    }
}
