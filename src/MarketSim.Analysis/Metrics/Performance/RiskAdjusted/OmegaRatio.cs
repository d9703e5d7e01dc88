namespace MarketSim.Analysis;

/// <summary>What was gained above a threshold over what was lost below it.</summary>
public sealed class OmegaRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "omega";

    /// <inheritdoc/>
    public override string Title => "Omega ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["omega_ratio"];

    /// <inheritdoc/>
    public override string Formula
        => "Σmax(r - m, 0) / Σmax(m - r, 0); m the minimum acceptable return of a period, 0 by default";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or none falls short";

    /// <inheritdoc/>
    public override string Source => "Keating and Shadwick (2002), \"A universal performance measure\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(Shortfalls.Above(input.Values, input.ThresholdPerPeriod), Shortfalls.Below(input.Values, input.ThresholdPerPeriod));
}
