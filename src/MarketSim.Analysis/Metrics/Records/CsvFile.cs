using System.Globalization;
using System.Text;

namespace MarketSim.Analysis;

/// <summary>A text file of values separated by commas with the names of its columns in the first line, read once as a
/// stream.</summary>
/// <remarks>Source: RFC 4180, but for line breaks inside of quotation marks, which are refused.</remarks>
public sealed class CsvFile
{
    private readonly string _path;

    private CsvFile(string path, IReadOnlyList<string> columns) => (_path, Columns) = (path, columns);

    /// <summary>The names in the first line.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FormatException">It is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvFile Open(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var first = reader.ReadLine();
        return string.IsNullOrWhiteSpace(first)
            ? throw new FormatException($"File '{path}' is empty; its first line names the columns.")
            : new CsvFile(path, [.. Split(first, path, 1).Select(name => name.Trim())]);
    }

    /// <summary>The place of a column, whatever its case; -1 if there is none of these names.</summary>
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
        return place >= 0
            ? place
            : throw new FormatException(
                $"File '{_path}' has no column '{names[0]}'; its columns are {string.Join(", ", Columns)}.");
    }

    /// <summary>All lines after the first, with the number of each; empty ones left out.</summary>
    /// <exception cref="FormatException">A line has not as many values as there are columns.</exception>
    public IEnumerable<(int Line, string[] Values)> Rows()
    {
        using var reader = new StreamReader(_path, Encoding.UTF8);
        reader.ReadLine();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            var values = Split(text, _path, line);
            yield return values.Length == Columns.Count
                ? (line, values)
                : throw Wrong(line, $"has {values.Length} values, but there are {Columns.Count} columns");
        }
    }

    /// <summary>A value as number; not-a-number where nothing is written.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public double Number((int Line, string[] Values) row, int column)
    {
        var text = row.Values[column].Trim();
        return text.Length == 0 ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw Wrong(row.Line, $"has '{text}' as {Columns[column]}; a number was expected");
    }

    /// <summary>A value as instant; without a zone it is taken for UTC.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public DateTime Time((int Line, string[] Values) row, int column)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = row.Values[column].Trim();
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out var time)
            || DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, styles, out time)
            ? time
            : throw Wrong(row.Line, $"has '{text}' as {Columns[column]}; a time such as 2024-03-28 or 2024-03-28T16:00:00Z was expected");
    }

    private FormatException Wrong(int line, string what)
        => new(string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{_path}' {what}."));

    private static string[] Split(string text, string path, int line)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return text.Split(',');
        }

        var values = new List<string>();
        var value = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ',' && !isQuoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        values.Add(value.ToString());
        return isQuoted
            ? throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{path}' ends inside of quotation marks."))
            : [.. values];
    }
}
