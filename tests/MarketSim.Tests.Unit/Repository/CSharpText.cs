using System.Text.RegularExpressions;

namespace MarketSim.Tests.Unit;

/// <summary>Enough reading of C# text to hold conventions against it: not a parser, and it need not be one.</summary>
internal static partial class CSharpText
{
    /// <summary>The code with every comment, text and character literal blanked, line breaks kept.</summary>
    public static string WithoutCommentsAndLiterals(string code) =>
        CommentOrLiteral().Replace(code, match => NotALineBreak().Replace(match.Value, " "));

    /// <summary>The names of types declared directly in the file's namespace; nested types are their owner's affair.</summary>
    public static IReadOnlyList<string> DeclaredTypes(string code)
    {
        var bare = WithoutCommentsAndLiterals(code);
        return [.. Declaration().Matches(bare).Where(match => Depth(bare, match.Index) == 0)
            .Select(match => match.Groups["name"].Value)];
    }

    /// <summary>The names that the code uses where a type could stand: not members after a dot, not names being declared,
    /// not members of an enum.</summary>
    public static IReadOnlySet<string> UsedNames(string code)
    {
        var bare = EnumBody().Replace(WithoutCommentsAndLiterals(code), " ");
        var tokens = Token().Matches(bare).Select(match => match.Value).ToList();
        var declared = Enumerable.Range(1, Math.Max(0, tokens.Count - 1))
            .Where(i => IsDeclaredName(tokens, i)).Select(i => tokens[i]).ToHashSet();
        var used = new HashSet<string>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var isName = IsWord(tokens[i]) && (i == 0 || tokens[i - 1] != ".") && !(i > 0 && IsDeclaredName(tokens, i))
                && !IsInitializedMember(tokens, i);
            // `Phase = x` may be a property named as a type is; `Phase x` can only be the type.
            if (isName && (!declared.Contains(tokens[i]) || (i + 1 < tokens.Count && IsWord(tokens[i + 1]))))
            {
                used.Add(tokens[i]);
            }
        }

        return used;
    }

    private static bool IsDeclaredName(List<string> tokens, int index) =>
        IsWord(tokens[index])
        && (tokens[index - 1] is ">" or "?" or "]" || (IsWord(tokens[index - 1]) && !Keywords.Contains(tokens[index - 1])))
        && index + 1 < tokens.Count && tokens[index + 1] is ";" or "{" or "=" or "," or ")" or "(" or "=>";

    // `new Summary { Scenario = x, Seed = y }` names members, even where a type is called the same.
    private static bool IsInitializedMember(List<string> tokens, int index) =>
        index > 0 && tokens[index - 1] is "{" or "," && index + 1 < tokens.Count && tokens[index + 1] == "=";

    private static bool IsWord(string token) => char.IsLetter(token[0]) || token[0] is '_' or '@';

    private static int Depth(string code, int index) =>
        code.AsSpan(0, index).Count('{') - code.AsSpan(0, index).Count('}');

    // A word after one of these is being used, not declared.
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "and", "as", "async", "await", "base", "case", "class", "const", "else", "enum", "event", "explicit",
        "extern", "file", "fixed", "from", "goto", "implicit", "in", "interface", "internal", "is", "lock", "new", "not",
        "operator", "or", "out", "override", "params", "partial", "private", "protected", "public", "readonly", "record",
        "ref", "required", "return", "scoped", "sealed", "static", "struct", "switch", "throw", "unsafe", "using",
        "virtual", "volatile", "when", "where", "with", "yield",
    ];

    [GeneratedRegex("""
        //[^\n]*                                                  # line comment
        | /\*.*?\*/                                               # block comment
        | \$*(?<q>"{3,}).*?\k<q>                                  # raw text
        | (?:@\$|\$@|@)"(?:[^"]|"")*"                             # verbatim text
        | \$?"(?:\\.|[^"\\\n])*"                                  # text
        | '(?:\\.[^'\n]*|[^'\\\n])'                               # character
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotALineBreak();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,.\[\] ]+?)\s+(?<name>[A-Z]\w*)\s*(?=[<({:;\s])")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<=\benum\s+\w+\s*(?::\s*\w+\s*)?)\{[^}]*\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"@?[A-Za-z_]\w*|=>|::|\S")]
    private static partial Regex Token();
}
