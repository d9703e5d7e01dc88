using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The returns of many trials over the same periods, as a table has them: a column for each trial.</summary>
/// <param name="Names">Of the trials; their places where the table has no header.</param>
/// <param name="Returns">Of each trial.</param>
/// <param name="Dates">Of the rows; null if there is no column of dates.</param>
public sealed record TrialTable(
    IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<double>> Returns, IReadOnlyList<DateTime>? Dates)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFormatException">A field is no number, or a row has another number of columns.</exception>
    public static TrialTable Read(string path) => From(CsvTable.Read(path));

    /// <summary>Takes the trials from a table.</summary>
    public static TrialTable From(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var first = table.Rows[0];
        var hasHeader = first.Any(f => ReturnColumns.Number(f) is null && CsvDate.Parse(f) is null);
        var rows = table.Rows.Skip(hasHeader ? 1 : 0).ToArray();
        if (rows.Length == 0)
        {
            throw new DataFormatException($"{table.File} has a header and no rows; accepted is a row for each period.");
        }

        var hasDates = CsvDate.Parse(rows[0][0]) is not null;
        int[] columns = [.. Enumerable.Range(hasDates ? 1 : 0, first.Length - (hasDates ? 1 : 0))];
        var returns = columns.Select(_ => new double[rows.Length]).ToArray();
        for (var row = 0; row < rows.Length; row++)
        {
            var line = table.Lines[row + (hasHeader ? 1 : 0)];
            if (rows[row].Length != first.Length)
            {
                throw new DataFormatException(
                    $"{table.File}, line {line}: found {rows[row].Length} columns; accepted are {first.Length}, as in the first row.");
            }

            for (var i = 0; i < columns.Length; i++)
            {
                returns[i][row] = ReturnColumns.Number(rows[row][columns[i]]) ?? throw new DataFormatException(
                    $"{table.File}, line {line}: found '{rows[row][columns[i]]}'; accepted is a return, such as 0.0013.");
            }
        }

        // A column of prices among returns has a Sharpe ratio beyond all reason, and nobody would ask why.
        foreach (var (trial, column) in returns.Zip(columns))
        {
            var middle = Quantile.Type7([.. trial.Select(Math.Abs).Order()], 0.5);
            if (middle > 0.5)
            {
                throw new DataFormatException(string.Create(CultureInfo.InvariantCulture,
                    $"{table.File}, column {column + 1}: found numbers such as {middle}; accepted are returns as fractions (0.01 is one percent)."));
            }
        }

        return new TrialTable(
            [.. columns.Select(c => hasHeader ? first[c] : (c + 1).ToString(CultureInfo.InvariantCulture))], returns,
            hasDates ? [.. rows.Select(r => CsvDate.Parse(r[0]) ?? throw new DataFormatException(
                $"{table.File}: found '{r[0]}'; accepted is a date in every row."))] : null);
    }
}
