using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Every plot, in reading order. A new one is a file of its own and one line here.</summary>
public static class PlotCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IPlot> All { get; } =
    [
        new PricePlot(),
        new SpreadPlot(),
        new SpreadDepthPlot(),
        new DepthHeatmapPlot(),
        new BookPlot(),
        new BookSnapshotsPlot(),
        new OrderFlowPlot(),
        new VolumePlot(),
        new ProfitPlot(),
        new AuctionPlot(),
    ];

    /// <summary>The plot of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence says what was probably meant and what is
    /// known.</exception>
    public static IPlot Find(string name)
    {
        var names = All.Select(plot => plot.Name).ToArray();
        var place = Array.IndexOf(names, name);
        return place >= 0
            ? All[place]
            : throw new ArgumentException(
                $"Unknown plot '{name}'.{Suggestions.Sentence(name, names)} Known: {string.Join(", ", names)}.");
    }

    /// <summary>Draws one plot.</summary>
    public static Figure Create(this IPlot plot, PlotInput input) => CreateAll(input, plot)[0];

    /// <summary>Draws several plots in one pass over the events.</summary>
    /// <param name="input">What to draw from.</param>
    /// <param name="plots">Which; all if none is named.</param>
    /// <returns>A figure for each, in their order.</returns>
    public static IReadOnlyList<Figure> CreateAll(PlotInput input, params IReadOnlyList<IPlot> plots)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.End <= input.Start)
        {
            throw new ArgumentException(
                $"A picture ends after it begins; it was to begin at {input.Start} and to end at {input.End}.");
        }

        foreach (var id in input.Only)
        {
            if ((uint)id.Value >= (uint)input.Instruments.Count)
            {
                throw new ArgumentException($"There is no instrument {id}; there are {input.Instruments.Count}, from 0.");
            }
        }

        var drafts = (plots.Count == 0 ? All : plots).Select(plot => plot.Prepare(input)).ToList();
        MetricPass.Run(input.Events, input.End, [.. drafts.SelectMany(draft => draft.Metrics)]);
        return [.. drafts.Select(draft => draft.Draw())];
    }
}
