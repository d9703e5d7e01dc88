namespace MarketSim.Analysis;

/// <summary>How much capital a strategy can carry before its trades are too large a part of the market's.</summary>
/// <remarks>If all trades grow with the capital and each may be at most some part of what trades meanwhile, the capital can grow by the
/// factor limit·volume / quantity of the tightest trade; the median trade says what is usual. Impact below the limit is not counted.</remarks>
public static class Capacity
{
    /// <summary>By which factor the capital can grow; below 1 it is too large already.</summary>
    /// <param name="trades">What the strategy traded in each period that it did, and what the market traded in it.</param>
    /// <param name="participation">The largest part that its trades may be, such as 0.1.</param>
    /// <param name="quantile">0 lets the tightest trade decide, 0.5 the median one.</param>
    /// <returns>Null without a trade.</returns>
    public static double? Factor(IEnumerable<(double Quantity, double Volume)> trades, double participation, double quantile = 0)
    {
        if (participation is not (> 0 and <= 1) || quantile is not (>= 0 and <= 1))
        {
            throw new ArgumentException(
                $"A participation of {participation} at quantile {quantile}; accepted are a part between 0 and 1 and a quantile from 0 to 1.");
        }

        double[] factors = [.. trades.Where(t => t.Quantity > 0).Select(t => participation * t.Volume / t.Quantity).Order()];
        return Quantile.Type7(factors, quantile);
    }
}
