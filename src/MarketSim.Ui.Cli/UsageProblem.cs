using System.CommandLine;
using MarketSim.Core;
using Command = System.CommandLine.Command;

namespace MarketSim.Ui.Cli;

/// <summary>Explains arguments that cannot be understood.</summary>
internal static class UsageProblem
{
    /// <summary>What is wrong, what was probably meant, and where to read on.</summary>
    public static string Sentence(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var problem = unknown is not null ? Unknown(unknown, command) : parsed.Errors[0].Message;
        return $"{problem} See '{Path(command)} --help'.";
    }

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        string[] known = isOption
            ? [.. command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal))]
            : [.. command.Subcommands.Select(c => c.Name)];
        var noun = isOption ? "option" : known.Length > 0 ? "command" : "argument";
        var list = known.Length > 0 ? $" Known: {string.Join(", ", known)}." : "";
        return $"Unknown {noun} '{token}'.{Suggestions.Sentence(token, known)}{list}";
    }

    private static string Path(Command command)
    {
        var names = new List<string>();
        for (Symbol? at = command; at is Command and not RootCommand; at = at.Parents.FirstOrDefault())
        {
            names.Insert(0, at.Name);
        }

        return string.Join(' ', names.Prepend("marketsim"));
    }
}
