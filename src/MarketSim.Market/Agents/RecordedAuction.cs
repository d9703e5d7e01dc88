using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The fills of a recorded auction, compared with those of ours.</summary>
internal sealed class RecordedAuction(SimTime time, HistoryOutcome outcome)
{
    private readonly Dictionary<OrderId, int> _places = [];
    private readonly List<(OrderId Order, long Expected, long Filled)> _fills = [];
    private long _sides;

    /// <summary>When it was.</summary>
    public SimTime Time { get; } = time;

    /// <summary>Notes a recorded fill of one order.</summary>
    public void Expect(OrderId order, long lots)
    {
        if (_places.TryGetValue(order, out var place))
        {
            _fills[place] = _fills[place] with { Expected = _fills[place].Expected + lots };
        }
        else
        {
            _places.Add(order, _fills.Count);
            _fills.Add((order, lots, 0));
            outcome.AuctionFills++;
        }

        // Every lot is told twice, by its buyer and its seller.
        _sides += lots;
        outcome.AuctionLots += _sides / 2;
        _sides %= 2;
    }

    /// <summary>Takes in a trade of our auction.</summary>
    public void Take(in MarketEvent trade, AccountId account)
    {
        Fill(trade.Order, trade.Account == account, trade.Quantity.Lots);
        Fill(trade.CounterOrder, trade.CounterAccount == account, trade.Quantity.Lots);
    }

    /// <summary>Recorded orders that our auction filled less, and by how much: they left the recorded market.</summary>
    public IEnumerable<(OrderId Order, long Lots)> Unfilled()
        => _fills.Where(f => f.Filled < f.Expected).Select(f => (f.Order, f.Expected - f.Filled));

    private void Fill(OrderId order, bool isRecorded, long lots)
    {
        if (!isRecorded || !_places.TryGetValue(order, out var place))
        {
            return;
        }

        var before = _fills[place];
        var after = before with { Filled = before.Filled + lots };
        _fills[place] = after;
        outcome.AuctionFillsAsRecorded += (after.Filled == after.Expected ? 1 : 0) - (before.Filled == before.Expected ? 1 : 0);
    }
}
