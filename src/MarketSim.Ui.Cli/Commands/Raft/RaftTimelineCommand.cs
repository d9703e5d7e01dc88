using System.CommandLine;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim raft timeline</c>: draws what a cluster went through.</summary>
internal static class RaftTimelineCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var input = new Argument<string>("run")
        {
            Description = "The folder of a run whose exchange was replicated, or a file of a cluster's history (.ndjson).",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The picture: .png, .svg, or .html to zoom in; beside the history by default.", HelpName = "FILE",
        };
        var from = new Option<string?>("--from") { Description = "Draws from this time on, such as 200ms.", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Draws up to this time, such as 1s.", HelpName = "TIME" };
        var width = new Option<string?>("--width") { Description = "Pixels across, from 600 to 20000; 1400 by default.", HelpName = "N" };
        var theme = new Option<string?>("--theme") { Description = "light (the default) or dark.", HelpName = "THEME" };
        var command = new DocumentedCommand(
            "timeline", "Draws what a cluster went through: terms, roles, messages, and how long commands waited to be final.",
            "marketsim raft timeline runs/default-day-seed1-001",
            "marketsim raft timeline history.ndjson --from 200ms --to 450ms --out crash.html --theme dark")
        {
            input, output, from, to, width, theme,
        };
        command.SetAction(parsed =>
        {
            var history = Find(parsed.GetRequiredValue(input));
            var options = new RaftTimelineOptions { From = Time(parsed.GetValue(from)), To = Time(parsed.GetValue(to)), Width = Width(parsed.GetValue(width)) };
            var events = ConsensusEventFile.Read(history);
            var path = parsed.GetValue(output) ?? Path.ChangeExtension(history, ".png");
            RaftTimeline.Plot(events, options).Save(path, new RenderOptions { Theme = Theme.Find(parsed.GetValue(theme) ?? Theme.Light.Name) });
            foreach (var sentence in ConsensusCaption.Sentences(ConsensusHistory.Of(events)))
            {
                screen.Error.WriteLine(sentence);
            }

            screen.Output.WriteLine(path);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The history of a run's folder, or the file itself.</summary>
    internal static string Find(string input)
    {
        if (!Directory.Exists(input))
        {
            return File.Exists(input) ? input
                : throw new FileNotFoundException($"There is no folder or file '{input}'; accepted is the folder of a run, or a history (.ndjson).");
        }

        var history = Path.Combine(input, ConsensusEventFile.FileName);
        return File.Exists(history)
            ? history
            : throw new FileNotFoundException(
                $"Folder '{input}' has no {ConsensusEventFile.FileName}: no cluster stood behind its exchange. 'marketsim run --consensus nodes=5' has one.");
    }

    private static SimTime? Time(string? text) => text is null ? null : SimTime.Zero + DurationText.Parse(text);

    private static int Width(string? text) => text is null ? 1400
        : int.TryParse(text, out var width) && width is >= 600 and <= 20_000 ? width
        : throw new ArgumentException($"--width was '{text}'; accepted is a whole number from 600 to 20000.");
}
