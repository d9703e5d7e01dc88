using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Daily closes of two instruments, as logarithms, on the days that both traded.</summary>
/// <param name="NameY">What is explained.</param>
/// <param name="NameX">What explains it.</param>
/// <param name="Days">Days since 1970, ascending.</param>
/// <param name="Y">Log closes of the first.</param>
/// <param name="X">Log closes of the second.</param>
public sealed record PairHistory(
    string NameY, string NameX, IReadOnlyList<long> Days, IReadOnlyList<double> Y, IReadOnlyList<double> X)
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    // The two share classes of one company, from the listing of the second to the end of 2019.
    private const long FirstDay = 16_163;
    private const long LastDay = 18_261;

    /// <summary>Whether it is GOOGL and GOOG from 2014-04-03 to 2019-12-31, 1,447 days, of which results are known.</summary>
    public bool IsReference => NameY == "GOOGL" && NameX == "GOOG" && Days.Count == 1447 && Days[0] == FirstDay && Days[^1] == LastDay;

    /// <summary>Reads the closes of a pair.</summary>
    /// <param name="data">A folder with daily bars of GOOGL and GOOG, or the root of a tree that has them as Lean keeps them; or the files of
    /// any two instruments, the explained one first, with a comma between.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder, or no pair in it.</exception>
    public static PairHistory Read(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (y, x) = data.Split(',') is [var first, var second] && !Path.Exists(data) ? (first.Trim(), second.Trim()) : InFolder(data);
        var (nameY, explained) = Closes(y);
        var (nameX, explaining) = Closes(x);
        var isKnown = nameY == "GOOGL" && nameX == "GOOG";
        var byDay = explaining.ToDictionary(close => close.Day, close => close.Log);
        var both = explained.Where(c => byDay.ContainsKey(c.Day) && (!isKnown || (c.Day >= FirstDay && c.Day <= LastDay))).ToArray();
        return both.Length >= 200
            ? new PairHistory(nameY, nameX, [.. both.Select(c => c.Day)], [.. both.Select(c => c.Log)], [.. both.Select(c => byDay[c.Day])])
            : throw new ArgumentException($"{y} and {x} have {both.Length} days in common; accepted are 200 or more.");
    }

    /// <summary>A made-up pair that belongs together: a random walk, and 1.028 times it plus a residual that returns by half in 24 days.</summary>
    /// <param name="seed">The key of all chance.</param>
    public static PairHistory Synthetic(ulong seed)
    {
        const int Count = 1447;
        const double Deviation = 0.01027;
        var random = new Rng(seed, "cointegrated pair");
        var memory = PortableMath.Exp(PortableMath.Log(0.5) / 24);
        var shock = Deviation * Math.Sqrt(1 - (memory * memory));
        var (x, residual) = (PortableMath.Log(550), Deviation * random.NextNormal());
        var (days, ys, xs) = (new long[Count], new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            x += 0.0004 + (0.015 * random.NextNormal());
            residual = (memory * residual) + (shock * random.NextNormal());
            (days[i], ys[i], xs[i]) = (FirstDay + (i / 5 * 7) + (i % 5), (1.028 * x) - 0.17 + residual, x);
        }

        return new PairHistory("Y", "X", days, ys, xs);
    }

    private static (string Y, string X) InFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new FileNotFoundException(
                $"There is no folder '{folder}'; accepted is one with daily bars of GOOGL and GOOG, or two files with a comma between.");
        }

        foreach (var root in (string[])[folder, Path.Combine(folder, "lean")])
        {
            var (y, x) = (Near(root, "googl") ?? LeanBars.Find(root, "googl", "daily"), Near(root, "goog") ?? LeanBars.Find(root, "goog", "daily"));
            if (y is not null && x is not null)
            {
                return (y, x);
            }
        }

        throw new FileNotFoundException(
            $"Folder '{folder}' holds no daily bars of GOOGL and GOOG (googl.zip and goog.zip, as Lean keeps them, or .csv).");
    }

    private static string? Near(string folder, string symbol)
        => new[] { ".zip", ".csv" }.Select(ending => Path.Combine(folder, symbol + ending)).FirstOrDefault(File.Exists);

    private static (string Name, List<(long Day, double Log)> Closes) Closes(string path)
    {
        using var reader = BarFiles.Open(path);
        var (closes, rows) = (new List<(long Day, double Log)>(), new BarRow[1024]);
        var unit = 1.0;
        for (var i = 0; i < reader.PriceDecimals; i++)
        {
            unit *= 10;
        }

        while (reader.Read(rows) is > 0 and var count)
        {
            foreach (var row in rows.AsSpan(0, count))
            {
                var day = row.Time / NanosecondsPerDay;
                if (closes.Count > 0 && closes[^1].Day == day)
                {
                    throw new ArgumentException($"{path} has several bars of one day; accepted are daily bars.");
                }

                closes.Add((day, PortableMath.Log(row.Close / unit)));
            }
        }

        return (reader.Symbol.ToUpperInvariant(), closes);
    }
}
