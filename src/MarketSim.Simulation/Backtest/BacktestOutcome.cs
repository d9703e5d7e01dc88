using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What a back-test came to.</summary>
public sealed record BacktestOutcome
{
    /// <summary>The first bar, on the clock of the data, in nanoseconds since 1970.</summary>
    public required long First { get; init; }

    /// <summary>The last bar.</summary>
    public required long Last { get; init; }

    /// <summary>How many bars there were.</summary>
    public required long Bars { get; init; }

    /// <summary>How many fills.</summary>
    public required long Fills { get; init; }

    /// <summary>How many commands the strategy sent: orders, changes, withdrawals.</summary>
    public long Commands { get; init; }

    /// <summary>What its orders asked for in all, in whole units.</summary>
    public decimal Ordered { get; init; }

    /// <summary>How many positions were closed.</summary>
    public required long Trips { get; init; }

    /// <summary>What the account was worth at the end, in minor units.</summary>
    public required long FinalEquity { get; init; }

    /// <summary>Orders that were refused, by reason.</summary>
    public required IReadOnlyDictionary<RejectReason, long> Refusals { get; init; }

    /// <summary>Market orders that became market-on-open orders.</summary>
    public required long Converted { get; init; }

    /// <summary>Orders that were still waiting at the end.</summary>
    public required long Waiting { get; init; }

    /// <summary>Whether it was stopped before the end of the data.</summary>
    public required bool IsStopped { get; init; }

    /// <summary>What should be known of the result.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
