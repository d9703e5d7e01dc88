using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim study</c>: repeats an experiment of the literature on the exchange and sets what comes out beside what was
/// published.</summary>
internal static class StudyCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var name = new Argument<string?>("name") { Description = "Which study; without one they are listed.", Arity = ArgumentArity.ZeroOrOne };
        var paths = new Option<int?>("--paths") { Description = "Runs of each variant, from 2 to 1000000; as many as were published by default." };
        var seed = new Option<ulong>("--seed") { Description = "The key of all chance.", DefaultValueFactory = _ => 1 };
        var data = new Option<string?>("--data") { Description = "Recorded data, for studies that read them: a folder, or two files with a comma between.", HelpName = "PATH" };
        var figure = new Option<string?>("--figure") { Description = "Where a picture is written, .png or .svg, for studies that draw one.", HelpName = "FILE" };
        var report = new Option<string?>("--report") { Description = "Where a page about it is written, .html, .md or .json, for studies that have one.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "study", "Repeats an experiment of the literature on the exchange, and compares.",
            "marketsim study", "marketsim study market-making --paths 200", "marketsim study latency-race --json",
            "marketsim study pairs --data daily/googl.zip,daily/goog.zip --figure pairs.png --report pairs.html",
            "marketsim study raft-crash --figure raft-crash.png")
        {
            name, paths, seed, data, figure, report, json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(name) is not { } wanted)
            {
                return List(screen, parsed.GetValue(json));
            }

            var study = StudyCatalog.Find(wanted);
            study = parsed.GetValue(data) is { } path ? study.With(path) : study;
            var count = parsed.GetValue(paths) is not { } asked ? study.UsualPaths : asked is >= 2 and <= 1_000_000 ? asked : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Option '--paths' was '{asked}'; accepted is a whole number from 2 to 1000000."));
            if (parsed.GetValue(figure) is { } picture)
            {
                StudyPicture.Write(study, count, parsed.GetValue(seed), picture);
            }

            if (parsed.GetValue(report) is { } page)
            {
                Report(study, parsed.GetValue(seed), page);
            }

            return Measure(screen, study, count, parsed.GetValue(seed), parsed.GetValue(json));
        });
        return command;
    }

    private static void Report(Study study, ulong seed, string path)
    {
        if (study is not PairsStudy pairs)
        {
            throw new ArgumentException($"Study '{study.Name}' has no report; leave --report out.");
        }

        var write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".html" or ".htm" => (Func<Report, string>)(report => HtmlReport.Write(report)),
            ".md" => MarkdownReport.Write,
            ".json" => JsonReport.Write,
            _ => throw new ArgumentException($"Option '--report' was '{path}'; accepted is a file that ends in .html, .md or .json."),
        };
        File.WriteAllText(path, write(PairsReport.Of(pairs, seed)));
    }

    private static int List(Screen screen, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                StudyCatalog.All.Select(s => new { name = s.Name, summary = s.Summary, paths = s.UsualPaths }), Indented));
            return ExitCode.Ok;
        }

        var width = StudyCatalog.All.Max(s => s.Name.Length) + 2;
        foreach (var study in StudyCatalog.All)
        {
            screen.Output.WriteLine(study.Name.PadRight(width) + study.Summary);
        }

        return ExitCode.Ok;
    }

    private static int Measure(Screen screen, Study study, int paths, ulong seed, bool writesJson)
    {
        var figures = study.Run(paths, seed);
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                figures.Select(f => new
                {
                    name = f.Name, value = f.Value, expected = f.Expected, low = Finite(f.Low), high = Finite(f.High), pass = f.Passes,
                }),
                Indented));
        }
        else
        {
            Show(screen, figures);
            if (study.Verdict(seed) is { } verdict)
            {
                screen.Output.WriteLine();
                screen.Output.WriteLine(verdict);
            }
        }

        return figures.All(f => f.Passes) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Show(Screen screen, IReadOnlyList<StudyFigure> figures)
    {
        var width = figures.Max(f => f.Name.Length) + 2;
        screen.Output.WriteLine($"{"".PadRight(width)}{"measured",14}{"expected",14}");
        foreach (var figure in figures)
        {
            var verdict = figure.Expected is null && Finite(figure.Low) is null && Finite(figure.High) is null ? ""
                : figure.Passes ? "  agrees" : "  DIFFERS";
            screen.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{figure.Name.PadRight(width)}{figure.Value,14:0.####}{figure.Expected,14:0.####}{verdict}"));
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
