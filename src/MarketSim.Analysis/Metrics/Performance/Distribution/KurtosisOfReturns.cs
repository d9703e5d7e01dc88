namespace MarketSim.Analysis;

/// <summary>How fat the tails are, above the normal distribution's.</summary>
public sealed class KurtosisOfReturns : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "kurtosis";

    /// <inheritdoc/>
    public override string Title => "Excess kurtosis";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["excess_kurtosis", "kurt"];

    /// <inheritdoc/>
    public override string Formula => "G2 = (n - 1) / ((n - 2)(n - 3))·((n + 1)(m4 / m2² - 3) + 6)";

    /// <inheritdoc/>
    public override string Undefined => "fewer than four returns, or all equal";

    /// <inheritdoc/>
    public override string Source => "Joanes and Gill (1998), corrected for bias, as pandas, Excel and SAS";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input) => Moments.ExcessKurtosis(input.Values);
}
