using System.Buffers;

namespace MarketSim.Market;

/// <summary>The order that first bettered the market is served first, up to a part of the incoming quantity;
/// another allocation shares the rest.</summary>
/// <remarks>What the TOP order has left after its turn takes part in the rest like any other. Source: CME
/// Group, "Matching Algorithms" (TOP order of algorithms A and T).</remarks>
public sealed class TopAllocation : IAllocation
{
    private readonly int _percent;
    private readonly IAllocation _rest;

    /// <summary>A TOP allocation.</summary>
    /// <param name="rest">What shares the rest.</param>
    /// <param name="percent">The part of the incoming quantity that the TOP order may take, from 0 to 100;
    /// rounded down to lots.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not from 0 to 100.</exception>
    public TopAllocation(IAllocation rest, int percent = 100)
    {
        ArgumentNullException.ThrowIfNull(rest);
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        _rest = rest;
        _percent = percent;
    }

    /// <inheritdoc/>
    public void Share(long incoming, ReadOnlySpan<AllocationEntry> queue, Span<long> shares)
    {
        var top = IndexOfTop(queue);
        var first = top < 0 ? 0 : Math.Min(queue[top].Lots, (long)((Int128)incoming * _percent / 100));
        if (first == 0)
        {
            _rest.Share(incoming, queue, shares);
            return;
        }

        if (first == incoming)
        {
            shares.Clear();
            shares[top] = incoming;
            return;
        }

        var others = ArrayPool<AllocationEntry>.Shared.Rent(queue.Length);
        queue.CopyTo(others);
        others[top] = new AllocationEntry(queue[top].Lots - first, IsTop: false);
        _rest.Share(incoming - first, others.AsSpan(0, queue.Length), shares);
        shares[top] += first;
        ArrayPool<AllocationEntry>.Shared.Return(others);
    }

    private static int IndexOfTop(ReadOnlySpan<AllocationEntry> queue)
    {
        for (var i = 0; i < queue.Length; i++)
        {
            if (queue[i].IsTop)
            {
                return i;
            }
        }

        return -1;
    }
}
