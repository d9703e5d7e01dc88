using System.CommandLine;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim plot</c>: draws one picture of a run, a back-test, a sweep, or a table.</summary>
internal static class PlotCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var input = new Argument<string>("input")
        {
            Description = "The folder of a run, back-test or sweep; or a file: a table (CSV, Parquet) or a series of returns (CSV).",
        };
        var name = new Argument<string>("name") { Description = "Which picture; 'marketsim list plots' shows them." };
        var output = Text("--out", "FILE", "The file; INPUT/plots/NAME.png by default. Its ending names the format.");
        var theme = Text("--theme", "THEME", "light (the default) or dark.");
        var format = Text("--format", "FORMAT", "png, svg or html, which can be zoomed; that of the file's ending by default.");
        var instrument = Text("--instrument", "SYMBOL", "Of a run: only this instrument.");
        var at = Text(
            "--at", "TIME", "For a picture of one instant, such as book: how long after the opening, such as 90min; the end by default.");
        var benchmark = Text("--benchmark", "FILE", "Of a back-test or series: a series to compare it with.");
        var x = Text("--x", "COLUMN", "Of a table: which column is across.");
        var y = Text("--y", "COLUMN", "Of a table: which column is upwards.");
        var value = Text("--value", "COLUMN", "Of a table: which column is shown as colour.");
        var command = new DocumentedCommand("plot", "Draws one picture of a run, a back-test, a sweep or a table.",
            "marketsim plot runs/default-day-seed1-001 price",
            "marketsim plot runs/default-day-seed1-001 depth-heatmap --instrument ALPHA --theme dark --out depth.svg",
            "marketsim plot backtests/sma-cross equity --benchmark spy.csv",
            "marketsim plot sweeps/default-day parameter-heatmap --x market-makers --y volatility --value ALPHA.spread-bp")
        {
            input, name, output, theme, format, instrument, at, benchmark, x, y, value,
        };
        command.SetAction(parsed =>
        {
            var (source, picture) = InOrder(parsed.GetRequiredValue(input), parsed.GetRequiredValue(name));
            return Draw(screen, PlotSource.Open(source), picture, new PlotTarget(
                parsed.GetValue(output), parsed.GetValue(format), Theme.Find(parsed.GetValue(theme) ?? Theme.Light.Name)), new PlotChoices(
                parsed.GetValue(instrument), parsed.GetValue(at), parsed.GetValue(benchmark),
                new PlotColumns(parsed.GetValue(x), parsed.GetValue(y), parsed.GetValue(value))));
        });
        return command;
    }

    // The two are easily told apart, so their order need not be remembered.
    private static (string Input, string Name) InOrder(string first, string second)
        => !Path.Exists(first) && Path.Exists(second) && PlotNames.All.Any(plot => plot.Name == first) ? (second, first) : (first, second);

    private static Option<string?> Text(string name, string help, string description)
        => new(name) { Description = description, HelpName = help };

    private static int Draw(Screen screen, PlotSource source, string name, PlotTarget target, PlotChoices choices)
    {
        var (format, path) = target.For(source.PlaceOf(name));
        var figure = source.Draw(screen, name, choices);
        figure.Save(path, new RenderOptions { Theme = target.Theme }, format);
        screen.Output.WriteLine(path);
        return ExitCode.Ok;
    }

    private sealed record PlotTarget(string? Output, string? Format, Theme Theme)
    {
        public (string Format, string Path) For(string place)
        {
            var ending = Output is null ? "" : Path.GetExtension(Output).TrimStart('.').ToLowerInvariant();
            var format = Format ?? (ending.Length == 0 ? "png" : ending);
            return format is "png" or "svg" or "html"
                ? (format, Output ?? $"{place}.{format}")
                : throw new ArgumentException($"Format was '{format}'; accepted is png or svg, or html, which can be zoomed.");
        }
    }
}
