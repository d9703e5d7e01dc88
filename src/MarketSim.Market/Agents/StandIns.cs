using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Recorded orders that stand in for others: where a recorded execution met another recorded order than it
/// once did, the one that was spared stands for the one that was met, so that the book stays as deep as it
/// was.</summary>
/// <remarks>Without them every such mix-up would leave an order behind that nothing recorded ever takes away.</remarks>
internal sealed class StandIns
{
    private readonly Dictionary<OrderId, List<(OrderId StandIn, long Lots)>> _of = [];

    /// <summary>Notes that an execution met another order than recorded.</summary>
    /// <param name="intended">Which it once met, and now spared.</param>
    /// <param name="met">Which it met.</param>
    /// <param name="lots">For how much.</param>
    public void Note(OrderId intended, OrderId met, long lots)
    {
        // The intended one may be gone itself, with others standing in for it: then it is these that were spared,
        // except for the one that was met, with which all is settled.
        foreach (var (spared, part) in Take(intended, lots))
        {
            if (spared != met)
            {
                if (!_of.TryGetValue(met, out var standIns))
                {
                    _of.Add(met, standIns = []);
                }

                standIns.Add((spared, part));
            }
        }
    }

    /// <summary>Where lots of an order are to be taken from: first from what stands in for it, then from
    /// itself.</summary>
    public IReadOnlyList<(OrderId Order, long Lots)> Take(OrderId order, long lots)
    {
        var parts = new List<(OrderId Order, long Lots)>();
        if (_of.TryGetValue(order, out var standIns))
        {
            for (var i = 0; i < standIns.Count && lots > 0; i++)
            {
                var part = Math.Min(lots, standIns[i].Lots);
                standIns[i] = (standIns[i].StandIn, standIns[i].Lots - part);
                lots -= part;
                if (part > 0)
                {
                    parts.Add((standIns[i].StandIn, part));
                }
            }
        }

        if (lots > 0)
        {
            parts.Add((order, lots));
        }

        return parts;
    }

    /// <summary>Everything that stands in for an order; it does no longer.</summary>
    public IReadOnlyList<(OrderId Order, long Lots)> TakeAll(OrderId order)
        => _of.Remove(order, out var standIns) ? [.. standIns.Where(s => s.Lots > 0)] : [];
}
