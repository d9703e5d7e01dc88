using System.Globalization;
using System.Text;

namespace MarketSim.Analysis;

/// <summary>Writes a report as one HTML page that needs nothing else: pictures are part of it, it asks no server and runs no
/// script. Light or dark as its reader likes, always light on paper.</summary>
public static class HtmlReport
{
    private const int MostRowsTogether = 30;
    private const int FigureWidth = 920;
    private const int LongText = 24;

    /// <summary>Writes it.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="theme">Its colours; as the reader's screen has them if null.</param>
    /// <returns>The page, well-formed as XML too; the same for the same report.</returns>
    public static string Write(Report report, Theme? theme = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var pictures = new ThemedSvg();
        var body = new StringBuilder();
        Head(body, report);
        foreach (var section in report.Sections)
        {
            Section(body, section, pictures);
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="generator" content="MarketSim"/>
            <title>{Html.Escape(report.Title)}</title>
            <style>
            {ReportStyle.Sheet(theme, pictures.ColoursOf)}
            </style>
            </head>
            <body>
            <main>
            {body}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static void Head(StringBuilder body, Report report)
    {
        body.Append(CultureInfo.InvariantCulture, $"<header><h1>{Html.Escape(report.Title)}</h1><p class=\"sub\">{Html.Escape(report.Subtitle)}</p></header>\n");
        if (report.Headlines.Count > 0)
        {
            body.Append("<dl class=\"tiles\">\n");
            foreach (var fact in report.Headlines)
            {
                body.Append(CultureInfo.InvariantCulture, $"<div{Hint(fact)}><dt>{Html.Escape(fact.Name)}</dt><dd>{Html.Escape(fact.Value)}</dd></div>\n");
            }

            body.Append("</dl>\n");
        }

        if (report.Warnings.Count > 0)
        {
            body.Append("<aside class=\"warnings\"><h2>Before you believe it</h2><ul>\n");
            foreach (var warning in report.Warnings)
            {
                body.Append(CultureInfo.InvariantCulture, $"<li>{Html.Escape(warning)}</li>\n");
            }

            body.Append("</ul></aside>\n");
        }
    }

    private static void Section(StringBuilder body, ReportSection section, ThemedSvg pictures)
    {
        string[] classes = [.. section.BeginsPage ? ["page"] : Array.Empty<string>(), .. FitsAPage(section) ? ["whole"] : Array.Empty<string>()];
        var attribute = classes.Length == 0 ? "" : $" class=\"{string.Join(' ', classes)}\"";
        body.Append(CultureInfo.InvariantCulture, $"<section{attribute}>\n<h2>{Html.Escape(section.Title)}</h2>\n");
        if (section.Introduction is { } introduction)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p class=\"intro\">{Html.Escape(introduction)}</p>\n");
        }

        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case FigureBlock { Figure: var figure }:
                    body.Append("<figure>").Append(pictures.Draw(figure, FigureWidth));
                    body.Append(CultureInfo.InvariantCulture, $"<figcaption>{Html.Escape(figure.Title)} <span>{Html.Escape(figure.Subtitle)}</span></figcaption></figure>\n");
                    break;
                case FactsBlock facts:
                    Facts(body, facts);
                    break;
                case TableBlock table:
                    Table(body, table);
                    break;
                case CommandBlock commands:
                    body.Append(CultureInfo.InvariantCulture, $"<pre><code>{Html.Escape(string.Join('\n', commands.Lines))}</code></pre>\n");
                    break;
                case TextBlock text:
                    body.Append(CultureInfo.InvariantCulture, $"<p>{Html.Escape(text.Text)}</p>\n");
                    break;
            }
        }

        body.Append("</section>\n");
    }

    // What is short is not torn apart on paper.
    private static bool FitsAPage(ReportSection section) => section.Blocks.Sum(block => block switch
    {
        FactsBlock facts => facts.Groups.Sum(group => group.Facts.Count + 2) / 2,
        TableBlock table => table.Rows.Count + 1,
        FigureBlock => 2 * MostRowsTogether,
        _ => 2,
    }) <= MostRowsTogether;

    private static void Facts(StringBuilder body, FactsBlock block)
    {
        body.Append("<div class=\"groups\">\n");
        foreach (var (title, facts) in block.Groups)
        {
            body.Append(CultureInfo.InvariantCulture, $"<table class=\"facts\"><caption>{Html.Escape(title)}</caption><tbody>\n");
            foreach (var fact in facts)
            {
                body.Append(CultureInfo.InvariantCulture, $"<tr{Hint(fact)}><th scope=\"row\">{Html.Escape(fact.Name)}</th><td{(fact.Number is null ? "" : " class=\"n\"")}>{Html.Escape(fact.Value)}</td></tr>\n");
            }

            body.Append("</tbody></table>\n");
        }

        body.Append("</div>\n");
    }

    private static void Table(StringBuilder body, TableBlock table)
    {
        // A column is one of numbers if any cell of it is.
        bool[] areNumbers = [.. table.Columns.Select((_, i) => table.Rows.Any(row => row[i].Number is not null))];
        body.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table class=\"rows{(table.IsEven ? " even" : "")}\"><thead><tr>");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(areNumbers[i] ? " class=\"n\"" : "")}>{Html.Escape(table.Columns[i])}</th>");
        }

        body.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            body.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                body.Append(CultureInfo.InvariantCulture, $"<td{Attributes(row[i], areNumbers[i])}>{Html.Escape(row[i].Text)}</td>");
            }

            body.Append("</tr>\n");
        }

        body.Append("</tbody></table></div>\n");
        if (table.Note is { } note)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Html.Escape(note)}</p>\n");
        }
    }

    private static string Attributes(ReportCell cell, bool isNumber)
    {
        if (cell.Shade is not { } shade || !double.IsFinite(shade))
        {
            return isNumber ? " class=\"n\"" : cell.Text.Length > LongText ? " class=\"long\"" : "";
        }

        var strength = 0.75 * Math.Min(1, Math.Abs(shade));
        return string.Create(CultureInfo.InvariantCulture, $" class=\"n {(shade < 0 ? "loss" : "gain")}\" style=\"--a:{strength:0.00}\"");
    }

    private static string Hint(ReportFact fact) => fact.Hint is { } hint ? $" title=\"{Html.Escape(hint)}\"" : "";
}
