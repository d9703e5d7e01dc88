namespace MarketSim.Simulation;

/// <summary>How orders traded in a back-test over order flow or ticks, in words.</summary>
/// <param name="Rule">In short, such as <c>queue fifo</c>.</param>
/// <param name="Assumptions">In sentences.</param>
public sealed record FlowDescription(string Rule, IReadOnlyList<string> Assumptions)
{
    /// <summary>Of a setup over certain data.</summary>
    public static FlowDescription Of(FlowSetup setup, FlowData data)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(data);
        FlowDepth[] depths = [.. data.Series.Select(series => series.Depth).Distinct()];
        return new FlowDescription(
            "queue " + string.Join(", ", depths.Select(depth => setup.QueueFor(depth).Name).Distinct()),
            [.. depths.SelectMany(setup.Assumptions).Distinct(), BacktestAssumptions.CommissionOf(setup.Terms), BacktestAssumptions.AccountOf(setup.Terms)]);
    }
}
