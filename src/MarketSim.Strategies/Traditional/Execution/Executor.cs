using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Works a parent order by child orders along a schedule, never beyond its size and its cap on participation.</summary>
/// <remarks>Children are immediate-or-cancel with a limit; what they leave stays due. Volume is counted from the trades that have
/// reached it, so that the cap holds whatever is still on its way.</remarks>
public abstract class Executor : IStrategy
{
    private readonly InstrumentId _instrument;
    private readonly ExecutorOptions _options;
    private SimTime? _begin;
    private long _done;
    private bool _isClearing;

    /// <summary>Works an order in one instrument.</summary>
    protected Executor(InstrumentId instrument, ExecutorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lots, 1);
        (_instrument, _options) = (instrument, options);
    }

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes | FeedKind.Trades;

    /// <summary>Lots of all trades since it began.</summary>
    protected long MarketLots { get; private set; }

    /// <summary>Lots that it has traded.</summary>
    protected long Done => _done;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _begin ??= view.Now + _options.Delay;
        if (_done >= _options.Lots)
        {
            return SimTime.Never;
        }

        if (view.Now < _begin)
        {
            return _begin.Value;
        }

        var end = _begin.Value + _options.Duration;
        var next = view.Now + _options.Interval;
        return view.Now < end && next > end ? end : next;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        _begin ??= view.Now;
        if (Open(view) == 0)
        {
            Send(view, orders);
            return;
        }

        // What was posted must be out of the book before its lots are sent again.
        orders.CancelAll(_instrument);
        _isClearing = true;
    }

    /// <inheritdoc/>
    public virtual void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(view);
        if (trade.Instrument == _instrument && _begin <= view.Now)
        {
            MarketLots += trade.Quantity.Lots;
        }
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Instrument != _instrument)
        {
            return;
        }

        // Its account may be traded by nobody else: every trade is a part of the order.
        _done += item.Kind == EventKind.Traded ? item.Quantity.Lots : 0;
        if (_isClearing && Open(view) == 0)
        {
            _isClearing = false;
            Send(view, orders);
        }
    }

    /// <summary>How many lots should be done.</summary>
    /// <param name="now">When.</param>
    /// <param name="elapsed">The part of the schedule's duration that has passed, from 0 to 1.</param>
    protected abstract double Target(SimTime now, double elapsed);

    private void Send(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(_instrument) is not { } quote)
        {
            return;
        }

        var terms = view.Instruments[_instrument.Value];
        var room = Math.Min(_options.Lots - _done, Room());
        var due = Math.Min(room, LotsBy(view.Now) - _done);
        var taken = Take(view, orders, quote, OnStep(terms, due));
        if (_options.Posts)
        {
            var coming = Math.Min(room, LotsBy(view.Now + _options.Interval) - _done) - taken;
            Post(view, orders, quote, OnStep(terms, coming));
        }
    }

    private long Take(MarketView view, OrderPad orders, Quote quote, long lots)
    {
        var terms = view.Instruments[_instrument.Value];
        var (touch, shown) = _options.Side == Side.Buy ? (quote.Ask, quote.AskQuantity) : (quote.Bid, quote.BidQuantity);
        var most = _options.DepthPart == 0 ? lots : Math.Min(lots, OnStep(terms, (long)Math.Floor(_options.DepthPart * shown.Lots)));
        if (most <= 0 || shown.IsZero)
        {
            return 0;
        }

        var limit = Quotes.OnTick(
            terms, _options.Side, touch + (_options.Side.Sign() * _options.ReachTicks));
        var size = Sizes.Affordable(view, _instrument, _options.Side, limit, new Quantity(most));
        if (!size.IsZero)
        {
            orders.Limit(_instrument, _options.Side, limit, size, TimeInForce.Ioc);
        }

        return size.Lots;
    }

    private void Post(MarketView view, OrderPad orders, Quote quote, long lots)
    {
        var (touch, there) = _options.Side == Side.Buy ? (quote.Bid, quote.BidQuantity) : (quote.Ask, quote.AskQuantity);
        var size = there.IsZero || lots <= 0
            ? Quantity.Zero : Sizes.Affordable(view, _instrument, _options.Side, touch, new Quantity(lots));
        if (!size.IsZero)
        {
            orders.Limit(_instrument, _options.Side, touch, size);
        }
    }

    private long LotsBy(SimTime time)
    {
        var elapsed = (double)(time - _begin!.Value).Nanoseconds / _options.Duration.Nanoseconds;
        return Math.Min(_options.Lots, (long)Rounding.HalfUp.Apply(Math.Min(_options.Lots, Target(time, Math.Clamp(elapsed, 0, 1)))));
    }

    // With x more of its own, (done + x) of (volume + x) must stay within the cap.
    private long Room() => _options.Cap == 0
        ? long.MaxValue
        : (long)Math.Max(0, Math.Floor(((_options.Cap * MarketLots) - _done) / (1 - _options.Cap)));

    // The last lots may be fewer than a step: then they stay, as no venue takes them.
    private static long OnStep(Instrument terms, long lots) => lots / terms.LotStep * terms.LotStep;

    private long Open(MarketView view)
    {
        var open = 0L;
        foreach (var order in view.OpenOrders)
        {
            open += order.Instrument == _instrument ? order.Open.Lots : 0;
        }

        return open;
    }
}
