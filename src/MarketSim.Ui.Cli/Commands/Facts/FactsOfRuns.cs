using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Facts of simulated runs: of those that lie in a folder, and of those simulated for nothing else.</summary>
internal static class FactsOfRuns
{
    /// <summary>Of a run in a folder.</summary>
    public static FactSheet InFolder(RunResult result, FactSettings settings, IProgress<(int Done, int Of)>? progress = null)
    {
        var flow = new EventFlow(
            InstrumentOf(result.Manifest, settings.Instrument), new SimTime(result.Manifest.EndNanoseconds), settings.Skip,
            PairedRuns.Of(result.Manifest, settings, progress));
        using var events = result.ReadEvents();
        while (events.TryRead(out var item))
        {
            flow.Observe(item);
        }

        flow.Complete(new SimTime(result.Manifest.EndNanoseconds));
        return new FactSheet(result.Folder.Path, flow.Results);
    }

    /// <summary>Of a run that leaves nothing behind.</summary>
    public static FactSheet InMemory(
        Scenario scenario, OptionSet options, ulong seed, FactSettings settings,
        IProgress<(int Done, int Of)>? progress = null)
    {
        var world = scenario.Create(options, seed);
        var recorder = new FoldingRecorder();
        var simulation = new MarketSimulation(world, seed, recorder);
        var instrument = InstrumentOf(simulation.Describe(RunStatus.Running), settings.Instrument);
        var flow = new EventFlow(
            instrument, simulation.End, settings.Skip, PairedRuns.Of(scenario, options, seed, instrument, settings, progress));
        recorder.Fold = flow;
        simulation.Run();
        flow.Complete(simulation.End);
        return new FactSheet($"{scenario.Name} seed {seed}", flow.Results);
    }

    /// <summary>The instrument of a symbol; the first if none is named.</summary>
    public static InstrumentId InstrumentOf(RunManifest manifest, string? symbol)
    {
        var symbols = manifest.Instruments.Select(each => each.Symbol).ToList();
        var place = symbol is null ? 0 : symbols.IndexOf(symbol);
        return place >= 0
            ? new InstrumentId(place)
            : throw new ArgumentException(
                $"Unknown instrument '{symbol}'.{Suggestions.Sentence(symbol!, symbols)} Known: {string.Join(", ", symbols)}.");
    }

    private sealed class FoldingRecorder : IRunRecorder
    {
        public IMetric? Fold { get; set; }

        public void Record(in Core.Command command, SimTime time)
        {
        }

        public void Record(in MarketEvent item) => Fold?.Observe(item);
    }
}

/// <summary>How facts are to be measured.</summary>
internal sealed record FactSettings
{
    /// <summary>Of which instrument; the first if null.</summary>
    public string? Instrument { get; init; }

    /// <summary>LOBSTER: the order book file; the one beside the messages if null.</summary>
    public string? Book { get; init; }

    /// <summary>The format of recordings.</summary>
    public DataFormat Format { get; init; }

    /// <summary>What to leave out at the beginning; the usual if null.</summary>
    public SimDuration? Skip { get; init; }

    /// <summary>How many pairs of runs for each size of a parent order; none if zero.</summary>
    public int Pairs { get; init; } = 10;
}
