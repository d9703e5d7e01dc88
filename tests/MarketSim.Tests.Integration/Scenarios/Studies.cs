using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>Runs experiments for what they find.</summary>
internal static class Studies
{
    /// <summary>Runs a scenario and keeps nothing but its study.</summary>
    public static MarketSimulation Run(string name, ulong seed, params IEnumerable<(string Name, string Value)> settings)
    {
        var scenario = ScenarioCatalog.Find(name);
        var options = new OptionSet(scenario.Options);
        foreach (var (option, value) in settings)
        {
            options.Set(option, value);
        }

        var world = scenario.Create(options, seed);
        var simulation = new MarketSimulation(world, seed, new SummaryRecorder(world, seed));
        simulation.Run();
        return simulation;
    }

    /// <summary>A figure that a run found.</summary>
    public static double Found(this MarketSimulation simulation, string name)
        => simulation.Measurement!.Findings.Single(f => f.Name == name).Value!.Value;
}
