using System.IO.Enumeration;

namespace MarketSim.Ui.Cli;

/// <summary>Which of the many figures of a run are shown.</summary>
internal static class SweepFigureNames
{
    private const int MostDrawn = 12;

    private static readonly string[] Counts = ["commands", "events"];

    private static readonly string[] Usual =
        ["*.trades", "*.volume", "*.return", "*.spread-bp", "*.annualised-volatility", "*.trading-profit"];

    /// <summary>Those for the table.</summary>
    /// <exception cref="ArgumentException">A pattern that was asked for fits none.</exception>
    public static IReadOnlyList<string> Shown(IReadOnlyList<string> names, IReadOnlyList<string> asked)
    {
        foreach (var pattern in asked)
        {
            if (names.Count > 0 && !names.Any(name => Fits(pattern, name)))
            {
                throw new ArgumentException($"--show was '{pattern}', which no figure is called; there are {string.Join(", ", names)}.");
            }
        }

        if (asked.Count > 0)
        {
            return [.. names.Where(name => asked.Any(pattern => Fits(pattern, name)))];
        }

        // What an experiment found is what it was run for.
        IReadOnlyList<string> found = [.. names.Where(name => !name.Contains('.', StringComparison.Ordinal) && !Counts.Contains(name))];
        return [.. found, .. names.Except(found).Where(name => Usual.Any(pattern => Fits(pattern, name)))];
    }

    /// <summary>Those for the picture: no more than fit.</summary>
    public static IReadOnlyList<string> Drawn(IReadOnlyList<string> names, IReadOnlyList<string> asked)
        => [.. Shown(names, asked).Take(MostDrawn)];

    private static bool Fits(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
