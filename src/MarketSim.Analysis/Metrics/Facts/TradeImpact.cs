namespace MarketSim.Analysis;

/// <summary>A trade twice as large moves the price by much less than twice.</summary>
/// <remarks>Slope of log mean impact on log mean size over sizes doubled each (1, 2-3, 4-7, … lots) with at least 20 trades and a positive mean. Impact: log mid at the end of the instant less log mid just before the trade, in its direction; all executions of one instant in one direction being one trade.</remarks>
public sealed class TradeImpact : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 21;

    /// <inheritdoc/>
    public override string Name => "Exponent of single-trade impact against size";

    /// <inheritdoc/>
    public override string Range => "0.05 to 0.5";

    /// <inheritdoc/>
    public override string Source => "Lillo-Farmer-Mantegna 2003";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => AtTheEnd(() =>
    {
        var groups = Groups(observed.Trades.All);
        if (groups.Count < FewestGroups)
        {
            return FactMeasure.TooFew("size groups of 20 trades with a positive mean impact", groups.Count, FewestGroups);
        }

        double[] x = [.. groups.Select(group => Math.Log(group.Size))];
        double[] y = [.. groups.Select(group => Math.Log(group.Impact))];
        return FactMeasure.Of(LineFit.Through(x, y).Slope, 0.05, 0.5).With(new FactCurve(
            "mean impact (bp)", [.. x.Select(each => each / Math.Log(10))], [.. groups.Select(group => 1e4 * group.Impact)]));
    });


    private const int FewestGroups = 3;
    private const int FewestTrades = 20;

    private static List<(double Size, double Impact)> Groups(ReadOnlySpan<TapeTrade> trades)
    {
        var sums = new (long Count, double Lots, double Impact)[64];
        foreach (var trade in trades)
        {
            if (trade.MidBefore > 0 && trade.MidAfter > 0)
            {
                ref var sum = ref sums[System.Numerics.BitOperations.Log2((ulong)trade.Lots)];
                sum = (sum.Count + 1, sum.Lots + trade.Lots, sum.Impact + (trade.Sign * Math.Log(trade.MidAfter / trade.MidBefore)));
            }
        }

        return [.. sums.Where(sum => sum.Count >= FewestTrades && sum.Impact > 0).Select(sum => (sum.Lots / sum.Count, sum.Impact / sum.Count))];
    }
}
