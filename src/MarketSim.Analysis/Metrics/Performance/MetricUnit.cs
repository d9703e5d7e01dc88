namespace MarketSim.Analysis;

/// <summary>What a metric's number counts.</summary>
public enum MetricUnit
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A part of one: 0.05 is five percent.</summary>
    Fraction,

    /// <summary>Periods of the series.</summary>
    Periods,

    /// <summary>Calendar days.</summary>
    Days,
}
