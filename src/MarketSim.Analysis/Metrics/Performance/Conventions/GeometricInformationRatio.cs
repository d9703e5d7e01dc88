namespace MarketSim.Analysis;

/// <summary>Growth above the benchmark's for each unit of tracking error.</summary>
public sealed class GeometricInformationRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "geometricInformationRatio";

    /// <inheritdoc/>
    public override string Title => "Information ratio of growth";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.OtherConventions;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["annual_information_ratio"];

    /// <inheritdoc/>
    public override string Formula => "(CAGR - the benchmark's CAGR) / tracking error";

    /// <inheritdoc/>
    public override string Undefined
        => "no benchmark, or fewer than two periods in common, a constant difference, or no growth rate";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics InformationRatio";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new ActivePremium().Measure(input), new TrackingError().Measure(input));
}
