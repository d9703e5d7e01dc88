using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What to read of a file of returns.</summary>
public sealed record ReturnFileOptions
{
    /// <summary>The name, or the place from 1, of the column; null to find it by its name.</summary>
    public string? Column { get; init; }

    /// <summary>Whether the column holds values rather than returns; null to go by its name.</summary>
    public bool? ArePrices { get; init; }

    /// <summary>Whether the returns are in percent: 1.5 is 0.015.</summary>
    public bool ArePercent { get; init; }

    /// <summary>How many periods a year has; null to go by the dates.</summary>
    public double? PeriodsPerYear { get; init; }

    /// <summary>Rows before it are left out.</summary>
    public DateTime? From { get; init; }

    /// <summary>Rows after it are left out.</summary>
    public DateTime? To { get; init; }
}

/// <summary>A series of returns read from a table.</summary>
/// <param name="Returns">The series.</param>
/// <param name="Column">What the column is called; empty without a header.</param>
/// <param name="ArePrices">Whether the column holds values, of which the returns were made.</param>
/// <param name="Missing">Rows that were left out because they hold no value.</param>
public sealed record ReturnFile(ReturnSeries Returns, string Column, bool ArePrices, int Missing)
{
    /// <summary>Reads a table of text with a column of returns, or of values such as prices or equity.</summary>
    /// <param name="path">The file; plain or packed.</param>
    /// <param name="options">What to read of it.</param>
    /// <remarks>Dates that run backwards throughout are turned round. Times of day are dropped where every row is of another day, so that
    /// files which write midnight differently can be matched.</remarks>
    /// <exception cref="DataFormatException">A row is not what it must be; the sentence names the line.</exception>
    public static ReturnFile Read(string path, ReturnFileOptions options) => From(CsvTable.Read(path), options);

    /// <summary>Takes a series from a table.</summary>
    public static ReturnFile From(CsvTable table, ReturnFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var columns = ReturnColumns.Find(table, options.Column);
        var (dates, values, missing) = Rows(table, columns, options);
        if (options.ArePercent)
        {
            values = values.ConvertAll(v => v / 100);
        }

        var arePrices = options.ArePercent ? false : options.ArePrices ?? columns.ArePrices ?? LookLikeReturns(table, values);
        IReadOnlyList<DateTime>? known = columns.Date is null ? null : dates;
        var periods = options.PeriodsPerYear ?? PeriodsOfDates.Infer(known);
        var returns = arePrices ? ReturnSeries.FromEquity(values, periods, known) : new ReturnSeries(values, periods, known);
        return returns.Count > 0 ? new ReturnFile(returns, columns.Name, arePrices, missing) : throw new DataFormatException(
            $"{table.File} has {values.Count} values between the dates asked for; accepted is at least {(arePrices ? 2 : 1)}.");
    }

    private static (List<DateTime> Dates, List<double> Values, int Missing) Rows(
        CsvTable table, ReturnColumns columns, ReturnFileOptions options)
    {
        var (dates, values, missing) = (new List<DateTime>(), new List<double>(), 0);
        var isBackwards = IsBackwards(table, columns);
        var start = columns.HasHeader ? 1 : 0;
        for (var i = start; i < table.Rows.Count; i++)
        {
            var at = isBackwards ? table.Rows.Count - 1 - (i - start) : i;
            var date = columns.Date is { } place ? DateAt(table, at, place) : default;
            if (columns.Date is not null && (date < options.From || date > options.To))
            {
                continue;
            }

            if (Field(table, at, columns.Value) is var text && ReturnColumns.IsMissing(text))
            {
                missing++;
                continue;
            }

            if (columns.Date is not null && dates.Count > 0 && date < dates[^1])
            {
                throw new DataFormatException(string.Create(CultureInfo.InvariantCulture,
                    $"{table.File}, line {table.Lines[at]}: {date:yyyy-MM-dd} comes after {dates[^1]:yyyy-MM-dd}; accepted are rows in order of date."));
            }

            values.Add(table.Number(text) ?? throw Wrong(table, at, text, "a number, such as 0.0013 or 0.13%"));
            dates.Add(date);
        }

        var areDays = dates.Zip(dates.Skip(1)).All(pair => pair.First.Date < pair.Second.Date);
        return (areDays ? [.. dates.Select(d => d.Date)] : dates, values, missing);
    }

    private static bool IsBackwards(CsvTable table, ReturnColumns columns)
    {
        var first = columns.HasHeader ? 1 : 0;
        return columns.Date is { } place && table.Rows.Count > first + 1
            && DateAt(table, first, place) > DateAt(table, table.Rows.Count - 1, place);
    }

    private static bool LookLikeReturns(CsvTable table, List<double> values)
    {
        double[] sizes = [.. values.Select(Math.Abs).Order()];
        return sizes.Length == 0 || sizes[sizes.Length / 2] < 0.5 ? false : throw new DataFormatException(
            $"{table.File} holds numbers such as {sizes[sizes.Length / 2].ToString(CultureInfo.InvariantCulture)}: say --prices if they are "
            + "values, --percent if they are returns in percent, or --returns if they are returns as fractions (0.01 is one percent).");
    }

    private static DateTime DateAt(CsvTable table, int row, int place)
        => CsvDate.Parse(Field(table, row, place)) ?? throw Wrong(table, row, Field(table, row, place), "a date, such as 2024-01-02");

    private static string Field(CsvTable table, int row, int place) => place < table.Rows[row].Length ? table.Rows[row][place]
        : throw new DataFormatException(
            $"{table.File}, line {table.Lines[row]}: found {table.Rows[row].Length} columns; accepted is at least {place + 1}.");

    private static DataFormatException Wrong(CsvTable table, int row, string found, string accepted) => new(
        $"{table.File}, line {table.Lines[row]}: found '{(found.Length > 60 ? found[..60] + "…" : found)}'; accepted is {accepted}.");
}
