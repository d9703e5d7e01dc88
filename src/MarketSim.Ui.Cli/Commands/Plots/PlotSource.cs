using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>What was asked for beside the picture's name.</summary>
/// <param name="Instrument">Only this one, of a run; all if null.</param>
/// <param name="At">Which instant, of a run.</param>
/// <param name="Benchmark">A file to compare a back-test with.</param>
/// <param name="Columns">Which columns of a table.</param>
internal sealed record PlotChoices(string? Instrument, string? At, string? Benchmark, PlotColumns Columns);

/// <summary>Something that pictures are drawn from.</summary>
internal abstract class PlotSource(string input)
{
    /// <summary>As it was typed.</summary>
    protected string Input => input;

    /// <summary>Where a picture goes if nothing else is said, without its ending.</summary>
    public virtual string PlaceOf(string name) => Path.Combine(Input, "plots", name);

    /// <summary>Describes a picture.</summary>
    /// <exception cref="ArgumentException">There is no such picture of it, or a choice makes no sense.</exception>
    public abstract Figure Draw(Screen screen, string name, PlotChoices choices);

    /// <summary>Finds out what lies there.</summary>
    /// <exception cref="FileNotFoundException">Nothing that pictures are drawn from.</exception>
    public static PlotSource Open(string input)
    {
        if (File.Exists(input))
        {
            return new FilePlots(input);
        }

        return BacktestReader.Holds(input) ? new BacktestPlots(input)
            : File.Exists(Path.Combine(input, "sweep.json")) ? new TablePlots(input, () => TableFile.OfSweep(input), "a sweep")
            : BacktestGridTable.Holds(input) ? new TablePlots(input, () => BacktestGridTable.Read(input), "a sweep of back-tests")
            : BacktestInput.IsWalkForward(input) ? new FilePlots(BacktestInput.EquityOf(input)) { Folder = input }
            : new RunFolderPlots(RunResult.Open(input), input);
    }
}

/// <summary>Pictures of a run.</summary>
internal sealed class RunFolderPlots(RunResult result, string input) : PlotSource(input)
{
    public override Figure Draw(Screen screen, string name, PlotChoices choices)
    {
        ITablePlot[] ofOptions = [new VolatilitySmilePlot(), new VolatilitySurfacePlot()];
        if (Array.Find(ofOptions, plot => plot.Name == name) is { } volatilities)
        {
            return volatilities.Draw(OptionVolatilities.Of(result, Instant(choices.At)), choices.Columns);
        }

        if (name is StudiedPlots.Consensus or StudiedPlots.Facts)
        {
            return name == StudiedPlots.Facts ? StudiedPlots.OfMarket(result, choices.Instrument) : StudiedPlots.OfCluster(Input);
        }

        var plot = PlotCatalog.All.FirstOrDefault(plot => plot.Name == name) ?? throw PlotNames.Refusal(
            name, Input, "a run", [.. PlotCatalog.All.Select(plot => plot.Name), .. StudiedPlots.All.Select(plot => plot.Name), .. ofOptions.Select(plot => plot.Name)]);
        var (only, at) = (Only(choices.Instrument), Instant(choices.At));
        using var events = result.ReadEvents();
        using (new ProgressLine(screen, "drawing", () => new ProgressState(double.NaN, events.Count, "events")))
        {
            return plot.Create(RunPlots.InputOf(result, events) with { Only = only, At = at });
        }
    }

    private SimTime? Instant(string? at)
    {
        if (at is null)
        {
            return null;
        }

        var instant = SimTime.Zero + DurationText.Parse(at);
        return instant.Nanoseconds <= result.Manifest.EndNanoseconds
            ? instant
            : throw new ArgumentException($"--at was '{at}', but the run ends at {new SimTime(result.Manifest.EndNanoseconds)}.");
    }

    private IReadOnlyList<InstrumentId> Only(string? instrument)
    {
        if (instrument is null)
        {
            return [];
        }

        var symbols = result.Manifest.Instruments.Select(i => i.Symbol).ToList();
        var place = symbols.IndexOf(instrument);
        return place >= 0
            ? [new InstrumentId(place)]
            : throw new ArgumentException(
                $"Unknown instrument '{instrument}'.{Suggestions.Sentence(instrument, symbols)} "
                + $"Known: {string.Join(", ", symbols)}.");
    }
}

/// <summary>Pictures of a back-test.</summary>
internal sealed class BacktestPlots(string input) : PlotSource(input)
{
    public override Figure Draw(Screen screen, string name, PlotChoices choices)
    {
        var plot = BacktestPlotCatalog.All.FirstOrDefault(plot => plot.Name == name)
            ?? throw PlotNames.Refusal(name, Input, "a back-test", [.. BacktestPlotCatalog.All.Select(plot => plot.Name)]);
        return plot.Draw(BacktestInput.Read(Input, choices.Benchmark));
    }
}

/// <summary>Pictures of a table.</summary>
internal sealed class TablePlots(string input, Func<PlotTable> read, string kind) : PlotSource(input)
{
    public override Figure Draw(Screen screen, string name, PlotChoices choices)
    {
        var plot = TablePlotCatalog.All.FirstOrDefault(plot => plot.Name == name)
            ?? throw PlotNames.Refusal(name, Input, kind, [.. TablePlotCatalog.All.Select(plot => plot.Name)]);
        return plot.Draw(read(), choices.Columns);
    }
}

/// <summary>Pictures of a file: a table, or a series of returns or values.</summary>
internal sealed class FilePlots(string input) : PlotSource(input)
{
    /// <summary>The folder that the file stands for; null if it was named itself.</summary>
    public string? Folder { get; init; }

    public override string PlaceOf(string name)
        => Folder is not null ? Path.Combine(Folder, "plots", name) : $"{Path.GetFileNameWithoutExtension(Input)}-{name}";

    public override Figure Draw(Screen screen, string name, PlotChoices choices)
    {
        if (name == StudiedPlots.Consensus)
        {
            return StudiedPlots.OfCluster(Input);
        }

        if (TablePlotCatalog.All.FirstOrDefault(plot => plot.Name == name) is { } plot)
        {
            return plot.Draw(TableFile.Read(Input), choices.Columns);
        }

        var series = BacktestPlotCatalog.All.Where(plot => !plot.NeedsTrades).ToList();
        return series.Find(plot => plot.Name == name)?.Draw(BacktestInput.ReadSeries(Input, choices.Benchmark))
            ?? throw PlotNames.Refusal(name, Input, "a file", [.. series.Select(p => p.Name), .. TablePlotCatalog.All.Select(p => p.Name), StudiedPlots.Consensus]);
    }
}
