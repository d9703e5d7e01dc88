using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim raft script</c>: runs a story against the core, step by step.</summary>
internal static class RaftScriptCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DocumentedCommand Create(Screen screen)
    {
        var file = new Argument<string>("file")
        {
            Description = "The story, a line a step; - reads it from standard input. 'marketsim raft script words' explains every word.",
        };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object: every step, and all nodes and messages at the end." };
        var trace = new Option<string?>("--trace")
        {
            Description = "Writes the events that the TLA+ specification of etcd/raft validates, one JSON object a line.", HelpName = "FILE",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Prints what 'dump' asks for and nothing else." };
        var command = new DocumentedCommand(
            "script", "Runs a story: campaign, deliver, drop, hold a disk, crash, propose, read, configure, expect.",
            "marketsim raft script figure-8.story", "marketsim raft script election.story --json",
            "marketsim raft script election.story --trace election.ndjson", "marketsim raft script words")
        {
            file, json, quiet, trace,
        };
        command.SetAction(parsed => Run(screen, parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.GetValue(quiet), parsed.GetValue(trace)));
        return command;
    }

    private static int Run(Screen screen, string file, bool writesJson, bool isQuiet, string? trace)
    {
        if (file == "words" && !File.Exists(file))
        {
            screen.Output.Write(Words());
            return ExitCode.Ok;
        }

        var lines = (file == "-" ? Console.In.ReadToEnd() : Read(file)).Split('\n');
        var events = new StringWriter { NewLine = "\n" };
        var story = new Story { Trace = trace is null ? null : new RaftTrace(events) };
        var steps = new JsonArray();
        string? problem = null;
        for (var i = 0; i < lines.Length && problem is null; i++)
        {
            try
            {
                if (story.Do(i + 1, lines[i].TrimEnd('\r')) is { } step)
                {
                    Show(screen, step, steps, writesJson, isQuiet);
                }
            }
            catch (StoryException wrong)
            {
                problem = wrong.Message;
            }
        }

        if (trace is not null)
        {
            File.WriteAllText(trace, events.ToString());
        }

        if (writesJson)
        {
            var whole = new JsonObject { ["ok"] = problem is null, ["problem"] = problem, ["steps"] = steps, ["end"] = JsonNode.Parse(story.Dump()) };
            screen.Output.WriteLine(whole.ToJsonString(Readable));
        }

        if (problem is not null)
        {
            screen.Error.WriteLine(problem);
        }

        return problem is null ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Show(Screen screen, StoryStep step, JsonArray steps, bool writesJson, bool isQuiet)
    {
        if (writesJson)
        {
            steps.Add(new JsonObject
            {
                ["number"] = step.Number,
                ["line"] = step.Line,
                ["happened"] = new JsonArray([.. step.Happened.Select(h => JsonValue.Create(h))]),
                ["dump"] = step.Dump is null ? null : JsonNode.Parse(step.Dump),
            });
        }
        else if (!isQuiet)
        {
            var text = new StringBuilder();
            step.AppendTo(text);
            screen.Output.Write(text.ToString());
        }
        else if (step.Dump is not null)
        {
            screen.Output.WriteLine(step.Dump);
        }
    }

    private static string Read(string file)
        => File.Exists(file) ? File.ReadAllText(file)
            : throw new FileNotFoundException($"There is no file '{file}'. A story is a text file; 'marketsim raft script words' explains its words.");

    private static string Words()
    {
        var text = new StringBuilder("A story is a text file, a step a line; # begins a comment. Nothing is delivered unless the story says so.\n\n");
        Add(text, StoryWords.All);
        text.Append("\nexpect\n\n");
        Add(text, StoryWords.Expectations);
        return text.ToString();
    }

    private static void Add(StringBuilder text, IReadOnlyList<StoryWord> words)
    {
        foreach (var word in words)
        {
            text.Append(word.Name).Append(' ').Append(word.Usage).Append('\n')
                .Append("    ").Append(word.Meaning).Append('\n')
                .Append("    ").Append(word.Example).Append('\n');
        }
    }
}
