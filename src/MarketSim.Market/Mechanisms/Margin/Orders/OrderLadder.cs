using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One side's open orders of an account in one instrument, lowest price first, with sums over the lowest so many of them: what
/// all orders but those that close need can be told without looking at each.</summary>
/// <remarks>Hot. Sums are brought up to date from the lowest order that changed, which for a maker who moves all his quotes is
/// the addition of a few hundred integers.</remarks>
internal sealed class OrderLadder
{
    /// <summary>The price of an order that has none: it comes first.</summary>
    public const long NoPrice = long.MinValue;

    private readonly List<Rung> _rungs = [];
    private readonly List<LadderSum> _sums = [default];
    private int _summed;

    /// <summary>How many orders there are.</summary>
    public int Count => _rungs.Count;

    /// <summary>Price in ticks and lots of each, lowest first.</summary>
    public IEnumerable<(long Ticks, long Lots)> Orders => _rungs.Select(rung => (rung.Ticks, rung.Lots));

    /// <summary>All orders together.</summary>
    public LadderSum All => SumOf(_rungs.Count);

    /// <summary>Adds an order.</summary>
    /// <param name="order">Its id.</param>
    /// <param name="ticks">Its price, or <see cref="NoPrice"/>.</param>
    /// <param name="lots">What is open of it.</param>
    /// <param name="fee">What the venue may still charge for it, if it trades at its price.</param>
    public void Add(OrderId order, long ticks, long lots, long fee)
    {
        var place = ~_rungs.BinarySearch(new Rung(ticks, order, 0, 0));
        _rungs.Insert(place, new Rung(ticks, order, lots, fee));
        _summed = Math.Min(_summed, place);
    }

    /// <summary>Takes an order away.</summary>
    public void Remove(OrderId order, long ticks)
    {
        var place = _rungs.BinarySearch(new Rung(ticks, order, 0, 0));
        _rungs.RemoveAt(place);
        _summed = Math.Min(_summed, place);
    }

    /// <summary>The orders below a price.</summary>
    public LadderSum Below(long ticks)
    {
        // No order has id 0 and no lots: it stands before all of its price.
        var place = _rungs.BinarySearch(new Rung(ticks, default, 0, 0));
        return SumOf(place < 0 ? ~place : place);
    }

    /// <summary>So many lots, the lowest first; an order counts in part. Fees are left out.</summary>
    public LadderSum Lowest(Int128 lots)
    {
        if (lots <= 0)
        {
            return default;
        }

        var (low, high) = (0, _rungs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (SumOf(middle + 1).Lots <= lots)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var whole = SumOf(low);
        var part = low == _rungs.Count ? 0 : lots - whole.Lots;
        return part == 0 ? whole : whole.With(_rungs[low].Ticks, part, 0);
    }

    /// <summary>What the venue may charge for the lowest orders, were they at a higher price.</summary>
    /// <param name="below">Only those below this price.</param>
    /// <param name="fee">What it charges for so many lots there.</param>
    public long FeesOfLowest(long below, Func<long, long> fee)
    {
        var sum = 0L;
        for (var i = 0; i < _rungs.Count && _rungs[i].Ticks < below; i++)
        {
            sum += fee(_rungs[i].Lots);
        }

        return sum;
    }

    private LadderSum SumOf(int count)
    {
        while (_sums.Count <= count)
        {
            _sums.Add(default);
        }

        for (; _summed < count; _summed++)
        {
            var rung = _rungs[_summed];
            _sums[_summed + 1] = _sums[_summed].With(rung.Ticks, rung.Lots, rung.Fee);
        }

        return _sums[count];
    }

    private readonly record struct Rung(long Ticks, OrderId Order, long Lots, long Fee) : IComparable<Rung>
    {
        public int CompareTo(Rung other)
            => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Order.Value.CompareTo(other.Order.Value);
    }
}

/// <summary>A sum over orders.</summary>
/// <param name="Lots">Lots.</param>
/// <param name="Value">Lots × price in ticks; orders without a price count nothing.</param>
/// <param name="Fees">What the venue may charge.</param>
internal readonly record struct LadderSum(Int128 Lots, Int128 Value, long Fees)
{
    public LadderSum With(long ticks, Int128 lots, long fee) => new(
        Lots + lots, Value + (ticks == OrderLadder.NoPrice ? 0 : ticks * lots), Fees + fee);
}
