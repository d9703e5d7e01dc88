using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>Shows facts, to people or machines.</summary>
internal static class FactsView
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As JSON: an array of facts, or of several runs one for each under its name.</summary>
    public static string ToJson(IReadOnlyList<FactSheet> sheets) => (sheets.Count == 1
        ? (JsonNode)Array(sheets[0])
        : new JsonObject(sheets.Select(sheet => KeyValuePair.Create(sheet.Name, (JsonNode?)Array(sheet))))).ToJsonString(Indented);

    /// <summary>One run: a line for each fact.</summary>
    public static void Show(Screen screen, FactSheet sheet)
    {
        var table = new PlainTable("#", "fact", "value", "range", "verdict", "source") { RightAligned = [0] };
        foreach (var (fact, measure) in sheet.Results)
        {
            table.Add(Number(fact.Id), fact.Name, Values(measure), fact.Range, Verdict(measure), fact.Source);
        }

        screen.Output.WriteLine(sheet.Name);
        screen.Output.WriteLine();
        table.Write(screen.Output);
        screen.Output.WriteLine();
        foreach (var (fact, measure) in sheet.Results.Where(result => result.Measure.Remark is not null))
        {
            screen.Output.WriteLine($"{fact.Id}: {measure.Remark}");
        }

        screen.Output.WriteLine(Tally(sheet));
    }

    /// <summary>Several runs: a line for each fact, how often it passed, and how its numbers are spread.</summary>
    public static void Show(Screen screen, IReadOnlyList<FactSheet> sheets)
    {
        var table = new PlainTable("#", "fact", "range", "passed", "median", "lowest", "highest", "fails in")
        {
            RightAligned = [0, 3, 4, 5, 6],
        };
        for (var i = 0; i < sheets[0].Results.Count; i++)
        {
            var measures = sheets.Select(sheet => sheet.Results[i].Measure).ToArray();
            var numbers = Math.Max(1, measures.Max(measure => measure.Numbers.Count));
            for (var n = 0; n < numbers; n++)
            {
                table.Add(Row(sheets, sheets[0].Results[i].Fact, measures, n));
            }
        }

        table.Write(screen.Output);
        screen.Output.WriteLine();
        foreach (var sheet in sheets)
        {
            screen.Output.WriteLine($"{sheet.Name}: {Tally(sheet)}");
        }

        var passed = sheets.Select(sheet => sheet.Passed).Order().ToArray();
        screen.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sheets.Count} runs: {passed[0]} to {passed[^1]} facts passed, {passed[passed.Length / 2]} in the middle one"));
    }

    private static string[] Row(IReadOnlyList<FactSheet> sheets, StylisedFact fact, FactMeasure[] measures, int n)
    {
        var values = measures.Where(measure => measure.Numbers.Count > n).Select(measure => measure.Numbers[n].Value).Order().ToArray();
        var failed = sheets.Where((_, i) => measures[i].Passes == false).Select(sheet => sheet.Name).ToArray();
        string[] spread = values.Length == 0
            ? ["–", "–", "–"] : [Number(values[values.Length / 2]), Number(values[0]), Number(values[^1])];
        return n == 0
            ?
            [
                Number(fact.Id), fact.Name, fact.Range, $"{measures.Count(measure => measure.Passes == true)}/{measures.Length}",
                .. spread, failed.Length == sheets.Count ? "all" : Shortened(failed),
            ]
            : ["", "  " + measures.First(measure => measure.Numbers.Count > n).Numbers[n].Name, "", "", .. spread, ""];
    }

    private static string Shortened(string[] names)
    {
        string[] tails = [.. names.Select(name => name.Split(' ')[^1])];
        return tails.Length <= 6 ? string.Join(", ", tails) : string.Join(", ", tails[..5]) + $" and {tails.Length - 5} more";
    }

    private static JsonArray Array(FactSheet sheet) => new([.. sheet.Results.Select(result => (JsonNode)new JsonObject
    {
        ["id"] = result.Fact.Id,
        ["name"] = result.Fact.Name,
        ["value"] = result.Measure.Numbers.Count == 0 ? null : Json(result.Measure.Numbers[0].Value),
        ["pass"] = result.Measure.Passes,
        ["range"] = result.Fact.Range,
        ["source"] = result.Fact.Source,
        ["remark"] = result.Measure.Remark,
        ["numbers"] = new JsonArray([.. result.Measure.Numbers.Select(number => (JsonNode)new JsonObject
        {
            ["name"] = number.Name,
            ["value"] = Json(number.Value),
            ["min"] = Json(number.Min),
            ["max"] = Json(number.Max),
            ["pass"] = number.Passes,
        })]),
    })]);

    private static JsonNode? Json(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Tally(FactSheet sheet) => string.Create(
        CultureInfo.InvariantCulture, $"{sheet.Passed} of {sheet.Results.Count} facts passed, {sheet.Results.Count - sheet.Measured} not measured");

    private static string Values(FactMeasure measure) => measure.Numbers.Count == 0
        ? "–" : string.Join("; ", measure.Numbers.Select(number => Number(number.Value)));

    private static string Verdict(FactMeasure measure) => measure.Passes switch
    {
        true => "passes",
        false => "FAILS",
        null => "–",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
