using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketSim.Core;

/// <summary>A named number of a <see cref="DataCheckReport"/>.</summary>
public readonly record struct DataCount(string Name, long Value);

/// <summary>How much of a recording agrees with what is recorded beside it.</summary>
/// <param name="Name">What was compared with what.</param>
/// <param name="Matched">How often it agreed.</param>
/// <param name="Of">How often it was compared.</param>
/// <param name="Parts">What the agreements consist of.</param>
public sealed record DataMatch(string Name, long Matched, long Of, IReadOnlyList<DataCount> Parts)
{
    /// <summary>Whether a shortfall means that something is wrong; false for what only tells how a venue works.</summary>
    public bool Decides { get; init; } = true;
}

/// <summary>What a check of recorded market data found: what the file holds, and how well the rebuilt book
/// agrees with the recorded one.</summary>
public sealed class DataCheckReport
{
    /// <summary>Differences listed at most; all are counted.</summary>
    public const int MostDifferences = 20;

    private readonly List<DataCount> _counts = [];
    private readonly List<DataMatch> _matches = [];
    private readonly List<DataCount> _anomalies = [];
    private readonly List<string> _differences = [];
    private readonly List<(string Name, string Value)> _facts = [];

    /// <summary>The format, such as <c>lobster</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The files read.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Messages by kind.</summary>
    public IReadOnlyList<DataCount> Counts => _counts;

    /// <summary>Comparisons made.</summary>
    public IReadOnlyList<DataMatch> Matches => _matches;

    /// <summary>Things that should not be, or that a reader must tolerate, with how often they were seen; zero
    /// means looked for and not found.</summary>
    public IReadOnlyList<DataCount> Anomalies => _anomalies;

    /// <summary>Measured facts as exact text: time span, volume, average price, final quote.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts => _facts;

    /// <summary>The first differences, each with its row, content and, where known, the reason.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>How many differences there were in all.</summary>
    public long DifferenceCount { get; private set; }

    /// <summary>Whether all comparisons that decide agreed in full.</summary>
    public bool AllMatch => _matches.All(match => !match.Decides || match.Matched == match.Of);

    /// <summary>The value of a fact, or null.</summary>
    public string? Fact(string name)
        => _facts.Where(fact => fact.Name == name).Select(fact => fact.Value).FirstOrDefault();

    /// <summary>A count or an anomaly by name; -1 where there is none.</summary>
    public long Count(string name)
        => _counts.Concat(_anomalies).Where(count => count.Name == name).Select(count => count.Value).DefaultIfEmpty(-1).First();

    /// <summary>The report as lines of text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Line(text, "format", Format);
        foreach (var file in Files)
        {
            Line(text, "file", file);
        }

        foreach (var (name, value) in _facts)
        {
            Line(text, name, value);
        }

        Section(text, "messages", _counts);
        foreach (var match in _matches)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{match.Name}: {match.Matched:N0} of {match.Of:N0}");
            List(text, match.Parts);
        }

        Section(text, "irregularities", _anomalies);
        if (DifferenceCount > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"differences ({DifferenceCount:N0}):");
            foreach (var each in _differences)
            {
                text.Append("  ").AppendLine(each);
            }

            if (DifferenceCount > _differences.Count)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture, $"  … and {DifferenceCount - _differences.Count:N0} more");
            }
        }

        return text.ToString();
    }

    /// <summary>The report as a JSON object.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            Strings(json, "files", Files);
            json.WriteStartObject("facts");
            foreach (var (name, value) in _facts)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            Numbers(json, "messages", _counts);
            json.WriteStartArray("matches");
            foreach (var match in _matches)
            {
                json.WriteStartObject();
                json.WriteString("name", match.Name);
                json.WriteNumber("matched", match.Matched);
                json.WriteNumber("of", match.Of);
                Numbers(json, "parts", match.Parts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Numbers(json, "irregularities", _anomalies);
            json.WriteNumber("differenceCount", DifferenceCount);
            Strings(json, "differences", _differences);
            json.WriteBoolean("allMatch", AllMatch);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    internal void AddCount(string name, long value) => _counts.Add(new(name, value));

    internal void AddAnomaly(string name, long value) => _anomalies.Add(new(name, value));

    internal void AddFact(string name, string value) => _facts.Add((name, value));

    internal void AddObservation(string name, long matched, long of, params DataCount[] parts)
        => _matches.Add(new DataMatch(name, matched, of, parts) { Decides = false });

    internal void AddMatch(string name, long matched, long of, params DataCount[] parts)
        => _matches.Add(new(name, matched, of, parts));

    internal void AddDifference(string text)
    {
        DifferenceCount++;
        if (_differences.Count < MostDifferences)
        {
            _differences.Add(text);
        }
    }

    internal static string Quote(PriceLevel bid, PriceLevel ask, DataUnits units)
        => $"bid {Show(bid.Price, bid.Quantity, units)}, ask {Show(ask.Price, ask.Quantity, units)}";

    internal static string Quote(RecordedLevel? bid, RecordedLevel? ask, DataUnits units)
        => $"bid {Show(bid?.Price ?? 0, bid?.Quantity ?? 0, units)}, ask {Show(ask?.Price ?? 0, ask?.Quantity ?? 0, units)}";

    internal static string Show(long price, Int128 quantity, DataUnits units)
        => quantity == 0 ? "nothing" : $"{units.ShowQuantity(quantity)} at {units.ShowPrice(price)}";

    private static void Line(StringBuilder text, string name, string value)
        => text.Append(name).Append(": ").AppendLine(value);

    private static void Section(StringBuilder text, string name, List<DataCount> counts)
    {
        if (counts.Count > 0)
        {
            text.Append(name).AppendLine(":");
            List(text, counts);
        }
    }

    private static void List(StringBuilder text, IReadOnlyList<DataCount> counts)
    {
        foreach (var (name, value) in counts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {value,12:N0}  {name}");
        }
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<DataCount> counts)
    {
        json.WriteStartObject(name);
        foreach (var (each, value) in counts)
        {
            json.WriteNumber(each, value);
        }

        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var each in values)
        {
            json.WriteStringValue(each);
        }

        json.WriteEndArray();
    }
}
