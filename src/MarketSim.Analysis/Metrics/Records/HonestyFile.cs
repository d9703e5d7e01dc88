using System.Text.Json;

namespace MarketSim.Analysis;

/// <summary>The file <c>honesty.json</c> that a ladder leaves, and the folders of its rungs beside it.</summary>
/// <remarks>
/// <code>
/// honesty.json     the table                 backtest.json …    the last rung, with everything charged
/// rungs/1-spread   the back-test of a rung   ladder.png …       the picture
/// </code>
/// </remarks>
public static class HonestyFile
{
    /// <summary>Its name.</summary>
    public const string Name = "honesty.json";

    /// <summary>Where the rungs are.</summary>
    public const string RungsName = "rungs";

    private const string Schema = "marketsim.honesty/1";

    /// <summary>The folder of a rung; that of the last is the ladder's own.</summary>
    /// <param name="folder">That of the ladder.</param>
    /// <param name="place">From 0.</param>
    /// <param name="count">How many rungs there are.</param>
    /// <param name="name">Of the rung.</param>
    public static string FolderOf(string folder, int place, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return place == count - 1 ? folder : Path.Combine(folder, RungsName, $"{place}-{name.Replace(' ', '-')}");
    }

    /// <summary>As text for programs.</summary>
    public static string Write(HonestyLadder ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("strategy", ladder.Strategy);
            json.WriteString("currency", ladder.Currency);
            json.WriteNumber("initialEquity", ladder.Initial);
            json.WriteStartArray("rungs");
            for (var i = 0; i < ladder.Steps.Count; i++)
            {
                WriteStep(json, ladder, i);
            }

            json.WriteEndArray();
            json.WriteString("goneAt", ladder.GoneAt?.Name);
            json.WriteString("verdict", ladder.Verdict);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>The ladder of a folder; null if there is none.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public static HonestyLadder? Find(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            var rungs = root.GetProperty("rungs");
            HonestyStep[] steps = [.. rungs.EnumerateArray().Select((rung, i) => ReadStep(rung, i, rungs.GetArrayLength(), folder))];
            return steps.Length == 0 ? throw new FormatException($"File '{path}' has no rungs.") : new HonestyLadder(
                root.GetProperty("strategy").GetString()!, root.GetProperty("currency").GetString()!,
                root.GetProperty("initialEquity").GetDouble(), steps);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"File '{path}' is not what 'marketsim honesty' writes: {problem.Message}", problem);
        }
    }

    private static void WriteStep(Utf8JsonWriter json, HonestyLadder ladder, int place)
    {
        var step = ladder.Steps[place];
        json.WriteStartObject();
        json.WriteString("name", step.Name);
        json.WriteString("adds", step.Adds);
        json.WriteNumber("finalEquity", step.Final);
        json.WriteNumber("profit", Math.Round(ladder.Profit(place), 9));
        json.WriteNumber("change", Math.Round(ladder.Change(place), 9));
        WriteMaybe(json, "totalReturn", ladder.Return(place));
        WriteMaybe(json, "sharpe", step.Sharpe);
        WriteMaybe(json, "maxDrawdown", step.MaxDrawdown);
        json.WriteNumber("fills", step.Fills);
        json.WriteNumber("trades", step.Trades);
        json.WriteEndObject();
    }

    private static HonestyStep ReadStep(JsonElement rung, int place, int count, string folder)
    {
        var name = rung.GetProperty("name").GetString()!;
        var own = FolderOf(folder, place, count, name);
        return new HonestyStep
        {
            Name = name, Adds = rung.GetProperty("adds").GetString()!, Final = rung.GetProperty("finalEquity").GetDouble(),
            Sharpe = Maybe(rung, "sharpe"), MaxDrawdown = Maybe(rung, "maxDrawdown"), Fills = rung.GetProperty("fills").GetInt64(),
            Trades = rung.GetProperty("trades").GetInt64(), Curve = BacktestReader.Holds(own) ? BacktestReader.ReadCurve(own) : null,
        };
    }

    private static double? Maybe(JsonElement rung, string name)
        => rung.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static void WriteMaybe(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
