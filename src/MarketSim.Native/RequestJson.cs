using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Native;

/// <summary>What <c>marketsim_create</c> is asked for.</summary>
/// <remarks>One task for all: <c>{"environment": "execution", "settings": {"steps": 60, "learners": 2}}</c>. Or a task for each:
/// <c>{"learners": [{"name": "seller", "environment": "execution", "settings": {"lots": 500}}, …], "settings": {"steps": 60}}</c>.
/// Values of settings are texts, numbers or truth values.</remarks>
internal static class RequestJson
{
    private const string Accepted =
        "accepted is {\"environment\": NAME, \"settings\": {…}} or {\"learners\": [{\"name\": …, \"environment\": …, \"settings\": {…}}], \"settings\": {…}}";

    public static EnvironmentSetup Parse(ReadOnlySpan<byte> utf8)
    {
        using var document = Read(utf8);
        var root = Object(document.RootElement);
        CheckKeys(root, ["environment", "learners", "settings"]);
        if (root.TryGetProperty("learners", out var learners))
        {
            if (root.TryGetProperty("environment", out _) || learners.ValueKind != JsonValueKind.Array)
            {
                throw new ArgumentException($"The request names learners besides an environment, or not in a list; {Accepted}.");
            }

            return EnvironmentSetup.OfLearners(learners.EnumerateArray().Select(Learner).ToList(), Settings(root));
        }

        return EnvironmentSetup.Of(Text(root, "environment"), Settings(root));
    }

    private static JsonDocument Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8.ToArray());
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"The request is no JSON ({problem.Message}); {Accepted}.", problem);
        }
    }

    private static (string Name, string Environment, IEnumerable<KeyValuePair<string, string>> Settings) Learner(JsonElement learner)
    {
        CheckKeys(Object(learner), ["name", "environment", "settings"]);
        return (Text(learner, "name"), Text(learner, "environment"), Settings(learner));
    }

    private static JsonElement Object(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw new ArgumentException($"The request has a {element.ValueKind} where an object belongs; {Accepted}.");

    private static void CheckKeys(JsonElement element, ReadOnlySpan<string> known)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new ArgumentException($"The request has the key '{property.Name}'; {Accepted}.");
            }
        }
    }

    private static string Text(JsonElement element, string key)
        => element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ArgumentException($"The request lacks the text '{key}'; {Accepted}.");

    private static List<KeyValuePair<string, string>> Settings(JsonElement element)
        => element.TryGetProperty("settings", out var settings)
            ? [.. Object(settings).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p)))]
            : [];

    private static string Value(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number => property.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new ArgumentException($"The setting '{property.Name}' is neither a text, a number nor a truth value."),
    };
}
