using System.CommandLine;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim plot</c>: draws one picture of a run.</summary>
internal static class PlotCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var name = new Argument<string>("name") { Description = "Which picture; 'marketsim list plots' shows them." };
        var output = new Option<string?>("--out")
        {
            Description = "The file; RUN/plots/NAME.png by default. Its ending names the format.", HelpName = "FILE",
        };
        var theme = new Option<string?>("--theme") { Description = "light (the default) or dark.", HelpName = "THEME" };
        var format = new Option<string?>("--format")
        {
            Description = "png or svg; that of the file's ending by default.", HelpName = "FORMAT",
        };
        var instrument = new Option<string?>("--instrument")
        {
            Description = "Only this instrument.", HelpName = "SYMBOL",
        };
        var at = new Option<string?>("--at")
        {
            Description = "For a picture of one instant, such as book: how long after the opening, such as 90min; the end by default.",
            HelpName = "TIME",
        };
        var command = new DocumentedCommand("plot", "Draws one picture of a run.",
            "marketsim plot runs/default-day-seed1-001 price",
            "marketsim plot runs/default-day-seed1-001 depth-heatmap --instrument ALPHA --theme dark --out depth.svg")
        {
            run, name, output, theme, format, instrument, at,
        };
        command.SetAction(parsed => Draw(screen, new PlotRequest(
            RunResult.Open(parsed.GetRequiredValue(run)), PlotCatalog.Find(parsed.GetRequiredValue(name)),
            parsed.GetValue(output),
            Theme.Find(parsed.GetValue(theme) ?? Theme.Light.Name), parsed.GetValue(format),
            parsed.GetValue(instrument), parsed.GetValue(at))));
        return command;
    }

    private static int Draw(Screen screen, PlotRequest request)
    {
        var (format, path) = request.Target();
        using var events = request.Result.ReadEvents();
        Figure figure;
        using (new ProgressLine(screen, "drawing", () => new ProgressState(double.NaN, events.Count, "events")))
        {
            figure = request.Plot.Create(RunPlots.InputOf(request.Result, events) with
            {
                Only = request.Only(), At = request.Instant(),
            });
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path, format == "svg"
            ? System.Text.Encoding.UTF8.GetBytes(
                FigureRenderer.ToSvg(figure, new RenderOptions { Theme = request.Theme }))
            : FigureRenderer.ToPng(figure, new RenderOptions { Theme = request.Theme }));
        screen.Output.WriteLine(path);
        return ExitCode.Ok;
    }

    private sealed record PlotRequest(
        RunResult Result, IPlot Plot, string? Output, Theme Theme, string? Format, string? Instrument, string? At)
    {
        public (string Format, string Path) Target()
        {
            var ending = Output is null ? "" : Path.GetExtension(Output).TrimStart('.').ToLowerInvariant();
            var format = Format ?? (ending.Length == 0 ? "png" : ending);
            return format is "png" or "svg"
                ? (format, Output ?? Path.Combine(Result.Folder.Plots, $"{Plot.Name}.{format}"))
                : throw new ArgumentException($"Format was '{format}'; accepted is png or svg.");
        }

        public SimTime? Instant()
        {
            if (At is null)
            {
                return null;
            }

            var instant = SimTime.Zero + DurationText.Parse(At);
            return instant.Nanoseconds <= Result.Manifest.EndNanoseconds
                ? instant
                : throw new ArgumentException($"--at was '{At}', but the run ends at {new SimTime(Result.Manifest.EndNanoseconds)}.");
        }

        public IReadOnlyList<InstrumentId> Only()
        {
            if (Instrument is null)
            {
                return [];
            }

            var symbols = Result.Manifest.Instruments.Select(i => i.Symbol).ToList();
            var place = symbols.IndexOf(Instrument);
            return place >= 0
                ? [new InstrumentId(place)]
                : throw new ArgumentException(
                    $"Unknown instrument '{Instrument}'.{Suggestions.Sentence(Instrument, symbols)} "
                    + $"Known: {string.Join(", ", symbols)}.");
        }
    }
}
