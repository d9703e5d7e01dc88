using MarketSim.Core;

namespace MarketSim.Market;

public sealed partial class ContinuousBook
{
    private void PlaceByRules(in Command order)
    {
        var refusal = OrderRules.Check(order);
        if (refusal != RejectReason.None)
        {
            _events.Rejected(order, refusal);
            return;
        }

        var rule = OrderRules.Of(order.Type);
        if (rule is TriggeredRule triggered)
        {
            LayDown(order, triggered);
            return;
        }

        if (AuctionOnlyRule.IsAuctionOnly(order.TimeInForce))
        {
            PlaceForAuction(order);
            return;
        }

        refusal = Admit(order, rule, out var entry);
        if (refusal != RejectReason.None)
        {
            _events.Rejected(order, refusal);
            return;
        }

        _events.Accepted(order, entry.NamedPrice, MatchingEvents.ToEventFlags(entry.Taker.Flags));
        Enter(order, entry, isArrival: true);
    }

    private void LayDown(in Command order, TriggeredRule rule)
    {
        var refusal = rule.FirstStop(order, _market, out var stop);
        if (refusal != RejectReason.None)
        {
            _events.Rejected(order, refusal);
            return;
        }

        _events.Accepted(order, rule.LimitAt(order, stop), EventFlags.None);
        _triggers.Add(order, rule, stop);
        _arrivals.Add(order.Order);
        if (order.TimeInForce == TimeInForce.Gtd)
        {
            _expiries.Add(order.Order, order.Expiry);
        }
    }

    /// <summary>Lets the rules of its type and attributes make of an order what the book is told, or refuse
    /// it.</summary>
    private RejectReason Admit(in Command order, OrderRule rule, out Entry entry)
    {
        entry = default;
        var refusal = rule.SweepLimit(order, _market, out var limit);
        if (refusal != RejectReason.None)
        {
            return refusal;
        }

        var taker = new BookOrder
        {
            Id = order.Order,
            Account = order.Account,
            Owner = OwnerOf(order.Account),
            Side = order.Side,
            Price = limit,
            Open = order.Quantity,
            Flags = rule.Flags,
        };
        OrderRules.Shape(order, ref taker);
        if (_isLimited)
        {
            refusal = Bound(order, ref taker);
            if (refusal != RejectReason.None)
            {
                return refusal;
            }
        }

        var isStopped = taker.Price != limit;
        refusal = OrderRules.OnEntry(order, _market, ref taker);
        var isLimited = rule.IsLimited(order, _market);
        var restsAt = isStopped && RestsBeyond(taker) ? limit : taker.Price;
        entry = new Entry(
            taker,
            NamedPrice: isLimited || (isStopped && restsAt == taker.Price) ? restsAt : Price.Zero,
            Target: limit,
            MayRest: order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok) && rule.MayRest(order, _market),
            RestsAt: restsAt,
            IsStopped: isStopped);
        return refusal;
    }

    /// <summary>Lets an admitted order trade; what is left rests or expires.</summary>
    /// <param name="order">The order.</param>
    /// <param name="entry">What its rules made of it.</param>
    /// <param name="isArrival">Whether its id comes to the market now; else it only takes a new
    /// place.</param>
    private void Enter(in Command order, in Entry entry, bool isArrival)
    {
        var terms = OrderTerms.Of(order);
        if (_isLimited)
        {
            EnterWithinLimits(order, entry, terms, isArrival);
            return;
        }

        RestOrExpire(order, entry, terms, isArrival, Sweep(entry.Taker, entry.NamedPrice, terms));
    }

    /// <summary>Rests what is left of an order that has traded, or lets it expire.</summary>
    private void RestOrExpire(in Command order, in Entry entry, in OrderTerms terms, bool isArrival, Quantity left)
    {
        if (left.IsZero)
        {
            return;
        }

        if (!entry.MayRest)
        {
            _events.Cancelled(
                order.Order, order.Account, order.Side, entry.NamedPrice, left, CancelReason.NoRemainderRests);
            return;
        }

        Rest(entry.Taker with { Open = left }, terms, isArrival);
        if (terms.IsPegged && !_pegs.TryGet(order.Order, out _))
        {
            _pegs.Add(order, entry.Target);
        }
    }

    /// <returns>What is left of the taker.</returns>
    private Quantity Sweep(in BookOrder taker, Price namedPrice, in OrderTerms terms)
    {
        if (terms.PostOnly != PostOnly.Off
            || (terms.IsConditional && !MinimumQuantityRule.IsMet(taker, terms.SelfTrade, _book)))
        {
            return taker.Open;
        }

        _fills.Clear();
        var left = _book.Match(taker, terms.SelfTrade, _fills);
        Report(new Incoming(taker.Id, taker.Account, taker.Side, namedPrice), taker.Open);
        return left;
    }

    private void Rest(in BookOrder order, in OrderTerms terms, bool isArrival)
    {
        _book.Rest(order);
        Touch(order.Side, order.Price);
        _events.Rested(
            order.Id, order.Account, order.Side, order.Price, SliceOf(order), order.Open,
            MatchingEvents.ToEventFlags(order.Flags));
        if (isArrival)
        {
            _arrivals.Add(order.Id);
        }

        if (terms != default)
        {
            Remember(order.Id, terms, isArrival);
        }

        if (terms.IsConditional)
        {
            _conditionals.Remove(order.Id);
            _conditionals.Add(order.Id, order.Side, order.Price);
        }
    }

    /// <summary>What an order that comes to rest displays.</summary>
    private static Quantity SliceOf(in BookOrder order)
        => (order.Flags & BookFlags.Hidden) != 0 ? Quantity.Zero
            : order.Display.IsZero ? order.Open
            : Quantity.Min(order.Display, order.Open);

    private void Remember(OrderId id, in OrderTerms terms, bool isArrival)
    {
        _terms[id] = terms;
        if (isArrival && terms.TimeInForce == TimeInForce.Gtd)
        {
            _expiries.Add(id, terms.Expiry);
        }
    }

    /// <summary>Drops what was remembered of an order that is no longer open.</summary>
    private void Forget(OrderId id)
    {
        if (_terms.Count == 0 || !_terms.Remove(id, out var terms))
        {
            return;
        }

        if (terms.IsPegged)
        {
            _pegs.Remove(id);
        }

        if (terms.IsConditional)
        {
            _conditionals.Remove(id);
        }
    }

    /// <summary>Tells the steps of the sweep that just ended.</summary>
    private void Report(in Incoming taker, Quantity open)
    {
        _touched |= 1 << (int)taker.Side.Opposite();
        foreach (ref readonly var step in _fills.Items)
        {
            switch (step.Kind)
            {
                case FillKind.Trade:
                    open -= step.Quantity;
                    _events.Traded(taker, step, open);
                    OnTrade(step.Price);
                    break;
                case FillKind.Refresh:
                    _events.Refreshed(taker, step);
                    continue;
                case FillKind.SelfTradeMakerCancelled:
                    _events.SelfTradePrevented(taker, step, open);
                    CancelMaker(taker, step);
                    break;
                case FillKind.SelfTradeMakerReduced:
                    open -= step.Quantity;
                    _events.SelfTradePrevented(taker, step, open);
                    ReduceBoth(taker, step, open);
                    break;
                case FillKind.SelfTradeTakerCancelled:
                default:
                    _events.SelfTradePrevented(taker, step, Quantity.Zero);
                    CancelTaker(taker, step.Quantity);
                    break;
            }

            if (step.MakerOpen.IsZero)
            {
                Forget(step.Maker);
            }
        }
    }

    private void OnTrade(Price price)
    {
        if (_market.LastTrade == price)
        {
            return;
        }

        _market.LastTrade = price;
        if (_triggers.Count > 0 && _options.Trigger == TriggerSource.LastTrade)
        {
            _triggers.Reach(Side.Buy, price);
            _triggers.Reach(Side.Sell, price);
        }
    }

    private void CancelMaker(in Incoming taker, in Fill step)
        => _events.Cancelled(
            step.Maker, step.MakerAccount, taker.Side.Opposite(), step.Price, step.Quantity, CancelReason.SelfTrade);

    private void CancelTaker(in Incoming taker, Quantity left)
        => _events.Cancelled(taker.Id, taker.Account, taker.Side, taker.Price, left, CancelReason.SelfTrade);

    private void ReduceBoth(in Incoming taker, in Fill step, Quantity open)
    {
        if (step.MakerOpen.IsZero)
        {
            CancelMaker(taker, step);
        }
        else
        {
            _events.Reduced(
                step.Maker, step.MakerAccount, taker.Side.Opposite(), step.Price, step.Quantity, step.MakerOpen);
        }

        if (open.IsZero)
        {
            CancelTaker(taker, step.Quantity);
        }
        else
        {
            _events.Reduced(taker.Id, taker.Account, taker.Side, taker.Price, step.Quantity, open);
        }
    }

    /// <summary>What its rules made of an order.</summary>
    /// <param name="Taker">What the book is told.</param>
    /// <param name="NamedPrice">Its price to the public; zero if it accepts any.</param>
    /// <param name="Target">Where its type alone would have put it.</param>
    /// <param name="MayRest">Whether a remainder rests.</param>
    /// <param name="RestsAt">Where it does.</param>
    /// <param name="IsStopped">Whether price limits or the short sale test hold it back.</param>
    private readonly record struct Entry(
        BookOrder Taker, Price NamedPrice, Price Target, bool MayRest, Price RestsAt, bool IsStopped);
}
