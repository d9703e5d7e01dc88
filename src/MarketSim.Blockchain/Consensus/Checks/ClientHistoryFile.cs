using System.Globalization;
using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Client histories as text: one operation a line, times in nanoseconds; <c>return</c> is null where none came.</summary>
/// <example><code>{"client":1,"op":"append","id":7,"call":1000,"return":2500,"result":0}</code></example>
public static class ClientHistoryFile
{
    private const int MostShown = 120;
    private const string Example = "{\"client\":1,\"op\":\"append\",\"id\":7,\"call\":1000,\"return\":2500,\"result\":0}";

    /// <summary>Writes a history.</summary>
    public static void Write(TextWriter writer, IEnumerable<ClientOperation> history)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(history);
        foreach (var operation in history)
        {
            writer.Write(LineOf(operation));
            writer.Write('\n');
        }
    }

    /// <summary>An operation as a line, without its end.</summary>
    public static string LineOf(ClientOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"client\":{operation.Client},\"op\":{JsonSerializer.Serialize(operation.Operation)},\"id\":{operation.Id},\"call\":{operation.Called.Nanoseconds},"
            + $"\"return\":{Text(operation.Returned?.Nanoseconds)},\"result\":{Text(operation.Result)}}}");
    }

    /// <summary>Reads a history; empty lines are passed over.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What it is called in complaints.</param>
    /// <exception cref="DataFormatException">A line is not an operation, or of another model than the first; the sentence names it.
    /// </exception>
    public static IReadOnlyList<ClientOperation> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var history = new List<ClientOperation>();
        for (var line = 1L; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            var operation = Parse(text, name, line);
            if (HistoryModel.ModelOf(operation.Operation) is not { } model)
            {
                throw Refused(name, line, operation.Operation, HistoryModel.Accepted);
            }

            if (history.Count > 0 && HistoryModel.ModelOf(history[0].Operation) is { } first && first != model)
            {
                throw Refused(name, line, operation.Operation, $"operations on one thing; the first was '{history[0].Operation}' on a {first}");
            }

            history.Add(operation);
        }

        return history;
    }

    private static ClientOperation Parse(string text, string name, long line)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var returned = Number(root, "return");
            var operation = new ClientOperation(
                root.GetProperty("client").GetInt32(), root.GetProperty("op").GetString() ?? "",
                root.TryGetProperty("id", out var id) ? id.GetUInt64() : 0, new SimTime(root.GetProperty("call").GetInt64()),
                returned is { } time ? new SimTime(time) : null, returned is null ? null : Number(root, "result"));
            return operation.Returned is not { } end || end >= operation.Called ? operation : throw new FormatException("it returned before it was called");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new DataFormatException(Sentence(
                name, line, $"'{(text.Length > MostShown ? text[..MostShown] + "…" : text)}'", $"an operation such as {Example}, its return not before its call"), problem);
        }
    }

    private static DataFormatException Refused(string name, long line, string operation, string accepted)
        => new(Sentence(name, line, $"operation '{operation}'", accepted));

    private static string Sentence(string name, long line, string found, string accepted)
        => string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: found {found}; accepted is {accepted}.");

    private static long? Number(JsonElement root, string name)
        => root.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member.GetInt64() : null;

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
