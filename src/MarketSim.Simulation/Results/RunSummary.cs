using System.Text.Json;
using System.Text.Json.Serialization;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The figures of a run, as <c>summary.json</c> keeps them. What is undefined, such as the price of no trades,
/// is null.</summary>
public sealed record RunSummary
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How it ended: completed, interrupted, failed, or running where it was killed.</summary>
    public required string Outcome { get; init; }

    /// <summary>Simulated seconds from beginning to end.</summary>
    public required double SimulatedSeconds { get; init; }

    /// <summary>Commands that the venue took.</summary>
    public required long Commands { get; init; }

    /// <summary>Events that it gave out.</summary>
    public required long Events { get; init; }

    /// <summary>Events for each simulated second.</summary>
    public required double EventsPerSimulatedSecond { get; init; }

    /// <summary>Fingerprint of the final state, 16 hexadecimal digits; null if the run did not end.</summary>
    public required string? StateHash { get; init; }

    /// <summary>The currency of all profits: that of the first instrument.</summary>
    public required string Currency { get; init; }

    /// <summary>By instrument.</summary>
    public required IReadOnlyList<InstrumentSummary> Instruments { get; init; }

    /// <summary>By type of agent.</summary>
    public required IReadOnlyList<AgentTypeSummary> AgentTypes { get; init; }

    /// <summary>What became of recorded orders, where a recording was replayed.</summary>
    public HistoryOutcome? History { get; init; }

    /// <summary>What was found, where the scenario is an experiment.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>How fast it went; not part of what a seed determines.</summary>
    public RunPerformance? Performance { get; init; }

    /// <summary>Its JSON, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunSummaryJson.Default.RunSummary);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RunSummary Parse(string json) => JsonSerializer.Deserialize(json, RunSummaryJson.Default.RunSummary)!;
}

/// <summary>The figures of one instrument. Prices in its currency, quantities in lots.</summary>
public sealed record InstrumentSummary
{
    /// <summary>Its symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>How many trades.</summary>
    public required long Trades { get; init; }

    /// <summary>Lots traded.</summary>
    public required long Volume { get; init; }

    /// <summary>Quote amounts of all trades together.</summary>
    public required double Turnover { get; init; }

    /// <summary>Volume-weighted average price.</summary>
    public required double? Vwap { get; init; }

    /// <summary>Price of the first trade.</summary>
    public required double? Open { get; init; }

    /// <summary>Highest trade price.</summary>
    public required double? High { get; init; }

    /// <summary>Lowest trade price.</summary>
    public required double? Low { get; init; }

    /// <summary>Price of the last trade.</summary>
    public required double? Close { get; init; }

    /// <summary>Time-weighted quoted spread while both sides were quoted.</summary>
    public required double? TimeWeightedSpread { get; init; }

    /// <summary>The same over the mid, in basis points.</summary>
    public required double? TimeWeightedSpreadBasisPoints { get; init; }

    /// <summary>For how much of the time both sides were quoted, from 0 to 1.</summary>
    public required double TwoSidedShare { get; init; }

    /// <summary>Square root of the summed squares of the mid's log returns over one minute (shorter in runs of less
    /// than half an hour): 0.01 is one percent over the run.</summary>
    public required double? RealisedVolatility { get; init; }

    /// <summary>The same scaled to 252 days of 6.5 hours.</summary>
    public required double? AnnualisedVolatility { get; init; }
}

/// <summary>The figures of one type of agent. Amounts in the summary's currency.</summary>
public sealed record AgentTypeSummary
{
    /// <summary>The type.</summary>
    public required string Type { get; init; }

    /// <summary>How many accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>Orders accepted.</summary>
    public required long Orders { get; init; }

    /// <summary>Commands refused.</summary>
    public required long Rejected { get; init; }

    /// <summary>Trades on either side; a trade within the type counts twice.</summary>
    public required long Fills { get; init; }

    /// <summary>Lots bought and sold.</summary>
    public required long Volume { get; init; }

    /// <summary>Fees paid less rebates received.</summary>
    public required double Fees { get; init; }

    /// <summary>What its accounts own at the end, marked at mid, less what was put in, marked at the first
    /// mid.</summary>
    public required double Profit { get; init; }

    /// <summary>The part of it that trading made: against having kept what was put in. Over all types, with the fees
    /// that the venue kept, it sums to zero.</summary>
    public required double TradingProfit { get; init; }
}

/// <summary>How fast a run went.</summary>
/// <param name="WallSeconds">Seconds on the clock, from opening to close.</param>
/// <param name="EventsPerSecond">Venue events in each of them.</param>
/// <param name="KernelEventsPerSecond">Messages and wake-ups in each of them.</param>
public sealed record RunPerformance(double WallSeconds, double EventsPerSecond, double KernelEventsPerSecond);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryJson : JsonSerializerContext;
