namespace MarketSim.Analysis;

/// <summary>How little the returns look like a normal distribution.</summary>
public sealed class JarqueBera : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "jarqueBera";

    /// <inheritdoc/>
    public override string Title => "Jarque-Bera statistic";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Distribution;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["jb"];

    /// <inheritdoc/>
    public override string Formula => "n/6·(S² + K²/4), S = m3 / m2^1.5, K = m4 / m2² - 3; above 5.99 not normal at 95%";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or all equal";

    /// <inheritdoc/>
    public override string Source
        => "Jarque and Bera (1987), \"A test for normality of observations and regression residuals\"";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.PopulationSkewness(input.Values) is { } lean && Moments.PopulationExcessKurtosis(input.Values) is { } fat
        ? input.Count / 6.0 * ((lean * lean) + (fat * fat / 4)) : null;
}
