using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The facts of one run or recording.</summary>
/// <param name="Name">What it is called: a folder, a file, or scenario and seed.</param>
/// <param name="Results">All facts, in order.</param>
internal sealed record FactSheet(string Name, IReadOnlyList<FactResult> Results)
{
    /// <summary>How many passed.</summary>
    public int Passed => Results.Count(result => result.Measure.Passes == true);

    /// <summary>How many could be measured.</summary>
    public int Measured => Results.Count(result => result.Measure.Passes is not null);
}
