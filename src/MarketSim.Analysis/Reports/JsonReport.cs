using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MarketSim.Analysis;

/// <summary>Writes a report for programs: every number as it is, every table as a list of rows.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it.</summary>
    /// <returns>The JSON, indented; the same for the same report.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new JsonObject
        {
            ["schema"] = "marketsim.report/1",
            ["kind"] = report.Kind,
            ["title"] = report.Title,
            ["subtitle"] = report.Subtitle,
            ["headlines"] = Facts(report.Headlines),
            ["warnings"] = new JsonArray([.. report.Warnings.Select(warning => JsonValue.Create(warning))]),
            ["sections"] = new JsonArray([.. report.Sections.Select(Section)]),
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Section(ReportSection section)
    {
        var json = new JsonObject { ["title"] = section.Title };
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case FactsBlock facts:
                    foreach (var (title, group) in facts.Groups)
                    {
                        json[title] = Facts(group);
                    }

                    break;
                case TableBlock table:
                    json[table.Name] = new JsonArray([.. table.Rows.Select(row => Row(table.Columns, row))]);
                    break;
                case CommandBlock commands:
                    json["commands"] = new JsonArray([.. commands.Lines.Select(line => JsonValue.Create(line))]);
                    break;
            }
        }

        return json;
    }

    private static JsonObject Row(IReadOnlyList<string> columns, IReadOnlyList<ReportCell> row)
    {
        var json = new JsonObject();
        for (var i = 0; i < row.Count; i++)
        {
            json[columns[i]] = Value(row[i].Text, row[i].Number);
        }

        return json;
    }

    private static JsonObject Facts(IReadOnlyList<ReportFact> facts)
    {
        var json = new JsonObject();
        foreach (var fact in facts)
        {
            json[fact.Name] = Value(fact.Value, fact.Number);
        }

        return json;
    }

    // What is undefined is null, never a word that a program would have to know.
    private static JsonNode? Value(string text, double? number)
        => number is { } value ? double.IsFinite(value) ? JsonValue.Create(value) : null : text == "–" ? null : JsonValue.Create(text);
}
