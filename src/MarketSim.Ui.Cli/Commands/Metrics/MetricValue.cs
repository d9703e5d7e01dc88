using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>A number with its name, ready to be printed.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Heading">Under which heading it stands.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Value">The number; null where it is undefined.</param>
internal sealed record MetricValue(string Name, string Heading, string Title, MetricUnit Unit, double? Value)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Those of the wanted names, in their order; all if no name is wanted.</summary>
    public static IReadOnlyList<MetricValue> Choose(IReadOnlyList<MetricValue> all, MetricsRequest request)
        => request.Only.Count == 0 ? all : [.. request.Only.Select(name => Find(all, request.Metrics, name) with { Heading = "Chosen" })];

    /// <summary>One object, name and number; tables after them.</summary>
    public static void WriteJson(
        TextWriter output, IEnumerable<MetricValue> values, IEnumerable<KeyValuePair<string, object?>>? tables = null)
    {
        var all = values.DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => (object?)v.Value);
        foreach (var (name, table) in tables ?? [])
        {
            all[name] = table;
        }

        output.WriteLine(JsonSerializer.Serialize(all, Indented));
    }

    /// <summary>Under their headings.</summary>
    public static void Write(TextWriter output, IReadOnlyList<MetricValue> values)
    {
        var width = values.Max(v => v.Title.Length) + 2;
        var heading = "";
        foreach (var value in values)
        {
            if (value.Heading != heading)
            {
                output.Write(heading.Length == 0 ? "" : "\n");
                output.WriteLine(value.Heading);
                heading = value.Heading;
            }

            output.WriteLine($"  {value.Title.PadRight(width)}{value.Text,16}");
        }
    }

    /// <summary>The number as people read it; a dash where it is undefined.</summary>
    public string Text => Value is not { } value ? "–" : Unit switch
    {
        MetricUnit.Fraction => Format(value * 100, "#,##0.00##") + " %",
        MetricUnit.Days => Format(value, "#,##0.##") + " d",
        MetricUnit.Periods => Format(value, "#,##0.##"),
        _ => Format(value, "#,##0.####"),
    };

    private static string Format(double value, string form)
    {
        var text = value.ToString(form, CultureInfo.InvariantCulture);
        return text is "-0" or "-0.00" ? text[1..] : text;
    }

    private static MetricValue Find(IReadOnlyList<MetricValue> all, IReadOnlyList<PerformanceMetric> metrics, string name)
    {
        var known = metrics.FirstOrDefault(m => m.IsCalled(name));
        return all.FirstOrDefault(v => v.Name == name) ?? all.FirstOrDefault(v => v.Name == known?.Name)
            ?? all.FirstOrDefault(v => Plain(v.Name).Equals(Plain(name), StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(
            $"Unknown metric '{name}'.{Suggestions.Sentence(name, all.Select(v => v.Name))} 'marketsim metrics --list' lists them.");
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
