using System.CommandLine;
using System.CommandLine.Help;

namespace MarketSim.Ui.Cli;

/// <summary>A command whose help ends with examples that can be typed as they stand.</summary>
internal sealed class DocumentedCommand : Command
{
    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="summary">What it does, in one sentence.</param>
    /// <param name="examples">Lines that can be typed as they stand.</param>
    public DocumentedCommand(string name, string summary, params string[] examples)
        : base(name, summary) => Examples = examples;

    /// <summary>Lines that can be typed as they stand.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>For a command that only groups others: shows its help.</summary>
    public DocumentedCommand Grouping(Screen screen, params DocumentedCommand[] commands)
    {
        foreach (var command in commands)
        {
            Add(command);
        }

        SetAction(parsed =>
        {
            screen.Error.WriteLine(
                $"'marketsim {Name}' needs one of {string.Join(", ", commands.Select(c => c.Name))}; 'marketsim {Name} --help' explains them.");
            return ExitCode.BadInput;
        });
        return this;
    }
}

/// <summary>The program itself: its help, its version, and its commands.</summary>
internal sealed class DocumentedRoot : RootCommand
{
    internal static readonly string[] Examples =
    [
        "marketsim run", "marketsim run --seed 7 --set duration=30min --out my-run", "marketsim replay my-run",
        "marketsim list options default-day",
    ];

    public DocumentedRoot(Screen screen, IReadOnlyList<DocumentedCommand> commands)
        : base("MarketSim: simulated markets that run, are recorded, and replay bit for bit; and real order flow in the same exchange.")
    {
        foreach (var command in commands)
        {
            Add(command);
        }

        var help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, screen);
        SetAction(
            _ => Parse(["--help"]).Invoke(new InvocationConfiguration { Output = screen.Output, Error = screen.Error }));
    }
}
