using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The pictures of a run.</summary>
internal static class RunPlots
{
    // More rows than this make a picture that nobody looks at.
    private const int MostInstruments = 6;

    /// <summary>Draws the usual pictures into the run's folder, in one pass over its events.</summary>
    /// <param name="result">The run.</param>
    /// <param name="progress">Told now and then how many events have been read.</param>
    /// <returns>Where they are.</returns>
    public static IReadOnlyList<string> DrawAll(RunResult result, IProgress<long>? progress = null)
    {
        Directory.CreateDirectory(result.Folder.Plots);
        IReadOnlyList<IPlot> plots = [.. PlotCatalog.All.Where(plot => !plot.IsOnRequest)];
        using var events = result.ReadEvents();
        var input = InputOf(result, Counted(events, progress)) with { Only = Busiest(result) };
        if (input.End <= input.Start)
        {
            return [];
        }

        var figures = PlotCatalog.CreateAll(input, plots);
        var paths = new List<string>();
        for (var i = 0; i < plots.Count; i++)
        {
            if (plots[i].IsOccasional && figures[i].Rows.All(row => row.Panels.All(panel => panel.EmptyText is not null)))
            {
                continue;
            }

            paths.Add(Path.Combine(result.Folder.Plots, plots[i].Name + ".png"));
            File.WriteAllBytes(paths[^1], FigureRenderer.ToPng(figures[i]));
        }

        return paths;
    }

    /// <summary>Describes some kinds of pictures, in one pass over the events.</summary>
    /// <param name="screen">For progress.</param>
    /// <param name="result">The run.</param>
    /// <param name="names">Which.</param>
    /// <returns>By name; none that would be empty, or of a run in which no time passed.</returns>
    public static IReadOnlyDictionary<string, Figure> Figures(Screen screen, RunResult result, IReadOnlyList<string> names)
    {
        IPlot[] plots = [.. names.Select(PlotCatalog.Find)];
        using var events = result.ReadEvents();
        var input = InputOf(result, events) with { Only = Busiest(result) };
        if (input.End <= input.Start)
        {
            return new Dictionary<string, Figure>(StringComparer.Ordinal);
        }

        using (new ProgressLine(screen, "reading", () => new ProgressState(double.NaN, events.Count, "events")))
        {
            return PlotCatalog.CreateAll(input, plots).Zip(plots)
                .Where(pair => pair.First.Rows.Any(row => row.Panels.Any(panel => panel.EmptyText is null)))
                .ToDictionary(pair => pair.Second.Name, pair => pair.First, StringComparer.Ordinal);
        }
    }

    /// <summary>What a picture of a run is drawn from.</summary>
    public static PlotInput InputOf(RunResult result, IEnumerable<MarketEvent> events)
    {
        var manifest = result.Manifest;
        return new PlotInput
        {
            Events = events,
            Instruments = manifest.CreateInstruments(),
            Assets = [.. manifest.Assets.Select(a => new AssetInfo(a.Name, a.Decimals))],
            AccountTypes = manifest.Accounts.ToDictionary(a => new AccountId(a.Id), a => a.Type),
            Start = new SimTime(manifest.StartNanoseconds),
            End = new SimTime(manifest.EndNanoseconds),
            OpensAt = new SimDuration(manifest.TimeOfDayNanoseconds),
            Scenario = manifest.Scenario,
            Seed = manifest.Seed,
        };
    }

    // Of a chain of options few trade; of few instruments the idle ones are left out all the same. All where none traded.
    private static IReadOnlyList<InstrumentId> Busiest(RunResult result)
    {
        var trades = new long[result.Manifest.Instruments.Count];
        if (trades.Length == 1)
        {
            return [];
        }

        using var events = result.ReadEvents();
        while (events.TryRead(out var item))
        {
            trades[Math.Max(0, item.Instrument.Value)] += item.Kind == EventKind.Traded ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, trades.Length).Where(i => trades[i] > 1).OrderByDescending(i => trades[i]).Take(MostInstruments)
                .Order().Select(i => new InstrumentId(i)),
        ];
    }

    private static IEnumerable<MarketEvent> Counted(EventLogReader events, IProgress<long>? progress)
    {
        while (events.TryRead(out var item))
        {
            if (events.Count % (1 << 14) == 0)
            {
                progress?.Report(events.Count);
            }

            yield return item;
        }
    }
}
