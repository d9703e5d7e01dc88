using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Volume traded in one interval.</summary>
/// <param name="Start">When it began; it ends where the next begins, exclusive.</param>
/// <param name="BuyLots">Lots that aggressors bought.</param>
/// <param name="SellLots">Lots that aggressors sold.</param>
/// <param name="Vwap">Volume-weighted average price since the run began, in price units; not-a-number before the
/// first trade.</param>
public readonly record struct VolumeInterval(SimTime Start, long BuyLots, long SellLots, double Vwap)
{
    /// <summary>Lots traded.</summary>
    public long Lots => BuyLots + SellLots;
}

/// <summary>Traded volume by interval and aggressor, and the volume-weighted average price (VWAP) Σ pᵢ·qᵢ / Σ qᵢ.</summary>
public sealed class VolumeMetric : IMetric
{
    private readonly InstrumentId _instrument;
    private readonly SimTime _start;
    private readonly SimDuration _interval;
    private readonly List<VolumeInterval> _intervals = [];
    private Int128 _priceTimesLots;
    private long _buy;
    private long _sell;
    private int _open;

    /// <summary>Sets up the intervals.</summary>
    /// <param name="instrument">Events of other instruments are ignored.</param>
    /// <param name="start">Beginning of the first interval.</param>
    /// <param name="interval">Length; more than zero.</param>
    public VolumeMetric(InstrumentId instrument, SimTime start, SimDuration interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.Nanoseconds, 1);
        (_instrument, _start, _interval) = (instrument, start, interval);
    }

    /// <summary>The intervals, from the first to the one in which the observation ended.</summary>
    public IReadOnlyList<VolumeInterval> Intervals => _intervals;

    /// <summary>How many trades there were.</summary>
    public long Trades { get; private set; }

    /// <summary>Lots traded.</summary>
    public long Lots { get; private set; }

    /// <summary>The quote amounts of all trades together, in minor units.</summary>
    public Money Turnover { get; private set; }

    /// <summary>Volume-weighted average price in price units; not-a-number without trades.</summary>
    public double Vwap => Lots == 0 ? double.NaN : (double)_priceTimesLots / Lots;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Traded || item.Instrument != _instrument)
        {
            return;
        }

        Reach(item.Time);
        Trades++;
        Lots += item.Quantity.Lots;
        Turnover += new Money(item.Amount);
        _priceTimesLots += (Int128)item.Price.Ticks * item.Quantity.Lots;
        if ((item.Flags & EventFlags.Auction) != 0)
        {
            // Neither side of an auction was first: half each.
            _buy += item.Quantity.Lots / 2;
            _sell += item.Quantity.Lots - (item.Quantity.Lots / 2);
            return;
        }

        _buy += item.Side == Side.Buy ? item.Quantity.Lots : 0;
        _sell += item.Side == Side.Sell ? item.Quantity.Lots : 0;
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        if (end > _start)
        {
            Reach(new SimTime(end.Nanoseconds - 1));
        }

        Close();
    }

    private void Reach(SimTime time)
    {
        while (time >= _start + (_interval * (_open + 1)))
        {
            Close();
            _open++;
        }
    }

    private void Close()
    {
        _intervals.Add(new VolumeInterval(_start + (_interval * _open), _buy, _sell, Vwap));
        (_buy, _sell) = (0, 0);
    }
}
