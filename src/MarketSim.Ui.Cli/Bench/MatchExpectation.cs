using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketSim.Ui.Cli;

/// <summary>The outcomes that any right engine has on a flow, as its generator wrote them.</summary>
internal sealed class MatchExpectation
{
    private static readonly (string Name, Func<MatchBenchmarkResult, string> Of)[] Outcomes =
    [
        ("rejects", r => Text(r.Rejects)),
        ("trades", r => Text(r.Trades)),
        ("tradedQty", r => Text(r.TradedQty)),
        ("notional", r => Text(r.Notional)),
        ("tradeHash", r => r.TradeHash),
        ("restingOrders", r => Text(r.RestingOrders)),
        ("restingQty", r => Text(r.RestingQty)),
        ("restingLevels", r => Text(r.RestingLevels)),
        ("bookHash", r => r.BookHash),
    ];

    private readonly Dictionary<string, string> _expected = [];

    private MatchExpectation()
    {
    }

    /// <summary>Reads an expected-results file.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MatchExpectation Load(string path)
    {
        var expectation = new MatchExpectation();
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var (name, _) in Outcomes)
            {
                expectation._expected[name] = json.RootElement.GetProperty(name).ToString();
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"'{path}' is not a file of expected results: it must be a JSON object with "
                + $"{string.Join(", ", Outcomes.Select(o => o.Name))}.",
                e);
        }

        return expectation;
    }

    /// <summary>Compares every outcome.</summary>
    public MatchBenchmarkResult Judge(MatchBenchmarkResult result)
    {
        var differences = new List<string>();
        foreach (var (name, of) in Outcomes)
        {
            if (_expected[name] != of(result))
            {
                differences.Add($"{name}: expected {_expected[name]}, got {of(result)}");
            }
        }

        return result with { MatchesExpected = differences.Count == 0, Differences = differences };
    }

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>JSON of benchmark results, generated, so that it also works where code cannot be made at run
/// time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MatchBenchmarkResult))]
internal sealed partial class MatchBenchmarkJson : JsonSerializerContext;
