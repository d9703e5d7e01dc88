namespace MarketSim.Market;

/// <summary>First in, first out: each order in time order gets all it has until nothing is left.</summary>
/// <remarks>The plain statement of what books do by themselves: given to a book it stands for "no
/// allocation", and the book sweeps order by order. Source: CME Group, "Matching Algorithms" (algorithm
/// F).</remarks>
public sealed class FifoAllocation : IAllocation
{
    /// <inheritdoc/>
    public void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares)
    {
        for (var i = 0; i < queue.Length; i++)
        {
            shares[i] = Math.Min(incoming, queue[i].Lots);
            incoming -= shares[i];
        }
    }
}
