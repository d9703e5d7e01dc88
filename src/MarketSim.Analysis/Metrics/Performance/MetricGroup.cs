namespace MarketSim.Analysis;

/// <summary>Under which heading a metric stands.</summary>
public enum MetricGroup
{
    /// <summary>What was earned.</summary>
    Return,

    /// <summary>How much it moved.</summary>
    Risk,

    /// <summary>What was earned for the risk that was taken.</summary>
    RiskAdjusted,

    /// <summary>How far it fell below what it had been.</summary>
    Drawdown,

    /// <summary>How bad the bad days were.</summary>
    Tail,

    /// <summary>The shape of its distribution, and what its past says of its future.</summary>
    Distribution,

    /// <summary>Gains beside losses.</summary>
    Gains,

    /// <summary>By month and by year.</summary>
    Calendar,

    /// <summary>Beside a benchmark.</summary>
    Benchmark,

    /// <summary>The same ideas as other tools define them, for comparison.</summary>
    OtherConventions,
}
