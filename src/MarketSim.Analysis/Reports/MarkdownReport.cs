using System.Globalization;
using System.Text;

namespace MarketSim.Analysis;

/// <summary>Writes a report as Markdown: words and tables, without pictures.</summary>
public static class MarkdownReport
{
    /// <summary>Writes it.</summary>
    /// <returns>The text; the same for the same report.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(report.Title)}\n\n{Escape(report.Subtitle)}\n");
        if (report.Headlines.Count > 0)
        {
            text.Append('\n');
            Table(text, [.. report.Headlines.Select(fact => fact.Name)], [[.. report.Headlines.Select(fact => new ReportCell(fact.Value, fact.Number))]]);
        }

        if (report.Warnings.Count > 0)
        {
            text.Append("\n## Before you believe it\n\n");
            foreach (var warning in report.Warnings)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(warning)}\n");
            }
        }

        foreach (var section in report.Sections.Where(section => section.Blocks.Any(block => block is not FigureBlock)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Escape(section.Title)}\n");
            if (section.Introduction is { } introduction)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{Escape(introduction)}\n");
            }

            foreach (var block in section.Blocks)
            {
                Block(text, block);
            }
        }

        return text.ToString();
    }

    private static void Block(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case FactsBlock facts:
                foreach (var (title, group) in facts.Groups)
                {
                    text.Append('\n');
                    Table(text, [title, ""], [.. group.Select(IReadOnlyList<ReportCell> (fact) => [fact.Name, new ReportCell(fact.Value, fact.Number ?? 0)])]);
                }

                break;
            case TableBlock table:
                text.Append('\n');
                Table(text, table.Columns, table.Rows);
                text.Append(table.Note is { } note ? $"\n{Escape(note)}\n" : "");
                break;
            case CommandBlock commands:
                text.Append(CultureInfo.InvariantCulture, $"\n```sh\n{string.Join('\n', commands.Lines)}\n```\n");
                break;
            case TextBlock words:
                text.Append(CultureInfo.InvariantCulture, $"\n{Escape(words.Text)}\n");
                break;
        }
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<ReportCell>> rows)
    {
        text.Append('|').AppendJoin('|', columns.Select(column => $" {Escape(column)} ")).Append("|\n|");
        for (var i = 0; i < columns.Count; i++)
        {
            text.Append(rows.Any(row => row[i].Number is not null) ? "---:|" : "---|");
        }

        text.Append('\n');
        foreach (var row in rows)
        {
            text.Append('|').AppendJoin('|', row.Select(cell => $" {Escape(cell.Text)} ")).Append("|\n");
        }
    }

    // What a file held must not become a heading, a link, a column or HTML.
    private static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (var character in words)
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(character) ? ' ' : character);
        }

        return escaped.ToString();
    }
}
