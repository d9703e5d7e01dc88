using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Copies of one strategy, one for each instrument, that share an account: each hears of its own instrument alone.</summary>
internal sealed class EachInstrument : IStrategy
{
    private readonly IStrategy[] _copies;
    private readonly SimTime[] _wakes;

    public EachInstrument(IReadOnlyList<IStrategy> copies)
    {
        _copies = [.. copies];
        _wakes = new SimTime[copies.Count];
        Array.Fill(_wakes, SimTime.Zero);
        Feed = copies.Aggregate(FeedKind.None, (feeds, copy) => feeds | copy.Feed);
    }

    /// <inheritdoc/>
    public FeedKind Feed { get; }

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        var next = SimTime.Never;
        for (var i = 0; i < _copies.Length; i++)
        {
            _wakes[i] = _wakes[i] <= view.Now ? _copies[i].NextWake(view) : _wakes[i];
            next = _wakes[i] < next ? _wakes[i] : next;
        }

        return next;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        for (var i = 0; i < _copies.Length; i++)
        {
            if (_wakes[i] > view.Now)
            {
                continue;
            }

            _copies[i].OnWake(view, orders);
            if (_copies[i].Looks)
            {
                _copies[i].Decide(view, orders);
            }
        }
    }

    /// <inheritdoc/>
    public void OnBar(in Bar bar, MarketView view, OrderPad orders)
    {
        var copy = _copies[bar.Instrument.Value];
        if ((copy.Feed & FeedKind.Bars) != 0)
        {
            copy.OnBar(bar, view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnQuote(Quote quote, MarketView view, OrderPad orders) => _copies[quote.Instrument.Value].OnQuote(quote, view, orders);

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders) => _copies[trade.Instrument.Value].OnTrade(trade, view, orders);

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        // What belongs to no instrument, such as interest, is everybody's.
        if (unchecked((uint)item.Instrument.Value) < (uint)_copies.Length && item.Kind is not (EventKind.Deposited or EventKind.AccountOpened))
        {
            _copies[item.Instrument.Value].OnReport(item, view, orders);
        }
    }
}
