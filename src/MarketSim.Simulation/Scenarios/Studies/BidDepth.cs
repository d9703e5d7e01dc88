using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The displayed lots at the best five bid prices, followed through the events of a run.</summary>
internal sealed class BidDepth(InstrumentId instrument)
{
    private readonly Dictionary<OrderId, (Price Price, long Lots)> _orders = [];
    private readonly SortedDictionary<long, long> _levels = [];

    /// <summary>Lots at the best five prices.</summary>
    public long BestFive => _levels.Take(5).Sum(level => level.Value);

    /// <summary>The least depth in the five minutes before the low, as a part of the mean depth in the five minutes before the beginning; looks
    /// are a second apart.</summary>
    public static double AtLow(IReadOnlyList<MarketEvent> events, InstrumentId instrument, SimTime begin, SimTime low)
    {
        var depth = new BidDepth(instrument);
        var (before, least, next) = (new RunningMoments(), double.PositiveInfinity, SimTime.FromSeconds(1));
        foreach (var item in events)
        {
            for (; next <= item.Time; next += SimDuration.FromSeconds(1))
            {
                if (next < begin && next >= begin - SimDuration.FromMinutes(5))
                {
                    before.Add(depth.BestFive);
                }
                else if (next <= low && next >= begin && next >= low - SimDuration.FromMinutes(5))
                {
                    least = Math.Min(least, depth.BestFive);
                }
            }

            depth.Observe(item);
        }

        return least / before.Mean;
    }

    private void Observe(in MarketEvent item)
    {
        if (item.Instrument != instrument)
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.Rested when item.Side == Side.Buy:
                Set(item.Order, item.Price, item.Open.Lots);
                break;
            case EventKind.Reduced:
                Take(item.Order, item.Quantity.Lots);
                break;
            case EventKind.Cancelled when item.Side == Side.Buy:
                Set(item.Order, default, 0);
                break;
            case EventKind.Traded:
                Take(item.Side == Side.Buy ? item.Order : item.CounterOrder, item.Quantity.Lots);
                break;
        }
    }

    private void Take(OrderId order, long lots)
    {
        if (_orders.TryGetValue(order, out var known))
        {
            Set(order, known.Price, known.Lots - lots);
        }
    }

    private void Set(OrderId order, Price price, long lots)
    {
        if (_orders.Remove(order, out var known))
        {
            Add(known.Price, -known.Lots);
        }

        if (lots > 0)
        {
            _orders[order] = (price, lots);
            Add(price, lots);
        }
    }

    // Keyed so that the best bid comes first.
    private void Add(Price price, long lots)
    {
        var sum = _levels.GetValueOrDefault(-price.Ticks) + lots;
        if (sum == 0)
        {
            _levels.Remove(-price.Ticks);
        }
        else
        {
            _levels[-price.Ticks] = sum;
        }
    }
}
