namespace MarketSim.Market;

/// <summary>Shares in proportion to size, whole lots rounded down; what the rounding leaves goes first in,
/// first out.</summary>
/// <remarks>share = floor(incoming × lots / total); a share below the product's minimum becomes zero. What is
/// left is given in time order, each order up to what it has left, the minimum no longer asked. Source: CME
/// Group, "Matching Algorithms" (algorithm A, Allocation; minimum 2 lots there).</remarks>
public sealed class ProRataAllocation : IAllocation
{
    private readonly long _minimumLots;

    /// <summary>A pro-rata allocation.</summary>
    /// <param name="minimumLots">The smallest share that is given in proportion, in lots; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is below 1.</exception>
    public ProRataAllocation(long minimumLots = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumLots, 1);
        _minimumLots = minimumLots;
    }

    /// <inheritdoc/>
    public void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares)
    {
        var total = 0L;
        foreach (var entry in queue)
        {
            total += entry.Lots;
        }

        var left = incoming;
        for (var i = 0; i < queue.Length; i++)
        {
            // 128 bits in between: both factors may be large. The quotient is below the entry's lots.
            var share = (long)((Int128)incoming * queue[i].Lots / total);
            shares[i] = share < _minimumLots ? 0 : share;
            left -= shares[i];
        }

        for (var i = 0; left > 0; i++)
        {
            var more = Math.Min(left, queue[i].Lots - shares[i]);
            shares[i] += more;
            left -= more;
        }
    }
}
