namespace MarketSim.Analysis;

/// <summary>Words of a command, to be typed as they stand.</summary>
public static class ShellText
{
    /// <summary>The word between quotation marks where a shell would take it apart or read more into it.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(IsPlain) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    private static bool IsPlain(char character)
        => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '=' or ':' or ',' or '+' or '%';
}
