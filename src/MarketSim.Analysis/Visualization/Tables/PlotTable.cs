using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>A table that a picture is drawn from.</summary>
/// <param name="Name">Where it comes from, for titles.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Values as text, as many in each row as there are columns.</param>
public sealed record PlotTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Reads one from a file of comma-separated values.</summary>
    /// <exception cref="FormatException">It is damaged; the sentence says where and how.</exception>
    public static PlotTable Read(string path)
    {
        var file = CsvFile.Open(path);
        return new PlotTable(
            Path.GetFileNameWithoutExtension(path), file.Columns, [.. file.Rows().Select(IReadOnlyList<string> (row) => row.Values)]);
    }

    /// <summary>The place of a column by any of some names, whatever the case; -1 if there is none.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>The place of a column that must be there.</summary>
    /// <exception cref="FormatException">It is not; the sentence names those that are.</exception>
    public int Need(params ReadOnlySpan<string> names)
    {
        var place = Find(names);
        return place >= 0 ? place : throw new FormatException(
            $"Table '{Name}' has no column '{names[0]}'; its columns are {string.Join(", ", Columns)}.");
    }

    /// <summary>A value as number; not-a-number where nothing, or no number, is written.</summary>
    public double Number(int row, int column)
        => double.TryParse(Rows[row][column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    /// <summary>A column as numbers.</summary>
    public double[] Numbers(int column) => [.. Enumerable.Range(0, Rows.Count).Select(row => Number(row, column))];

    /// <summary>Whether a column holds numbers alone, and one at least.</summary>
    public bool IsNumeric(int column)
        => Rows.Any(row => row[column].Length > 0) && Enumerable.Range(0, Rows.Count).All(row => Rows[row][column].Length == 0 || double.IsFinite(Number(row, column)));
}

/// <summary>Which columns of a table a picture shows; its own choice where null.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Value">As colour.</param>
public sealed record PlotColumns(string? X = null, string? Y = null, string? Value = null);

/// <summary>A kind of picture of a table: table in, figure out.</summary>
public interface ITablePlot
{
    /// <summary>What it is called on the command line and in file names, in kebab case.</summary>
    string Name { get; }

    /// <summary>One sentence: what it shows, and of which columns.</summary>
    string Summary { get; }

    /// <summary>Describes the picture.</summary>
    /// <exception cref="FormatException">The table has not what it takes.</exception>
    Figure Draw(PlotTable table, PlotColumns columns);
}
