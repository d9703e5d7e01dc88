using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every scenario, in reading order. A new one is a file of its own and one line here.</summary>
public static class ScenarioCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [new DefaultDay(), new HistoryScenario()];

    /// <summary>The scenario of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence suggests and lists.</exception>
    public static Scenario Find(string name) => All.FirstOrDefault(s => s.Name == name)
        ?? throw new ArgumentException(
            $"Unknown scenario '{name}'.{Suggestions.Sentence(name, All.Select(s => s.Name))} "
            + $"Known: {string.Join(", ", All.Select(s => s.Name))}.");
}
