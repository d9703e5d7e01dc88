using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Dividends and splits of the instruments of a back-test, from a table or from Lean's factor files.</summary>
public static class BarActions
{
    private const decimal MostShares = 1_000_000;
    private const decimal LeastShares = 0.000001m;
    private const string Accepted = "a CSV with the columns date, symbol, dividend and split (such as 7:1)";

    /// <summary>Reads all.</summary>
    /// <param name="sources">Files, or <c>lean</c> for the factor files beside the data.</param>
    /// <param name="data">The data, as they were named.</param>
    /// <param name="currencyDecimals">Decimals of the currency in which dividends are.</param>
    /// <exception cref="DataFormatException">A row is none.</exception>
    public static IReadOnlyList<BarAction> Read(IReadOnlyList<string> sources, IReadOnlyList<string> data, int currencyDecimals)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(data);
        var actions = new List<BarAction>();
        foreach (var source in sources)
        {
            if (source != "lean")
            {
                actions.AddRange(ReadTable(source, currencyDecimals));
                continue;
            }

            var isFound = false;
            foreach (var (name, path) in data.Select(BarFiles.Split))
            {
                using var bars = BarFiles.Open(path);
                if (LeanBars.FactorFileOf(path, bars.Symbol) is { } file)
                {
                    isFound = true;
                    actions.AddRange(ReadFactors(file, name ?? bars.Symbol, currencyDecimals));
                }
            }

            if (!isFound)
            {
                throw new ArgumentException(
                    "--actions lean found no factor file; expected is factor_files/SYMBOL.csv in a folder above the data, as Lean has it.");
            }
        }

        return [.. actions.OrderBy(action => action.ExDate)];
    }

    /// <summary>What a factor file of Lean's says happened.</summary>
    /// <remarks>Source: Lean's format notes. A row's factors hold up to its date, and its last field is the close of that date: the price
    /// factor falls by the part of the close that a dividend is, the split factor by the number of new shares.</remarks>
    public static IEnumerable<BarAction> ReadFactors(string path, string symbol, int currencyDecimals)
    {
        (DateOnly Date, decimal Price, decimal Split, decimal Close)? before = null;
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            var fields = text.Split(',');
            if (fields.Length < 3 || !DateOnly.TryParseExact(fields[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || !TryDecimal(fields[1], out var price) || !TryDecimal(fields[2], out var split) || price <= 0 || split <= 0)
            {
                if (line <= 2 && fields.Length <= 2)
                {
                    continue;
                }

                throw new DataFormatException($"{path}, line {line}: found '{text}'; accepted is date, price factor, split factor and close.");
            }

            var close = fields.Length > 3 && TryDecimal(fields[3], out var last) ? last : 0;
            if (before is { } old)
            {
                // In force on the first day after the row's date.
                var exDate = old.Date.AddDays(1);
                if (old.Split != split && Ratio(split / old.Split) is var (newShares, oldShares) && newShares != oldShares)
                {
                    yield return new BarAction(symbol, exDate, 0, newShares, oldShares);
                }

                var dividend = old.Close * (1 - (old.Price / price));
                if (dividend > 0.00005m)
                {
                    yield return new BarAction(symbol, exDate, Micro(decimal.Round(dividend, 4), currencyDecimals));
                }
            }

            before = (date, price, split, close);
        }
    }

    private static IEnumerable<BarAction> ReadTable(string path, int currencyDecimals)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' of dividends and splits; accepted is {Accepted}, or 'lean'.");
        }

        var lines = File.ReadAllLines(path);
        var names = lines.Length == 0 ? [] : lines[0].Split(',').Select(name => name.Trim().ToLowerInvariant()).ToArray();
        int Column(params string[] any) => Array.FindIndex(names, any.Contains);
        var (date, symbol, dividend, split) = (
            Column("date", "exdate", "ex-date", "ex_date"), Column("symbol", "ticker"),
            Column("dividend", "dividends", "amount"), Column("split", "splits", "stock splits", "ratio"));
        if (date < 0 || (dividend < 0 && split < 0))
        {
            throw new DataFormatException($"{path}, line 1: accepted is {Accepted}.");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
            {
                continue;
            }

            var fields = lines[i].Split(',').Select(field => field.Trim()).ToArray();
            string Field(int at) => at >= 0 && at < fields.Length ? fields[at] : "";
            DataFormatException Wrong() => new($"{path}, line {i + 1}: found '{lines[i]}'; accepted is {Accepted}.");
            if (Field(date).Length < 10 || !DateOnly.TryParseExact(
                Field(date)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exDate))
            {
                throw Wrong();
            }

            if (Field(dividend) is { Length: > 0 } amount)
            {
                if (!TryDecimal(amount, out var value) || value < 0)
                {
                    throw Wrong();
                }

                if (value > 0)
                {
                    yield return new BarAction(Field(symbol), exDate, Micro(value, currencyDecimals));
                }
            }

            if (Field(split) is { Length: > 0 } ratio)
            {
                var parts = ratio.Split(':', '/');
                if (parts.Length > 2 || !TryDecimal(parts[0], out var to) || to < 0 || to > MostShares
                    || !TryDecimal(parts.Length > 1 ? parts[1] : "1", out var from) || from <= 0 || from > MostShares
                    || (to != 0 && (to < LeastShares || from < LeastShares)))
                {
                    throw Wrong();
                }

                if (to > 0 && to != from)
                {
                    var (newShares, oldShares) = Ratio(to / from);
                    yield return new BarAction(Field(symbol), exDate, 0, newShares, oldShares);
                }
            }
        }
    }

    // The simplest ratio within the rounding of the file.
    private static (long New, long Old) Ratio(decimal value)
    {
        for (var old = 1L; old <= 1000; old++)
        {
            var shares = decimal.Round(value * old);
            if (shares >= 1 && Math.Abs((shares / old) - value) <= value * 0.00002m)
            {
                return ((long)shares, old);
            }
        }

        return ((long)decimal.Round(value * 10_000), 10_000);
    }

    private static long Micro(decimal amount, int currencyDecimals)
    {
        for (var i = 0; i < currencyDecimals; i++)
        {
            amount *= 10;
        }

        return (long)decimal.Round(amount * 1_000_000);
    }

    private static bool TryDecimal(string text, out decimal value)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && value < 1_000_000_000;
}
