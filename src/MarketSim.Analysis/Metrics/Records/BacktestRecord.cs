namespace MarketSim.Analysis;

/// <summary>One fill of a back-test.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Instrument">Its symbol.</param>
/// <param name="IsBuy">Whether it was bought.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Price">At which price.</param>
/// <param name="Fee">What was paid for it besides.</param>
/// <param name="Note">What was said of it.</param>
public readonly record struct RecordedFill(
    DateTime Time, string Instrument, bool IsBuy, double Quantity, double Price, double Fee, string Note)
{
    /// <summary>The number of its order; 0 where that is not known.</summary>
    public long Order { get; init; }
}

/// <summary>What was held of an instrument at an instant.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Instrument">Its symbol.</param>
/// <param name="Quantity">How much; less than zero if owed.</param>
/// <param name="Price">What it was marked at.</param>
/// <param name="Value">What it was worth.</param>
public readonly record struct RecordedPosition(DateTime Time, string Instrument, double Quantity, double Price, double Value);

/// <summary>Prices of an instrument over time.</summary>
/// <param name="Times">Ascending, UTC.</param>
/// <param name="Values">As many.</param>
public sealed record PriceLine(IReadOnlyList<DateTime> Times, IReadOnlyList<double> Values);

/// <summary>What a back-test left: its settings, what it was worth over time, and what it traded.</summary>
public sealed record BacktestRecord
{
    /// <summary>What it is called: mostly the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The strategy; empty where there is none, as for a series of returns.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>Settings of the strategy.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Everything else that it was run with, as name and value.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>How orders were filled.</summary>
    public string Fill { get; init; } = "";

    /// <summary>The files of prices.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Symbols of what was traded.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>The currency's code; empty where amounts have none.</summary>
    public string Currency { get; init; } = "";

    /// <summary>What should be known before believing it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it was worth.</summary>
    public required EquityCurve Equity { get; init; }

    /// <summary>What it bought and sold, in order of time.</summary>
    public IReadOnlyList<RecordedFill> Fills { get; init; } = [];

    /// <summary>Positions from opening to end, in order of their ends.</summary>
    public IReadOnlyList<RoundTrip> Trips { get; init; } = [];

    /// <summary>What it took for granted, as whole sentences.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>The command that does it again; empty if not known.</summary>
    public string Command { get; init; } = "";

    /// <summary>What it held at the end of each day.</summary>
    public IReadOnlyList<RecordedPosition> Positions { get; init; } = [];

    /// <summary>Prices by symbol, where known.</summary>
    public IReadOnlyDictionary<string, PriceLine> Prices { get; init; } = new Dictionary<string, PriceLine>(StringComparer.Ordinal);

    /// <summary>The worth of what it is compared with; none if null.</summary>
    public EquityCurve? Benchmark { get; init; }

    /// <summary>The same strategy on kinder terms, where that was tried; else null.</summary>
    public HonestyLadder? Ladder { get; init; }

    /// <summary>What its fills cost; null where the bars that it ran over are not at hand.</summary>
    public ExecutionCosts? Costs { get; init; }

    /// <summary>Name of the benchmark.</summary>
    public string BenchmarkName { get; init; } = "benchmark";
}
