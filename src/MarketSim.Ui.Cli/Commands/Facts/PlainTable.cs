namespace MarketSim.Ui.Cli;

/// <summary>A table as plain text, as wide as it needs to be: for terminals, pipes and files alike.</summary>
/// <param name="headings">Of its columns.</param>
internal sealed class PlainTable(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>Places of the columns that hold numbers.</summary>
    public IReadOnlyList<int> RightAligned { get; init; } = [];

    /// <summary>Adds a row: a text for each column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. headings.Select((heading, i) => _rows.Select(row => row[i].Length).Append(heading.Length).Max())];
        output.WriteLine(Line(headings, widths));
        output.WriteLine(string.Join(Gap, widths.Select(width => new string('─', width))));
        foreach (var row in _rows)
        {
            output.WriteLine(Line(row, widths));
        }
    }

    private string Line(string[] cells, int[] widths) => string.Join(
        Gap, cells.Select((cell, i) => RightAligned.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
}
