using System.Text.RegularExpressions;

namespace MarketSim.Tests.Unit;

/// <summary>Conventions that one file's text can be held against. Each returns what is wrong, as a sentence, or null.</summary>
internal static partial class Conventions
{
    public const int LongestFile = 400;

    public static string? TooLong(string name, string text)
    {
        var lines = text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        return lines <= LongestFile ? null
            : $"{name} has {lines} lines; one idea per file, ideally 50 to 150 lines and never over {LongestFile}: split it.";
    }

    public static string? WrongNamespace(string name, string project, string code)
    {
        var found = Namespace().Matches(CSharpText.WithoutCommentsAndLiterals(code));
        var isRight = found.Count == 1 && found[0].Groups["name"].Value == project && found[0].Groups["end"].Value == ";";
        var needsNone = found.Count == 0 && Path.GetFileName(name) is "Program.cs" or "GlobalUsings.cs" or "AssemblyInfo.cs";
        return isRight || needsNone ? null
            : $"{name} must say 'namespace {project};' once: one file-scoped namespace per project, folders being chapters.";
    }

    public static string? MachinePath(string name, string text) =>
        Machine().Match(text) is { Success: true } match
            ? $"{name} names '{match.Value}', a place on one machine; use a path relative to the repository or an option."
            : null;

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*(?<end>[;{])", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // Not after a letter, dot, slash or brace: part of an address or of a relative path names no machine.
    [GeneratedRegex(@"(?<![\w.\-/}])/(?:work|tmp|home|root)/\w*")]
    private static partial Regex Machine();
}
