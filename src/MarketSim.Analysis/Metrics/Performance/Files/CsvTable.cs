using System.Text;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A small table of text: rows of fields separated by commas, semicolons or tabs, packed or plain.</summary>
/// <remarks>The separator is the one that the first row has most of. Fields may stand in double quotes; empty rows and rows that begin
/// with # are passed over.</remarks>
public sealed class CsvTable
{
    private const int MostRows = 20_000_000;

    private readonly bool _hasDecimalCommas;

    private CsvTable(string file, IReadOnlyList<string[]> rows, IReadOnlyList<long> lines, char? separator)
        => (File, Rows, Lines, _hasDecimalCommas) = (file, rows, lines, separator == ';');

    /// <summary>The file, as messages name it.</summary>
    public string File { get; }

    /// <summary>The rows; the first may be a header.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The line of each row, from 1.</summary>
    public IReadOnlyList<long> Lines { get; }

    /// <summary>Reads a file: plain, gzip, zstd or a zip with one file in it.</summary>
    /// <exception cref="DataFormatException">It is damaged, empty, or no text.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvTable Read(string path)
    {
        using var reader = new StreamReader(DataFile.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: false));
        return Parse(reader, path);
    }

    /// <summary>Reads text.</summary>
    public static CsvTable Parse(TextReader reader, string file)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (rows, lines) = (new List<string[]>(), new List<long>());
        char? separator = null;
        for (var line = 1L; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#'))
            {
                continue;
            }

            if (text.Contains('\0', StringComparison.Ordinal) || rows.Count == MostRows)
            {
                throw new DataFormatException($"{file}, line {line}: accepted is text of at most {MostRows} rows, such as 2024-01-02,0.0013.");
            }

            separator ??= SeparatorOf(text);
            rows.Add(Split(text, separator.Value));
            lines.Add(line);
        }

        return rows.Count > 0 ? new CsvTable(file, rows, lines, separator) : throw new DataFormatException(
            $"{file} has no rows; accepted is a table of text with a row for each period, such as 2024-01-02,0.0013.");
    }

    /// <summary>A number, or a percentage; with a decimal comma where fields are separated by semicolons.</summary>
    /// <returns>Null of what is none.</returns>
    public double? Number(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReturnColumns.Number(_hasDecimalCommas && !text.Contains('.', StringComparison.Ordinal)
            ? text.Replace(',', '.') : text);
    }

    private static char SeparatorOf(string text)
        => new[] { ',', ';', '\t' }.MaxBy(candidate => text.Count(letter => letter == candidate));

    private static string[] Split(string text, char separator)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return [.. text.Split(separator).Select(field => field.Trim())];
        }

        var (fields, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == separator && !isQuoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(text[i]);
            }
        }

        fields.Add(field.ToString().Trim());
        return [.. fields];
    }
}
