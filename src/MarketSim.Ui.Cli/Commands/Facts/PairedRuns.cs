using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Pairs of runs with and without a parent order, for the fact that needs them.</summary>
internal static class PairedRuns
{
    /// <summary>Of a scenario with these options and this seed.</summary>
    public static MetaorderSample Of(
        Scenario scenario, OptionSet options, ulong seed, InstrumentId instrument, FactSettings settings,
        IProgress<(int Done, int Of)>? progress = null)
    {
        if (settings.Pairs == 0)
        {
            return new MetaorderSample([], "needs paired runs, and none were asked for");
        }

        var plan = new MetaorderPlan { PairsPerShare = settings.Pairs };
        var pairs = new MetaorderPairs(() => scenario.Create(options, seed), seed, instrument, plan)
            .Run(Environment.ProcessorCount, progress);
        var kept = pairs.Where(pair => pair.Share > 0 && double.IsFinite(pair.Impact)).ToArray();
        return new MetaorderSample(
            [.. kept.Select(pair => new MetaorderImpact(pair.Target, pair.Share, pair.Impact))],
            string.Create(CultureInfo.InvariantCulture, $"{kept.Length} pairs of runs: {string.Join(", ", plan.Shares.Select(share => $"{100 * share:0.#}%"))} of the volume, bought and sold"));
    }

    /// <summary>Of a run in a folder, whose manifest says what it was.</summary>
    public static MetaorderSample Of(RunManifest manifest, FactSettings settings, IProgress<(int Done, int Of)>? progress = null)
    {
        if (settings.Pairs == 0)
        {
            return new MetaorderSample([], "needs paired runs, and none were asked for");
        }

        OptionSet options;
        Scenario scenario;
        try
        {
            scenario = ScenarioCatalog.Find(manifest.Scenario);
            options = new OptionSet(scenario.Options);
            foreach (var (name, value) in manifest.Options)
            {
                options.Set(name, value);
            }
        }
        catch (Exception problem) when (problem is ArgumentException or IOException)
        {
            return new MetaorderSample([], $"needs paired runs, and the run cannot be run again: {problem.Message}");
        }

        return scenario is HistoryScenario
            ? new MetaorderSample([], "needs paired runs; recorded orders would not react")
            : Of(scenario, options, manifest.Seed, FactsOfRuns.InstrumentOf(manifest, settings.Instrument), settings, progress);
    }
}
