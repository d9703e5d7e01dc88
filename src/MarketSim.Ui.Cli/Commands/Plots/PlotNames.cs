using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>All pictures by name, whatever they are drawn from.</summary>
internal static class PlotNames
{
    /// <summary>Name, what it shows, and what it is drawn from.</summary>
    public static IReadOnlyList<(string Name, string Summary, string Source)> All { get; } =
    [
        .. PlotCatalog.All.Select(plot => (plot.Name, plot.Summary, "a run")),
        .. StudiedPlots.All,
        .. BacktestPlotCatalog.All.Select(plot => (plot.Name, plot.Summary, plot.NeedsTrades ? "a back-test" : "a back-test or a series")),
        .. TablePlotCatalog.All.Select(plot => (
            plot.Name, plot.Summary, plot is VolatilitySmilePlot or VolatilitySurfacePlot ? "a table or a run with options" : "a table")),
    ];

    /// <summary>Says that an input has no such picture: because nothing has, or because it is drawn from something else.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="input">What it was asked of, as it was typed.</param>
    /// <param name="kind">What that is: a run, a back-test.</param>
    /// <param name="possible">The pictures that there are of it.</param>
    public static ArgumentException Refusal(string name, string input, string kind, IReadOnlyList<string> possible)
    {
        var other = All.FirstOrDefault(entry => entry.Name == name);
        return other.Name is null
            ? new ArgumentException($"Unknown plot '{name}'.{Suggestions.Sentence(name, possible)} Known: {string.Join(", ", possible)}.")
            : new ArgumentException($"The plot '{name}' is drawn from {other.Source}, but '{input}' is {kind}; of that there are {string.Join(", ", possible)}.");
    }
}
