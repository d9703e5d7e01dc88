using System.Text;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary>Where the program writes: results to one stream, everything about how it goes to the other.</summary>
/// <param name="output">Results, for people and pipes.</param>
/// <param name="error">Progress and problems.</param>
internal sealed class Screen(TextWriter output, TextWriter error)
{
    private IAnsiConsole? _console;

    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Progress and problems.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether progress may be drawn over itself.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether keys can be read while something runs.</summary>
    public bool ReadsKeys { get; init; }

    /// <summary>Whether results go to a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Tables and colours on <see cref="Output"/>; plain text where that is no terminal.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    /// <summary>The streams of this process.</summary>
    public static Screen OfThisProcess()
    {
        // The invariant encoding whatever the locale says: pictures of bars and dashes must not become question marks.
        var output = Utf8(System.Console.OpenStandardOutput());
        var error = Utf8(System.Console.OpenStandardError());
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Screen(output, error)
        {
            IsTerminal = !System.Console.IsOutputRedirected,
            ShowsProgress = !System.Console.IsErrorRedirected && !isDumb,
            ReadsKeys = !System.Console.IsErrorRedirected && !System.Console.IsInputRedirected && !isDumb,
        };
    }

    private static StreamWriter Utf8(Stream stream)
        => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        if (!IsTerminal)
        {
            console.Profile.Width = 120;
        }

        return console;
    }
}
