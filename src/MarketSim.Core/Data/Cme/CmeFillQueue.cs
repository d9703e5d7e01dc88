namespace MarketSim.Core;

/// <summary>Whether the fills that a market-by-order feed announces hit the orders that price and time priority
/// say.</summary>
/// <remarks>A fill is judged when its event is complete, because orders pulled in the same burst are reported
/// after it: such an order may still stand before the one that was filled. Before an order stand all at better
/// prices and those before it at its own, less what earlier fills of the event used up.</remarks>
/// <param name="slicesLosePriority">Whether a modification to more than a fill left is an iceberg's next slice,
/// which goes to the back; else only one to more than the order had before the fill.</param>
internal sealed class CmeFillQueue(bool slicesLosePriority)
{
    // Beyond so many the order was plainly not at the front.
    private const int MostAhead = 256;

    private readonly List<List<ulong>> _fills = [];
    private readonly HashSet<ulong> _pulled = [];
    private readonly HashSet<ulong> _filled = [];

    public RecordedBook Book { get; } = new(RecordedPriority.Arrival, slicesLosePriority);

    /// <summary>Fills of the order at the front of the queue.</summary>
    public long Front { get; private set; }

    /// <summary>Fills of the order at the front once those pulled, or those filled too, in the same event are
    /// left out.</summary>
    public long FrontOfTheRest { get; private set; }

    /// <summary>Fills of some other order.</summary>
    public long Other { get; private set; }

    /// <summary>Fills printed for the incoming order itself, which a crossing modification causes.</summary>
    public long OfAggressor { get; private set; }

    /// <summary>Fills of an auction, where both sides rested.</summary>
    public long OfAuction { get; private set; }

    public long Resting => Front + FrontOfTheRest + Other;

    public void Add(in RecordedMessage message)
    {
        var applies = true;
        switch (message.Kind)
        {
            case RecordedKind.Reduce:
                _pulled.Add(message.Order);
                break;
            case RecordedKind.Fill when (message.Flags & RecordedFlags.NoSide) != 0:
                OfAuction++;
                applies = false;
                break;
            case RecordedKind.Fill when (message.Flags & RecordedFlags.Aggressor) != 0:
                OfAggressor++;
                applies = false;
                break;
            case RecordedKind.Fill when Book.Find(message.Order) is { } order:
                _filled.Add(message.Order);
                _fills.Add(Ahead(order));
                break;
        }

        if (applies)
        {
            Book.Apply(message);
        }

        if ((message.Flags & RecordedFlags.EndOfEvent) != 0)
        {
            EndEvent();
        }
    }

    private void EndEvent()
    {
        foreach (var ahead in _fills)
        {
            if (ahead.Count == 0)
            {
                Front++;
            }
            else if (ahead.Count < MostAhead && (ahead.TrueForAll(_pulled.Contains) || ahead.TrueForAll(_filled.Contains)
                || (slicesLosePriority && ahead.TrueForAll(each => _pulled.Contains(each) || _filled.Contains(each)))))
            {
                FrontOfTheRest++;
            }
            else
            {
                Other++;
            }
        }

        _fills.Clear();
        _pulled.Clear();
        _filled.Clear();
    }

    private List<ulong> Ahead(RecordedOrder order)
    {
        var ahead = new List<ulong>();
        var side = Book.Of(order.Side, order.Instrument);
        for (var rank = 0; rank < side.Count && ahead.Count < MostAhead; rank++)
        {
            var level = side.At(rank);
            for (var each = level.First; each is not null && each != order
                && ahead.Count < MostAhead; each = each.Next)
            {
                if (each.Quantity > each.Filled)
                {
                    ahead.Add(each.Id);
                }
            }

            if (level.Price == order.Price)
            {
                break;
            }
        }

        return ahead;
    }
}
