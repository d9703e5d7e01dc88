namespace MarketSim.Market;

/// <summary>How one price level shares an incoming quantity among its resting orders.</summary>
/// <remarks>FIFO is what books do by themselves; pro-rata, TOP and split allocations are given to a book at
/// construction. What takes part, and when, is said at <see cref="IOrderBook"/>. An allocation keeps no
/// state: same level, same shares. A book stops the run
/// (<see cref="MarketSim.Core.InvariantViolatedException"/>) over shares that are negative, above an order's
/// lots, or of another sum.</remarks>
public interface IAllocation
{
    /// <summary>Shares a quantity that is smaller than the level's total.</summary>
    /// <param name="incoming">Lots to share; at least 1 and less than the sum of the queue.</param>
    /// <param name="queue">The level's orders that take part, displayed before hidden, each by time.</param>
    /// <param name="shares">Out: the lots of each order, whatever was in there before; same length as the
    /// queue; from zero to what the order takes part with; they sum to <paramref name="incoming"/>.</param>
    void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares);
}

/// <summary>One order of a level, to an allocation.</summary>
/// <param name="Lots">Lots that take part; zero or more.</param>
/// <param name="IsTop">Whether it is the order that first bettered the market.</param>
public readonly record struct AllocationEntry(long Lots, bool IsTop);
