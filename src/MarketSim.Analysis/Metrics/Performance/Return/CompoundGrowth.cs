namespace MarketSim.Analysis;

/// <summary>The yearly rate at which it compounded.</summary>
public sealed class CompoundGrowth : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "cagr";

    /// <inheritdoc/>
    public override string Title => "Growth a year (CAGR)";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Return;

    /// <inheritdoc/>
    public override MetricUnit Unit => MetricUnit.Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases
        => ["annual_return", "annualised_return", "annualized_return", "compound_annual_growth_rate"];

    /// <inheritdoc/>
    public override string Formula => "(1 + total)^(P/n) - 1";

    /// <inheritdoc/>
    public override string Undefined => "no returns, or wealth below zero at the end";

    /// <inheritdoc/>
    public override string Source => "PerformanceAnalytics Return.annualized; empyrical annual_return";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Growth(input.WealthPath[^1], input.Count, input.PeriodsPerYear);

    /// <summary>Of returns as they stand.</summary>
    internal static double? Of(double[] returns, double periodsPerYear)
        => Growth(DrawdownTable.WealthOf(returns)[^1], returns.Length, periodsPerYear);

    private static double? Growth(double wealth, int count, double periodsPerYear)
        => count == 0 || wealth < 0 ? null : Math.Pow(wealth, periodsPerYear / count) - 1;
}
