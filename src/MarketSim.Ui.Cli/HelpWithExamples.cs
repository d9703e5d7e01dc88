using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MarketSim.Ui.Cli;

/// <summary>The usual help, followed by examples and exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction usual, Screen screen) : SynchronousCommandLineAction
{
    // Help is given whatever else is wrong with the arguments.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = 110;
        var code = usual.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is DocumentedCommand documented
            ? documented.Examples : DocumentedRoot.Examples;
        screen.Output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            screen.Output.WriteLine($"  {example}");
        }

        screen.Output.WriteLine();
        screen.Output.WriteLine("Exit codes:");
        foreach (var (number, meaning) in ExitCode.All)
        {
            screen.Output.WriteLine($"  {number,-5}{meaning}");
        }

        return code;
    }
}
