namespace MarketSim.Market;

/// <summary>How one price level shares an incoming quantity among its resting orders.</summary>
/// <remarks>FIFO is what books do by themselves; pro-rata, TOP and split allocations are given to a book at construction.</remarks>
public interface IAllocation
{
    /// <summary>Shares a quantity that is smaller than the level's total.</summary>
    /// <param name="incoming">Lots to share; at least 1 and less than the sum of the queue.</param>
    /// <param name="queue">The level's orders in time order: lots that take part (shown and hidden) and whether it is the TOP order.</param>
    /// <param name="shares">Out: the lots of each order; same length as the queue; they sum to <paramref name="incoming"/>.</param>
    void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares);
}

/// <summary>One order of a level, to an allocation.</summary>
/// <param name="Lots">Lots that take part.</param>
/// <param name="IsTop">Whether it is the order that first bettered the market.</param>
public readonly record struct AllocationEntry(long Lots, bool IsTop);
