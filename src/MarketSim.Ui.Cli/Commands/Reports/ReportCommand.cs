using System.CommandLine;
using System.Text;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim report</c>: one page about a run, a back-test, a series or a sweep, or several of a kind side by side.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["html", "md", "json"];

    public static DocumentedCommand Create(Screen screen)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "Folders of runs, back-tests or sweeps, or files of returns (CSV); several of a kind are compared with the first.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = Text("--format", "FORMAT", "html, md or json; that of the file's ending by default, else html.");
        var output = Text("--out", "FILE", "The file. By default html goes to INPUT/report.html or comparison.html, md and json to the screen.");
        var theme = Text("--theme", "THEME", "light or dark; by default as the reader's screen.");
        var benchmark = Text("--benchmark", "FILE", "Of back-tests and series: a series to compare with.");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var command = new DocumentedCommand("report", "Writes one page about a run, a back-test or a sweep, or several side by side.",
            "marketsim report runs/default-day-seed1-001",
            "marketsim report backtests/sma-cross --benchmark spy.csv --out sma.html",
            "marketsim report backtests/sma-50-200 backtests/sma-10-30 --out comparison.html",
            "marketsim report backtests/sma-cross --format md")
        {
            inputs, format, output, theme, benchmark, json,
        };
        command.SetAction(parsed =>
        {
            var (asked, file) = (parsed.GetValue(json) ? "json" : parsed.GetValue(format), parsed.GetValue(output));
            var kind = FormatOf(asked, file);
            var colours = parsed.GetValue(theme) is { } name ? Theme.Find(name) : null;
            var report = ReportSource.Of(screen, parsed.GetRequiredValue(inputs), parsed.GetValue(benchmark));
            return Write(screen, report, kind, colours, file ?? (kind == "html" ? PlaceOf(parsed.GetRequiredValue(inputs)) : null));
        });
        return command;
    }

    private static Option<string?> Text(string name, string help, string description)
        => new(name) { Description = description, HelpName = help };

    private static string FormatOf(string? asked, string? file)
    {
        var ending = file is null ? "" : Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
        var format = asked ?? ending switch { "" => "html", "htm" => "html", "markdown" => "md", _ => ending };
        return Formats.Contains(format) ? format : throw new ArgumentException($"Format was '{format}'; accepted is html, md or json.");
    }

    private static string PlaceOf(string[] inputs)
        => inputs.Length > 1 ? "comparison.html"
            : Directory.Exists(inputs[0]) ? Path.Combine(inputs[0], "report.html")
            : Path.GetFileNameWithoutExtension(inputs[0]) + "-report.html";

    private static int Write(Screen screen, Report report, string format, Theme? theme, string? path)
    {
        var text = format switch
        {
            "html" => HtmlReport.Write(report, theme),
            "md" => MarkdownReport.Write(report),
            _ => JsonReport.Write(report),
        };
        if (path is null)
        {
            screen.Output.Write(text);
            return ExitCode.Ok;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        screen.Output.WriteLine(path);
        return ExitCode.Ok;
    }
}

/// <summary>Finds out what the inputs of a report are.</summary>
internal static class ReportSource
{
    private enum Kind
    {
        Run,
        Backtest,
        Series,
        Sweep,
    }

    /// <summary>The report about one of them, or the comparison of several.</summary>
    /// <exception cref="ArgumentException">They are not of a kind.</exception>
    public static Report Of(Screen screen, string[] inputs, string? benchmark)
    {
        Kind[] kinds = [.. inputs.Select(KindOf)];
        var other = Array.FindIndex(kinds, kind => (kind == Kind.Run) != (kinds[0] == Kind.Run) || (kind == Kind.Sweep && kinds.Length > 1));
        if (other >= 0)
        {
            throw new ArgumentException(kinds[other] == Kind.Sweep || kinds[0] == Kind.Sweep
                ? "A sweep is reported by itself; name one."
                : $"'{inputs[0]}' is {Name(kinds[0])}, but '{inputs[other]}' is {Name(kinds[other])}; compared are runs with runs, and back-tests or series with each other.");
        }

        if (benchmark is not null && kinds[0] is Kind.Run or Kind.Sweep)
        {
            throw new ArgumentException("--benchmark is for back-tests and series of returns.");
        }

        BacktestRecord Read(string input) => File.Exists(input) ? BacktestInput.ReadSeries(input, benchmark)
            : BacktestReader.Holds(input) ? BacktestInput.Read(input, benchmark)
            : BacktestInput.ReadSeries(BacktestInput.EquityOf(input), benchmark) with { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input))) };
        return (kinds[0], inputs.Length) switch
        {
            (Kind.Run, 1) => RunReport.Of(screen, RunResult.Open(inputs[0])),
            (Kind.Run, _) => RunComparison.Of(screen, [.. inputs.Select(RunResult.Open)]),
            (Kind.Sweep, _) => BacktestGridTable.Holds(inputs[0]) ? BacktestSweepReport.Of(inputs[0]) : SweepReport.Of(inputs[0]),
            (_, 1) => BacktestReport.Of(Read(inputs[0])),
            _ => ComparisonReport.Of([.. inputs.Select(Read)]),
        };
    }

    private static Kind KindOf(string input)
        => File.Exists(input) ? Kind.Series
            : BacktestReader.Holds(input) ? Kind.Backtest
            : BacktestInput.IsWalkForward(input) ? Kind.Series
            : File.Exists(Path.Combine(input, "sweep.json")) || BacktestGridTable.Holds(input) ? Kind.Sweep
            : RunResult.Open(input) is not null ? Kind.Run : Kind.Run;

    private static string Name(Kind kind) => kind switch
    {
        Kind.Run => "a run",
        Kind.Backtest => "a back-test",
        Kind.Series => "a series",
        _ => "a sweep",
    };
}
