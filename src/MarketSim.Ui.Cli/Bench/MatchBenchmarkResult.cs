namespace MarketSim.Ui.Cli;

/// <summary>What <see cref="MatchBenchmark"/> measured and found. Names in JSON are these in camel case;
/// those of outcomes are the ones of the flow's expected results.</summary>
public sealed record MatchBenchmarkResult
{
    /// <summary>The file's name without extension.</summary>
    public required string Workload { get; init; }

    /// <summary>Timed commands.</summary>
    public required long Commands { get; init; }

    /// <summary>Commands that built the starting book, not timed.</summary>
    public required long Prefill { get; init; }

    /// <summary>Nanoseconds of processor time of the matching thread, per command.</summary>
    public required double CpuNsPerCommand { get; init; }

    /// <summary>Nanoseconds on the clock, per command.</summary>
    public required double WallNsPerCommand { get; init; }

    /// <summary>Time of one command, timer included: median, 99% and 99.9%; null without the latency
    /// pass.</summary>
    public double? P50Ns { get; init; }

    /// <inheritdoc cref="P50Ns"/>
    public double? P99Ns { get; init; }

    /// <inheritdoc cref="P50Ns"/>
    public double? P999Ns { get; init; }

    /// <summary>The shortest time between two readings of the timer with nothing in between.</summary>
    public double? TimerOverheadNs { get; init; }

    /// <summary>Commands that named an order which did not rest.</summary>
    public required long Rejects { get; init; }

    /// <summary>Fills.</summary>
    public required long Trades { get; init; }

    /// <summary>Lots traded.</summary>
    public required long TradedQty { get; init; }

    /// <summary>Price × quantity over all fills, in ticks × lots.</summary>
    public required long Notional { get; init; }

    /// <summary>Fingerprint of all fills in order, 16 hexadecimal digits.</summary>
    public required string TradeHash { get; init; }

    /// <summary>Orders that rest at the end.</summary>
    public required long RestingOrders { get; init; }

    /// <summary>Their open lots.</summary>
    public required long RestingQty { get; init; }

    /// <summary>Their price levels, over all books and both sides.</summary>
    public required long RestingLevels { get; init; }

    /// <summary>Fingerprint of the resting orders, 16 hexadecimal digits.</summary>
    public required string BookHash { get; init; }

    /// <summary>Managed bytes allocated while the commands were timed.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Unmanaged bytes that the books had taken at the end.</summary>
    public required long BookMemoryBytes { get; init; }

    /// <summary>Whether every outcome equals the expected one; null where no expected results were
    /// found.</summary>
    public bool? MatchesExpected { get; init; }

    /// <summary>The outcomes that differ, as "name: expected x, got y".</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}

/// <summary>How to run <see cref="MatchBenchmark"/>.</summary>
public sealed record MatchBenchmarkOptions
{
    /// <summary>Time single commands too, in a pass of its own.</summary>
    public bool Latency { get; init; } = true;

    /// <summary>Where the expected results are; null for FLOW.expected.json beside the flow, if it
    /// exists.</summary>
    public string? ExpectedPath { get; init; }
}
