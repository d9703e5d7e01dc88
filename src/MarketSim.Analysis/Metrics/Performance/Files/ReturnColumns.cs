using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Where a table has its dates and its values.</summary>
/// <param name="Date">The column of dates; null if there is none.</param>
/// <param name="Value">The column of returns or values.</param>
/// <param name="Name">What it is called; empty without a header.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="ArePrices">Whether its name says that it holds values rather than returns; null if it says nothing.</param>
internal sealed record ReturnColumns(int? Date, int Value, string Name, bool HasHeader, bool? ArePrices)
{
    private static readonly string[] DateNames = ["date", "datetime", "timestamp", "time", "day", "month", "closed", ""];
    private static readonly string[] ReturnNames = ["return", "returns", "ret", "dailyreturn", "dailyreturns", "pctchange", "strategy", "portfolio", "benchmark"];
    private static readonly string[] PriceNames = ["equity", "adjclose", "adjustedclose", "close", "price", "value", "nav", "wealth", "last"];

    /// <summary>The columns of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="wanted">The name, or the place from 1, of the column of values; null to find it by its name.</param>
    public static ReturnColumns Find(CsvTable table, string? wanted)
    {
        var first = table.Rows[0];
        var hasHeader = first.Any(f => f.Length > 0 && !IsMissing(f) && table.Number(f) is null && CsvDate.Parse(f) is null) || IsIndexed(table);
        string[] names = hasHeader ? first : [.. first.Select(_ => "")];
        if (hasHeader && table.Rows.Count < 2)
        {
            throw new DataFormatException($"{table.File} has a header and no rows; accepted is a row for each period.");
        }

        var sample = table.Rows[hasHeader ? 1 : 0];
        var date = DateColumn(names, sample, hasHeader);
        var value = wanted is null ? ByName(table, names, sample, date) : Chosen(table, names, wanted);
        bool? arePrices = ReturnNames.Contains(Plain(names[value])) ? false : PriceNames.Contains(Plain(names[value])) ? true : null;
        return new ReturnColumns(date, value, names[value], hasHeader, arePrices);
    }

    /// <summary>A number with a point, a percentage included; null of what is none.</summary>
    public static double? Number(string text)
    {
        var isPercent = text.EndsWith('%');
        return double.TryParse(isPercent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? isPercent ? value / 100 : value : null;
    }

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool IsMissing(string text) => text.Length == 0 || text.ToUpperInvariant() is "NAN" or "NA" or "N/A" or "NULL" or "NONE";

    // A table written by pandas without names: nothing above its dates, and a number above its values.
    private static bool IsIndexed(CsvTable table) => table.Rows.Count > 1 && table.Rows[0] is ["", ..] && table.Rows[1].Length > 1
        && CsvDate.Parse(table.Rows[1][0]) is not null;

    private static bool IsCounter(string name, string first)
        => Plain(name) is "" or "index" or "idx" or "i" or "n" or "no" or "row" or "period" or "#" && first is "0" or "1";

    private static int? DateColumn(string[] names, string[] sample, bool hasHeader)
    {
        for (var i = 0; i < Math.Min(names.Length, sample.Length); i++)
        {
            if (CsvDate.Parse(sample[i]) is not null && (!hasHeader || DateNames.Contains(Plain(names[i]))))
            {
                return i;
            }
        }

        return null;
    }

    private static int Chosen(CsvTable table, string[] names, string wanted)
    {
        var place = Array.FindIndex(names, n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (place < 0 && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= names.Length)
        {
            place = number - 1;
        }

        return place >= 0 ? place : throw new ArgumentException(
            $"{table.File} has no column '{wanted}'.{Suggestions.Sentence(wanted, names)} {Columns(names)}");
    }

    private static int ByName(CsvTable table, string[] names, string[] sample, int? date)
    {
        foreach (var known in ReturnNames.Concat(PriceNames))
        {
            var place = Array.FindIndex(names, n => Plain(n) == known);
            if (place >= 0 && place != date)
            {
                return place;
            }
        }

        int[] numbers = [.. Enumerable.Range(0, names.Length).Where(
            i => i != date && i < sample.Length && (table.Number(sample[i]) is not null || IsMissing(sample[i])))];
        numbers = numbers.Length == 2 && IsCounter(names[numbers[0]], sample[numbers[0]]) ? numbers[1..] : numbers;
        return numbers.Length == 1 ? numbers[0] : throw new DataFormatException(
            $"{table.File} has {numbers.Length} columns of numbers and none is called return, equity or close; choose one with --column. "
            + Columns(names));
    }

    private static string Columns(string[] names) => names.Any(n => n.Length > 0)
        ? $"Its columns: {string.Join(", ", names.Where(n => n.Length > 0).Take(20))}{(names.Length > 20 ? ", …" : "")}."
        : $"It has no header; columns are 1 to {names.Length}.";

    private static string Plain(string name)
        => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
