using System.Buffers;

namespace MarketSim.Market;

/// <summary>One part of the incoming quantity first in, first out; then the other in proportion to what the
/// orders have left.</summary>
/// <remarks>Pro-rata part = floor(percent × incoming), the FIFO part is the rest and goes first. Source: CME
/// Group, "Matching Algorithms" (algorithm K, configurable; its leveling step is left out).</remarks>
public sealed class SplitAllocation : IAllocation
{
    private readonly int _proRataPercent;
    private readonly FifoAllocation _fifo = new();
    private readonly ProRataAllocation _proRata;

    /// <summary>A split allocation.</summary>
    /// <param name="proRataPercent">The part shared in proportion, from 0 to 100; rounded down to
    /// lots.</param>
    /// <param name="minimumLots">The smallest share that is given in proportion, in lots; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not from 0 to 100, or the minimum is
    /// below 1.</exception>
    public SplitAllocation(int proRataPercent, long minimumLots = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(proRataPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(proRataPercent, 100);
        _proRataPercent = proRataPercent;
        _proRata = new ProRataAllocation(minimumLots);
    }

    /// <inheritdoc/>
    public void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares)
    {
        var proRataPart = (long)((Int128)incoming * _proRataPercent / 100);
        _fifo.Share(incoming - proRataPart, queue, shares);
        if (proRataPart == 0)
        {
            return;
        }

        var left = ArrayPool<AllocationEntry>.Shared.Rent(queue.Length);
        var second = ArrayPool<long>.Shared.Rent(queue.Length);
        for (var i = 0; i < queue.Length; i++)
        {
            left[i] = new AllocationEntry(queue[i].Lots - shares[i], queue[i].IsTop);
        }

        _proRata.Share(proRataPart, left.AsSpan(0, queue.Length), second.AsSpan(0, queue.Length));
        for (var i = 0; i < queue.Length; i++)
        {
            shares[i] += second[i];
        }

        ArrayPool<AllocationEntry>.Shared.Return(left);
        ArrayPool<long>.Shared.Return(second);
    }
}
