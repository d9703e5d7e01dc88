using System.Globalization;

namespace MarketSim.Core;

/// <summary>A ticker that a share had.</summary>
/// <param name="Ticker">In lower case.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
internal readonly record struct LeanName(string Ticker, DateOnly From, DateOnly To);

/// <summary>Under which tickers a share was traded when: Lean's map files, rows of a last day and the ticker until then.</summary>
/// <remarks>A ticker may have belonged to another share before: bars of its archive from then are not those of this share.</remarks>
internal static class LeanMap
{
    /// <summary>The names of the share that has a ticker now, in the order of time.</summary>
    /// <param name="path">An archive or folder of it in Lean's tree.</param>
    /// <param name="ticker">In any case.</param>
    /// <returns>Null where there is no map file.</returns>
    /// <exception cref="DataFormatException">The file is none.</exception>
    public static IReadOnlyList<LeanName>? Find(string path, string ticker)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "map_files", ticker.ToLowerInvariant() + ".csv");
            if (File.Exists(file))
            {
                return Read(file);
            }
        }

        return null;
    }

    private static List<LeanName> Read(string file)
    {
        var names = new List<LeanName>();
        DateOnly? before = null;
        var line = 0;
        foreach (var text in File.ReadLines(file))
        {
            line++;
            var fields = text.Split(',');
            if (text.Length == 0)
            {
                continue;
            }

            if (fields.Length < 2 || fields[1].Length == 0
                || !DateOnly.TryParseExact(fields[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) || until < before)
            {
                throw DataFormatException.AtLine(
                    file, line, $"'{text}'", "a last day and a ticker in the order of time, such as 20140402,goocv,Q");
            }

            // The first row says when the share was listed.
            if (before is { } last && until > last)
            {
                names.Add(new LeanName(fields[1].ToLowerInvariant(), names.Count == 0 ? last : last.AddDays(1), until));
            }

            before = until;
        }

        return names;
    }
}
