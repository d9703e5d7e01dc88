using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Opens bars, whatever they are in: the content and the place of a file say what it is.</summary>
public static class BarFiles
{
    /// <summary>Opens one file or folder.</summary>
    /// <exception cref="DataFormatException">It holds no bars.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static IBarReader Open(string path, BarReading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Path.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        }

        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? new CsvBars(new ParquetText(path), path, reading)
            : Directory.Exists(path) || LeanBars.IsLean(path) ? LeanBars.Open(path, reading)
            : new CsvBars(path, reading);
    }

    /// <summary>Opens all data of a back-test.</summary>
    /// <param name="paths">Files and folders, one for each instrument, each perhaps as <c>SYMBOL=PATH</c>.</param>
    /// <param name="reading">How they are read.</param>
    /// <param name="length">How long a bar is, in nanoseconds; zero: as the first bars of each say.</param>
    public static IBarSource OpenAll(IReadOnlyList<string> paths, BarReading? reading = null, long length = 0)
    {
        ArgumentNullException.ThrowIfNull(paths);
        reading ??= new BarReading();
        var sources = new List<IBarSource>();
        try
        {
            foreach (var given in paths)
            {
                var (symbol, path) = Split(given);
                var own = reading with { Symbol = symbol };
                sources.Add(new ReadAhead(Open(path, own), path, sources.Count, length));
            }

            Distinguish(sources.SelectMany(source => source.Series));
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }

        return sources.Count == 1 ? sources[0] : new MergedBars(sources);
    }

    /// <summary>The same where a later price turned out to be finer than the first ones: with the decimals that all of them need.</summary>
    public static int DecimalsOf(IReadOnlyList<string> paths, BarReading? reading = null)
    {
        using var source = OpenAll(paths, (reading ?? new BarReading()) with { PriceDecimals = BarReading.MostDecimals });
        var needed = 0;
        while (source.Next() is { IsEmpty: false } rows)
        {
            foreach (ref readonly var row in rows)
            {
                var decimals = source.Series[row.Series].PriceDecimals;
                needed = Math.Max(needed, Math.Max(
                    Math.Max(Needed(row.Open, decimals), Needed(row.High, decimals)),
                    Math.Max(Needed(row.Low, decimals), Needed(row.Close, decimals))));
            }
        }

        return needed;
    }

    private static int Needed(long price, int decimals)
    {
        for (; decimals > 0 && price % 10 == 0; decimals--)
        {
            price /= 10;
        }

        return decimals;
    }

    /// <summary>A text of <c>--data</c>: a path, perhaps with the symbol that it is to have.</summary>
    public static (string? Symbol, string Path) Split(string given)
    {
        var equals = given.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !Path.Exists(given) && given[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? (given[..equals], given[(equals + 1)..]) : (null, given);
    }

    private static void Distinguish(IEnumerable<BarSeries> series)
    {
        var twice = series.GroupBy(each => each.Symbol, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException(
                $"Two files are called '{twice.Key}' ({string.Join(", ", twice.Select(each => each.Path))}); name them apart as SYMBOL=PATH.");
        }
    }
}
