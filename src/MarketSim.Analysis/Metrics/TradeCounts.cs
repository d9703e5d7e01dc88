using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How many times somebody bought and sold at the market, by stretches of time.</summary>
/// <remarks>What estimates of informed trading count. An order that meets several others is one; of an auction's trades nobody knows who
/// asked for them, so they are left out. Stretches in which nothing traded between two that have trades count, too: no news is news.
/// </remarks>
public sealed class TradeCounts : IMetric
{
    private readonly InstrumentId _instrument;
    private readonly SimTime _start;
    private readonly SimDuration _period;
    private readonly List<(long Buys, long Sells)> _periods = [];
    private OrderId _last;

    /// <summary>Sets up the stretches.</summary>
    /// <param name="instrument">Events of other instruments are ignored.</param>
    /// <param name="start">Beginning of the first stretch.</param>
    /// <param name="period">Length; more than zero.</param>
    public TradeCounts(InstrumentId instrument, SimTime start, SimDuration period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period.Nanoseconds, 1);
        (_instrument, _start, _period) = (instrument, start, period);
    }

    /// <summary>The stretches from the first to the last with a trade.</summary>
    public IReadOnlyList<(long Buys, long Sells)> Periods => _periods;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Traded || item.Instrument != _instrument || (item.Flags & EventFlags.Auction) != 0
            || item.Order == _last || item.Time < _start)
        {
            return;
        }

        _last = item.Order;
        var place = (int)((item.Time - _start).Nanoseconds / _period.Nanoseconds);
        while (_periods.Count <= place)
        {
            _periods.Add(default);
        }

        var (buys, sells) = _periods[place];
        _periods[place] = item.Side == Side.Buy ? (buys + 1, sells) : (buys, sells + 1);
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
    }
}
