using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Native;

/// <summary>What there is, and what an environment is, as JSON.</summary>
internal static class DescriptionJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Every environment with its options.</summary>
    public static ReadOnlySpan<byte> OfCatalog() => Write(json =>
    {
        json.WriteStartArray();
        foreach (var entry in EnvironmentCatalog.All)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("summary", entry.Summary);
            json.WriteStartArray("settings");
            foreach (var option in EnvironmentSetup.OptionsOf(entry.Name))
            {
                WriteOption(json, option);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The spaces and sizes of an environment.</summary>
    public static ReadOnlySpan<byte> Of(VectorEnvironment all) => Write(json =>
    {
        var first = all.Copies[0];
        json.WriteStartObject();
        json.WriteNumber("count", all.Count);
        json.WriteNumber("steps", first.Setup.Steps);
        json.WriteNumber("interval_seconds", first.Setup.Interval.ToSeconds());
        json.WriteNumber("action_width", first.ActionWidth);
        json.WriteNumber("observation_width", first.ObservationWidth);
        json.WriteNumber("info_width", first.InfoWidth);
        json.WriteStartArray("agents");
        for (var i = 0; i < first.LearnerCount; i++)
        {
            WriteAgent(json, first.Setup.Learners[i], first.Tasks[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static ReadOnlySpan<byte> Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            write(json);
        }

        return stream.GetBuffer().AsSpan(0, (int)stream.Length);
    }

    private static void WriteAgent(Utf8JsonWriter json, LearnerSetup learner, LearningTask task)
    {
        json.WriteStartObject();
        json.WriteString("name", learner.Name);
        json.WriteString("environment", learner.Environment);
        json.WriteBoolean("has_deadline", task.HasDeadline);
        WriteSpace(json, "action", task.ActionSpace);
        WriteSpace(json, "observation", task.ObservationSpace);
        json.WriteStartArray("infos");
        foreach (var name in task.InfoNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpace(Utf8JsonWriter json, string key, Space space)
    {
        json.WriteStartObject(key);
        if (space is DiscreteSpace discrete)
        {
            json.WriteString("type", "discrete");
            json.WriteStartArray("choices");
            foreach (var choice in discrete.Choices)
            {
                json.WriteStringValue(choice);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("type", "box");
            json.WriteStartArray("features");
            foreach (var feature in ((BoxSpace)space).Features)
            {
                json.WriteStartObject();
                json.WriteString("name", feature.Name);
                json.WriteNumber("low", feature.Low);
                json.WriteNumber("high", feature.High);
                json.WriteString("summary", feature.Summary);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, OptionSpec option)
    {
        json.WriteStartObject();
        json.WriteString("name", option.Name);
        json.WriteString("default", option.Default);
        json.WriteString("accepts", option.Accepts);
        json.WriteString("unit", option.Unit);
        json.WriteString("summary", option.Summary);
        json.WriteEndObject();
    }
}
