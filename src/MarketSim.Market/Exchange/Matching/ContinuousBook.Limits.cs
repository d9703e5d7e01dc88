using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Price limits and the short sale price test: what they make of incoming orders, and of those that rest when they
/// come.</content>
public sealed partial class ContinuousBook
{
    // Whether limits or the test are in force: the one question that the common way through asks.
    private bool _isLimited;

    // An order would trade beyond a limit that breaks trading off: nothing more happens by itself until the phase changes.
    private bool _isBroken;

    // After a call, stops and pegs wait until whoever sets limits has heard of its price: with the next limits or command they go on.
    private bool _waitsForLimits;
    private bool _hasHadLimits;
    private PriceLimits _limits = PriceLimits.None;

    /// <inheritdoc/>
    public PriceLimits Limits => _limits;

    /// <inheritdoc/>
    public bool IsBrokenOff => _isBroken;

    /// <inheritdoc/>
    public ShortSaleTest ShortSaleTest { get; private set; }

    /// <inheritdoc/>
    public void SetLimits(in PriceLimits limits, SimTime now, EventBuffer events)
    {
        _events.Begin(now, events);
        _limits = limits;
        _hasHadLimits |= limits != PriceLimits.None;
        NoteLimits();
        if (Phase == TradingPhase.Continuous && !_isBroken)
        {
            BringWithin(Side.Buy);
            BringWithin(Side.Sell);
        }

        Finish();
    }

    /// <inheritdoc/>
    public void SetShortSaleTest(ShortSaleTest test)
    {
        ShortSaleTest = test;
        NoteLimits();
    }

    private void NoteLimits() => _isLimited = _limits != PriceLimits.None || ShortSaleTest != ShortSaleTest.Off;

    /// <summary>Moves resting orders that stand beyond the limits to the limit, best price first, so that they keep their
    /// order.</summary>
    private void BringWithin(Side side)
    {
        var limit = _limits.For(side);
        while (!_limits.Breaks(side) && _book.TryBest(side, out var best) && side.IsBetter(best, limit))
        {
            foreach (var order in _book.InPriority(side).TakeWhile(order => side.IsBetter(order.Price, limit)).ToList())
            {
                _terms.TryGetValue(order.Id, out var terms);
                Leave(order, limit);
                Rest(order with { Price = limit, Shown = Quantity.Zero }, terms, isArrival: false);
            }
        }
    }

    /// <summary>Lowers the most that an incoming order pays to the limits, and holds a short sale against the best bid.</summary>
    /// <returns>Why it is refused; none if it is not.</returns>
    private RejectReason Bound(in Command order, ref BookOrder taker)
    {
        if (ShortSaleTest != ShortSaleTest.Off && order.Mark == OrderMark.Short && order.Side == Side.Sell
            && _book.TryBestDisplayed(Side.Buy, out var bid) && taker.Price <= bid.Price)
        {
            if (ShortSaleTest == ShortSaleTest.Reject)
            {
                return RejectReason.ShortSalePriceTest;
            }

            taker = taker with { Price = _market.Instrument.Ticks.Above(bid.Price) };
        }

        var limit = _limits.For(taker.Side);
        if (taker.Side.IsBetter(taker.Price, limit))
        {
            taker = taker with { Price = limit };
        }

        return RejectReason.None;
    }

    private void EnterWithinLimits(in Command order, in Entry entry, in OrderTerms terms, bool isArrival)
    {
        var side = order.Side;
        var isCutOff = IsCutOff(entry.Taker);
        var left = isCutOff ? entry.Taker.Open : Sweep(entry.Taker, entry.NamedPrice, terms);
        var isReached = isCutOff || (!left.IsZero && WouldGoOn(entry));
        if (isReached)
        {
            _events.LimitReached(order, isCutOff ? _limits.For(side.Opposite()) : entry.Taker.Price, left);
            _isBroken = isCutOff || _limits.Breaks(side);
        }

        // What is stopped at a limit rests there, a market order too. Where that breaks trading off it goes into the call at its own
        // limit; one that accepts any price has none.
        var rests = entry.MayRest
            || (entry.IsStopped && (_isBroken ? entry.RestsAt != _market.AnyPrice(side) : entry.RestsAt == entry.Taker.Price)
                && order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok));
        RestOrExpire(
            order, entry with { Taker = entry.Taker with { Price = entry.RestsAt }, MayRest = rests }, terms, isArrival, left);
    }

    // Beyond a limit that breaks trading off an order may stand, as long as nobody would trade with it.
    private bool RestsBeyond(in BookOrder taker) => _limits.Breaks(taker.Side) && taker.Price == _limits.For(taker.Side);

    // The best opposite order stands beyond the limit of the other side, where only limits that break trading off let it stand: a sale
    // would be above the upper limit.
    private bool IsCutOff(in BookOrder taker)
        => _book.TryBest(taker.Side.Opposite(), out var best) && taker.Side.Accepts(taker.Price, best)
            && taker.Side.Opposite().IsBetter(best, _limits.For(taker.Side.Opposite()));

    // It was stopped by a limit, and there is somebody beyond it with whom it would trade.
    private bool WouldGoOn(in Entry entry)
    {
        var taker = entry.Taker;
        return taker.Side.IsBetter(entry.Target, taker.Price) && taker.Price == _limits.For(taker.Side)
            && _book.TryBest(taker.Side.Opposite(), out var best) && taker.Side.Accepts(entry.Target, best)
            && !taker.Side.Accepts(taker.Price, best);
    }

    /// <summary>A resting order as it may trade now: within the limits.</summary>
    private BookOrder Within(in BookOrder order)
    {
        var limit = _limits.For(order.Side);
        return _isLimited && order.Side.IsBetter(order.Price, limit) ? order with { Price = limit } : order;
    }

    private void AddLimitsTo(ref StateHash hash)
    {
        if (_isLimited || _isBroken)
        {
            hash.Add(_limits.Lower.Ticks);
            hash.Add(_limits.Upper.Ticks);
            hash.Add((_limits.LowerBreaks ? 1L : 0) | (_limits.UpperBreaks ? 2L : 0) | (_isBroken ? 4L : 0) | ((long)ShortSaleTest << 3));
        }
    }
}
