using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketSim.Core;

/// <summary>The JSON of a <see cref="RunManifest"/>, and the file around it.</summary>
internal static class RunManifestFile
{
    private static readonly RunManifestJson Json = RunManifestJson.Default;

    public static byte[] ToJson(RunManifest manifest)
        => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Json.RunManifest), (byte)'\n'];

    public static void Write(RunManifest manifest, string path)
    {
        RunManifestChecks.Verify(manifest);
        var bytes = ToJson(manifest);
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public static RunManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            // Before anything else: a newer format may have members that are not known here, and the version is the better answer.
            VerifyVersion(json);
            var manifest = JsonSerializer.Deserialize(json, Json.RunManifest)
                ?? throw new FormatException("The manifest is empty: it holds the JSON value null.");
            RunManifestChecks.Verify(manifest);
            return manifest;
        }
        catch (JsonException problem)
        {
            var place = string.IsNullOrEmpty(problem.Path) || problem.Path == "$" ? "" : $" at {problem.Path}";
            var line = problem.LineNumber is { } number ? $", line {number + 1}" : "";
            throw new FormatException($"The manifest cannot be read{place}{line}: {FirstSentence(problem.Message)}", problem);
        }
    }

    private static void VerifyVersion(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var found = JsonSerializer.Deserialize(ref reader, Json.RunManifestVersion)?.FormatVersion
            ?? throw new FormatException("The manifest has no formatVersion: it was not written by this program.");
        if (found is < 1 or > RunManifest.NewestFormatVersion)
        {
            throw new FormatException(
                $"The manifest has format version {found}, and this program reads versions 1 to {RunManifest.NewestFormatVersion}: "
                + "use a newer one.");
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}

/// <summary>The one member that all versions of the format have.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record RunManifestVersion
{
    public int? FormatVersion { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(RunManifestVersion))]
internal sealed partial class RunManifestJson : JsonSerializerContext;
