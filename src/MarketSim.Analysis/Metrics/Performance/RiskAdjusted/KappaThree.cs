namespace MarketSim.Analysis;

/// <summary>Like Sortino's ratio, with the third power: deep shortfalls weigh more.</summary>
public sealed class KappaThree : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "kappa3";

    /// <inheritdoc/>
    public override string Title => "Kappa 3";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["kappa_three"];

    /// <inheritdoc/>
    public override string Formula
        => "(mean(r) - m) / ∛mean(max(m - r, 0)³) over all n; m the minimum acceptable return of a period, 0 by default";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or none falls short";

    /// <inheritdoc/>
    public override string Source
        => "Kaplan and Knowles (2004), \"Kappa: a generalized downside risk-adjusted performance measure\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(input.Mean - input.ThresholdPerPeriod, Math.Cbrt(Shortfalls.BelowCubed(input.Values, input.ThresholdPerPeriod) ?? 0));
}
