using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketSim.Core;

/// <summary>The events of a cluster as text that every tool reads: one JSON object a line, in order of time; zero fields are left out.
/// </summary>
/// <example><code>{"t":412000000,"kind":"roleChanged","node":3,"role":"leader","term":5}</code></example>
public static class ConsensusEventFile
{
    /// <summary>What such a file is called in a run's folder.</summary>
    public const string FileName = "consensus.ndjson";

    private static readonly string[] KindNames = NamesOf<ConsensusEventKind>();
    private static readonly string[] RoleNames = NamesOf<ConsensusRole>();
    private static readonly string[] MessageNames = NamesOf<ConsensusMessageKind>();

    /// <summary>Writes events.</summary>
    public static void Write(TextWriter writer, IEnumerable<ConsensusEvent> events)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(events);
        foreach (var item in events)
        {
            writer.Write(LineOf(item));
            writer.Write('\n');
        }
    }

    /// <summary>One event as a line, without its end.</summary>
    public static string LineOf(in ConsensusEvent item)
    {
        var line = new StringBuilder("{\"t\":");
        line.Append(CultureInfo.InvariantCulture, $"{item.Time.Nanoseconds},\"kind\":\"{KindNames[(int)item.Kind]}\"");
        Add(line, "node", item.Node);
        Add(line, "peer", item.Peer);
        if (item.Role != ConsensusRole.Follower || item.Kind == ConsensusEventKind.RoleChanged)
        {
            line.Append(CultureInfo.InvariantCulture, $",\"role\":\"{RoleNames[(int)item.Role]}\"");
        }

        if (item.Message != ConsensusMessageKind.None)
        {
            line.Append(CultureInfo.InvariantCulture, $",\"message\":\"{MessageNames[(int)item.Message]}\"");
        }

        Add(line, "term", item.Term);
        Add(line, "index", item.Index);
        Add(line, "count", item.Count);
        if (item.Id != 0)
        {
            // As text: most readers of JSON keep 53 bits of a number.
            line.Append(CultureInfo.InvariantCulture, $",\"id\":\"{item.Id:x}\"");
        }

        Add(line, "flags", item.Flags);
        return line.Append('}').ToString();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFormatException">A line is not an event; the sentence names it.</exception>
    public static IReadOnlyList<ConsensusEvent> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path);
    }

    /// <summary>Reads events; empty lines are passed over.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What it is called in complaints.</param>
    /// <exception cref="DataFormatException">A line is not an event; the sentence names it.</exception>
    public static IReadOnlyList<ConsensusEvent> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var events = new List<ConsensusEvent>();
        for (var line = 1L; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > 0)
            {
                events.Add(Parse(text, name, line));
            }
        }

        return events;
    }

    private static ConsensusEvent Parse(string text, string name, long line)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var item = default(ConsensusEvent);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                item = Take(item, member);
            }

            return item.Kind != 0 ? item : throw new FormatException("no kind");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw DataFormatException.AtLine(
                name, line, DataFormatException.Quote(Encoding.UTF8.GetBytes(text)),
                "an event such as {\"t\":412000000,\"kind\":\"roleChanged\",\"node\":3,\"role\":\"leader\",\"term\":5}", problem);
        }
    }

    private static ConsensusEvent Take(in ConsensusEvent item, JsonProperty member) => member.Name switch
    {
        "t" => item with { Time = new SimTime(member.Value.GetInt64()) },
        "kind" => item with { Kind = (ConsensusEventKind)Find(KindNames, member.Value) },
        "node" => item with { Node = member.Value.GetInt32() },
        "peer" => item with { Peer = member.Value.GetInt32() },
        "role" => item with { Role = (ConsensusRole)Find(RoleNames, member.Value) },
        "message" => item with { Message = (ConsensusMessageKind)Find(MessageNames, member.Value) },
        "term" => item with { Term = member.Value.GetInt64() },
        "index" => item with { Index = member.Value.GetInt64() },
        "count" => item with { Count = member.Value.GetInt64() },
        "id" => item with { Id = ulong.Parse(member.Value.GetString() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) },
        "flags" => item with { Flags = member.Value.GetByte() },
        _ => throw new FormatException($"unknown member {member.Name}"),
    };

    private static void Add(StringBuilder line, string name, long value)
    {
        if (value != 0)
        {
            line.Append(CultureInfo.InvariantCulture, $",\"{name}\":{value}");
        }
    }

    private static int Find(string[] names, JsonElement value)
        => Array.IndexOf(names, value.GetString()) is >= 0 and var place ? place : throw new FormatException("unknown name");

    // By number; names of numbers that are not used are empty, and found by nobody.
    private static string[] NamesOf<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var names = new string[values.Max(v => Convert.ToInt32(v, CultureInfo.InvariantCulture)) + 1];
        foreach (var value in values)
        {
            var name = value.ToString();
            names[Convert.ToInt32(value, CultureInfo.InvariantCulture)] = char.ToLowerInvariant(name[0]) + name[1..];
        }

        return names;
    }
}
