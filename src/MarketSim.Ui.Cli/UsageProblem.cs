using System.CommandLine;
using System.CommandLine.Parsing;
using MarketSim.Core;
using Command = System.CommandLine.Command;

namespace MarketSim.Ui.Cli;

/// <summary>Explains arguments that cannot be understood.</summary>
internal static class UsageProblem
{
    /// <summary>What is wrong, what was probably meant, and where to read on; null if nothing is wrong.</summary>
    public static string? In(ParseResult parsed)
    {
        if (parsed.Action is HelpWithExamples)
        {
            return null;
        }

        // An unknown option is otherwise taken for the value of whatever may stand there.
        var command = parsed.CommandResult.Command;
        var unknown = parsed.Tokens.FirstOrDefault(
            t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value
            ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
        return unknown is not null ? $"{Unknown(unknown, command)} See '{Path(command)} --help'."
            : parsed.Errors.Count > 0 ? $"{OneSentence(parsed.Errors[0].Message)} See '{Path(command)} --help'."
            : null;
    }

    // What may be chosen comes on lines of its own.
    private static string OneSentence(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length < 2 ? message : $"{lines[0]} {string.Join(", ", lines[1..])}.";
    }

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        string[] known = isOption
            ? [.. command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(
                name => name.StartsWith("--", StringComparison.Ordinal))]
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
