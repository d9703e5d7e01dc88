using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The end of a call: all that can trade does, at one price.</content>
/// <remarks>
/// The buyer of an auction trade stands in the event as taker, the seller as maker: neither was first, and somebody has to.
/// Orders of one owner may meet: what a self-trade would feign, a price of one's own making, an auction does not offer, and venues
/// (Nasdaq, CME) leave prevention out of it. Orders with a minimum or all-or-none keep their place and take no part. An iceberg
/// takes part with all that is open of it.
/// </remarks>
public sealed partial class ContinuousBook
{
    private void Uncross(TradingPhase next)
    {
        _isCollecting = false;
        var outcome = FindOutcome() ?? default;
        if (outcome.Volume > 0)
        {
            Trade(outcome);
        }

        _events.Uncrossed(outcome, _call);
        var official = _call switch
        {
            TradingPhase.PreOpen or TradingPhase.OpeningAuction => TradingPhase.Continuous,
            TradingPhase.ClosingAuction => TradingPhase.Closed,
            _ => TradingPhase.Halted,
        };
        if (outcome.Volume > 0 && official != TradingPhase.Halted)
        {
            _events.OfficialPrice(outcome.Price, official);
        }

        _indicative = default;
        CancelAuctionOnly();
        if (next == TradingPhase.Continuous)
        {
            BringWithin(Side.Buy);
            BringWithin(Side.Sell);
            SweepCrossed();
        }

        _touched |= 3;
    }

    private AuctionOutcome? FindOutcome()
    {
        Gather();
        return AuctionCurve.Find(
            [.. _callBuys, .. _callSells], Rules.Pricing, _market.Instrument.Ticks, ReferenceOfCall(), BoundsOfCall());
    }

    // ---- Who takes part ----------------------------------------------------------------------------------------------

    private void Gather()
    {
        _callBuys.Clear();
        _callSells.Clear();
        var (buys, sells) = (0L, 0L);
        _triggers.CopyParked(_parked, withLimits: false);
        foreach (var order in _parked)
        {
            if (order.Terms.TimeInForce == TimeInForce.AtClose && _call != TradingPhase.ClosingAuction)
            {
                continue;
            }

            var isBuy = order.Terms.Side == Side.Buy;
            (isBuy ? _callBuys : _callSells).Add(order.ToAuctionOrder());
            (buys, sells) = isBuy ? (buys + order.Open.Lots, sells) : (buys, sells + order.Open.Lots);
        }

        _callBid = Gather(Side.Buy, _callBuys, sells);
        _callAsk = Gather(Side.Sell, _callSells, buys);
    }

    /// <summary>Lists the limit orders of a side that can matter, in turn.</summary>
    /// <param name="side">The side.</param>
    /// <param name="orders">Where they are added.</param>
    /// <param name="facing">Lots of market orders on the other side.</param>
    /// <returns>The best price displayed by orders that are not for the auction alone.</returns>
    private Price? Gather(Side side, List<AuctionOrder> orders, long facing)
    {
        Price? quote = null;
        var faces = _book.TryBest(side.Opposite(), out var best);
        var (level, total) = (default(Price?), 0L);
        var isLast = false;
        foreach (var order in _book.InPriority(side))
        {
            if (order.Price != level)
            {
                // Where only market orders face it, and better prices more than satisfy them, the next level bounds the
                // candidates; what lies behind it trades no more, and leaves more over.
                if (isLast && !Rules.HasThreshold)
                {
                    break;
                }

                level = order.Price;
                isLast = total > facing && !(faces && side.Accepts(order.Price, best));
            }

            if (!order.Minimum.IsZero || (order.Flags & BookFlags.AllOrNone) != 0)
            {
                continue;
            }

            var isHidden = (order.Flags & BookFlags.Hidden) != 0;
            quote ??= isHidden || IsAuctionOnly(order.Id) ? null : order.Price;
            total += order.Open.Lots;
            orders.Add(new AuctionOrder
            {
                Id = order.Id, Account = order.Account, Side = side, Limit = order.Price, Lots = order.Open.Lots, IsHidden = isHidden,
            });
        }

        return quote;
    }

    private bool IsAuctionOnly(OrderId id)
        => _terms.TryGetValue(id, out var terms) && AuctionOnlyRule.IsAuctionOnly(terms.TimeInForce);

    private AuctionReference? ReferenceOfCall()
        => Rules.Pricing.Anchor == AuctionAnchor.Midpoint && InsideQuote() is var (bid, ask)
            ? AuctionReference.Between(bid, ask)
            : CallReference is { } reference ? AuctionReference.At(reference) : null;

    private AuctionBounds? BoundsOfCall()
    {
        if (!Rules.HasThreshold || _call is TradingPhase.VolatilityAuction or TradingPhase.BatchAuction)
        {
            return null;
        }

        var inside = InsideQuote() ?? (CallReference is { } reference ? (reference, reference) : default((Price, Price)?));
        return inside is var (bid, ask)
            ? AuctionBounds.Around(bid, ask, Rules.ThresholdBasisPoints, Rules.ThresholdUnits)
            : null;
    }

    private (Price Bid, Price Ask)? InsideQuote()
        => _callBid is { } bid && _callAsk is { } ask && bid < ask ? (bid, ask) : _quoteBefore;

    // ---- What it does ------------------------------------------------------------------------------------------------

    private void Trade(in AuctionOutcome outcome)
    {
        var price = outcome.Price;
        var buys = _callBuys.Where(o => o.Accepts(price)).ToArray();
        var sells = _callSells.Where(o => o.Accepts(price)).ToArray();
        var bought = AuctionAllocation.Share(buys, outcome.Volume, Rules.Margin);
        var sold = AuctionAllocation.Share(sells, outcome.Volume, Rules.Margin);
        var (left, leftOver) = (buys.Select(o => o.Lots).ToArray(), sells.Select(o => o.Lots).ToArray());
        foreach (var (buy, sell, lots) in AuctionAllocation.Pair(bought, sold))
        {
            left[buy] -= lots;
            leftOver[sell] -= lots;
            _events.AuctionTrade(buys[buy], sells[sell], price, lots, left[buy], leftOver[sell]);
        }

        TakeOff(buys, bought);
        TakeOff(sells, sold);
        OnTrade(price);
    }

    private void TakeOff(AuctionOrder[] orders, long[] lots)
    {
        for (var i = 0; i < orders.Length; i++)
        {
            if (lots[i] == 0)
            {
                continue;
            }

            if (!orders[i].IsMarket)
            {
                _book.Reduce(orders[i].Id, new Quantity(lots[i]), out _);
                ForgetIfGone(orders[i].Id);
            }
            else if (_triggers.TryGet(orders[i].Id, out var dormant))
            {
                dormant.Open -= new Quantity(lots[i]);
                if (dormant.Open.IsZero)
                {
                    _triggers.Remove(dormant);
                }
            }
        }
    }

    private void CancelAuctionOnly()
    {
        _arrivals.CopyTo(_scratch);
        foreach (var id in _scratch)
        {
            if (_triggers.TryGet(id, out var dormant))
            {
                if (IsOver(dormant.Terms.TimeInForce))
                {
                    Cancel(dormant, CancelReason.AuctionOver);
                }
            }
            else if (_terms.TryGetValue(id, out var terms) && IsOver(terms.TimeInForce) && _book.TryGet(id, out var resting))
            {
                Cancel(resting, CancelReason.AuctionOver);
            }
        }
    }

    private bool IsOver(TimeInForce timeInForce)
        => timeInForce == TimeInForce.AtOpen || (timeInForce == TimeInForce.AtClose && _call == TradingPhase.ClosingAuction);

    /// <summary>Lets limits that still cross, because a threshold held the price back, trade as if the later side came now.</summary>
    private void SweepCrossed()
    {
        while (BestThatTrades(Side.Buy) is { } bid && BestThatTrades(Side.Sell) is { } ask && bid.Price >= ask.Price)
        {
            _terms.TryGetValue(bid.Id, out var terms);
            Leave(bid, bid.Price);
            var left = Sweep(bid, bid.Price, default);
            if (!left.IsZero)
            {
                // What is left of an iceberg shows a fresh slice.
                Rest(bid with { Open = left, Shown = Quantity.Zero }, terms, isArrival: false);
            }

            ForgetIfGone(bid.Id);
        }
    }

    private BookOrder? BestThatTrades(Side side)
    {
        foreach (var order in _book.InPriority(side))
        {
            if (order.Minimum.IsZero && (order.Flags & BookFlags.AllOrNone) == 0)
            {
                return order;
            }
        }

        return null;
    }

    /// <summary>Market orders that the auction left go on into continuous trading, by entry.</summary>
    private void EnterRemainders()
    {
        if (_triggers.Count == 0)
        {
            return;
        }

        _triggers.CopyParked(_parked, withLimits: false);
        foreach (var order in _parked.ToArray())
        {
            if (order.Terms.TimeInForce != TimeInForce.AtClose)
            {
                _triggers.Remove(order);
                _events.Triggered(order);
                EnterElected(order);
            }
        }
    }
}
