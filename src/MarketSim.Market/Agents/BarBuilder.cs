using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Makes bars of one instrument from its trades.</summary>
/// <param name="instrument">Of which.</param>
/// <param name="length">How long a bar is; bars begin at whole multiples of it.</param>
public sealed class BarBuilder(InstrumentId instrument, SimDuration length)
{
    private long _index = -1;
    private Price _open;
    private Price _high;
    private Price _low;
    private Price _close;
    private long _volume;

    /// <summary>When the bar under way ends; <see cref="SimTime.Never"/> where nothing has traded in it.</summary>
    public SimTime End => _index < 0 ? SimTime.Never : SimTime.Zero + (length * (_index + 1));

    /// <summary>Adds a trade; the bars before it have been taken.</summary>
    public void Add(SimTime time, Price price, Quantity quantity)
    {
        if (_index < 0)
        {
            _index = time.Nanoseconds / length.Nanoseconds;
            (_open, _high, _low) = (price, price, price);
        }

        _high = price > _high ? price : _high;
        _low = price < _low ? price : _low;
        _close = price;
        _volume += quantity.Lots;
    }

    /// <summary>Takes the bar that is over by now; where nothing traded there is none.</summary>
    public bool TryTake(SimTime now, out Bar bar)
    {
        if (now < End)
        {
            bar = default;
            return false;
        }

        bar = new Bar(instrument, SimTime.Zero + (length * _index), length, _open, _high, _low, _close, new Quantity(_volume));
        (_index, _volume) = (-1, 0);
        return true;
    }
}
