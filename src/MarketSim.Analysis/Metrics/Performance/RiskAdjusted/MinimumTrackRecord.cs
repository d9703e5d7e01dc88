namespace MarketSim.Analysis;

/// <summary>Periods needed before a Sharpe ratio like this is above zero with 95% confidence.</summary>
public sealed class MinimumTrackRecord : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "minimumTrackRecord";

    /// <inheritdoc/>
    public override string Title => "Minimum track record";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.RiskAdjusted;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Periods;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["min_trl", "minimum_track_record_length"];

    /// <inheritdoc/>
    public override string Formula => "1 + (1 - γ3·SR + (γ4 - 1)/4·SR²)·(z(0.95) / SR)²";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, all equal, or a Sharpe ratio at or below zero";

    /// <inheritdoc/>
    public override string Source => "Bailey and López de Prado (2012), \"The Sharpe ratio efficient frontier\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => SharpeConfidence.Of(input)?.MinimumTrackRecord(0, 0.95);
}
