using MarketSim.Core;

namespace MarketSim.Market;

public sealed partial class ContinuousBook
{
    /// <summary>Does what a command sets off once its own sweep has finished, one order at a time, until
    /// nothing is due: elected stops first, then pegs that must move, then conditional orders that can trade
    /// at last. Each may set off more.</summary>
    /// <remarks>It ends: every round trades, rests an elected order or moves a peg to where its reference
    /// says, and pegs are never a reference.</remarks>
    private void Settle()
    {
        if (Phase != TradingPhase.Continuous)
        {
            return;
        }

        if (_waitsForLimits)
        {
            _waitsForLimits = false;
            return;
        }

        while (!_isBroken && (EnterOneElected() || MoveOnePeg() || RetryOneConditional()))
        {
        }
    }

    // ---- Stops ---------------------------------------------------------------------------------------------------

    private bool EnterOneElected()
    {
        if (_triggers.Count == 0)
        {
            return false;
        }

        if (_options.Trigger == TriggerSource.Quote)
        {
            ReachByQuote(Side.Buy);
            ReachByQuote(Side.Sell);
        }

        _triggers.EndSweep(_events);
        if (!_triggers.TryTakeElected(out var order))
        {
            return false;
        }

        _events.Triggered(order);
        EnterElected(order);
        return true;
    }

    private void ReachByQuote(Side side)
    {
        if (_market.TryTriggerReference(side, out var reference))
        {
            _triggers.Reach(side, reference);
        }
    }

    private void EnterElected(DormantOrder dormant)
    {
        var order = dormant.Rule.Awaken(dormant.Terms, dormant.Stop, dormant.Open);
        if (dormant.Rule.Trails && dormant.Rule.NamesPrice)
        {
            // The stop moved in steps of its own range of prices; the limit may lie in another.
            order = order with { Price = _market.RoundPassively(order.Side, order.Price) };
        }

        var refusal = dormant.Rule.NamesPrice && !_market.InRange(order.Price)
            ? RejectReason.PriceOutOfRange
            : RejectReason.None;
        var entry = default(Entry);
        if (refusal == RejectReason.None)
        {
            refusal = Admit(order, OrderRules.Of(order.Type), out entry);
        }

        if (refusal != RejectReason.None)
        {
            _events.Cancelled(
                order.Order, order.Account, order.Side, dormant.Limit, dormant.Open, CancelReason.Refused, refusal);
            return;
        }

        Enter(order, entry, isArrival: true);
    }

    // ---- Pegs ----------------------------------------------------------------------------------------------------

    private bool MoveOnePeg()
    {
        if (_pegs.Count == 0 || !_pegs.TryNextMisplaced(out var peg, out var target, out var hasTarget))
        {
            return false;
        }

        _book.TryGet(peg.Terms.Order, out var resting);
        if (!hasTarget)
        {
            Cancel(resting, CancelReason.NoReferencePrice);
            return true;
        }

        peg.Target = target;
        var order = peg.Terms with { Quantity = resting.Open };
        var refusal = Admit(order, OrderRules.Of(order.Type), out var entry);
        if (refusal != RejectReason.None)
        {
            Cancel(resting, CancelReason.Refused, refusal);
        }
        else if (entry.Taker.Price != resting.Price)
        {
            Move(order, resting, entry);
        }

        return true;
    }

    private void Move(in Command order, in BookOrder resting, in Entry entry)
    {
        Leave(resting, entry.Taker.Price);
        Enter(order, entry, isArrival: false);
        ForgetIfGone(resting.Id);
    }

    // ---- Conditional orders --------------------------------------------------------------------------------------

    private bool RetryOneConditional()
    {
        for (var i = 0; i < _conditionals.Count; i++)
        {
            var id = _conditionals[i];
            _book.TryGet(id, out var order);
            _terms.TryGetValue(id, out var terms);
            if (!(_isLimited && IsCutOff(order)) && MinimumQuantityRule.IsMet(Within(order), terms.SelfTrade, _book))
            {
                Retry(order, terms);
                return true;
            }
        }

        return false;
    }

    private void Retry(in BookOrder order, in OrderTerms terms)
    {
        Leave(order, order.Price);
        var left = Sweep(Within(order), order.Price, terms);
        Guard.That(left < order.Open, "a book trades what it says is available");
        if (!left.IsZero)
        {
            Rest(order with { Open = left }, terms, isArrival: false);
        }

        ForgetIfGone(order.Id);
    }

    /// <summary>Takes an order out of its place in order to enter it anew.</summary>
    private void Leave(in BookOrder order, Price price)
    {
        _book.Remove(order.Id, out _);
        Touch(order.Side, order.Price);
        _events.Repriced(
            order.Id, order.Account, order.Side, price, SliceOf(order), order.Open,
            MatchingEvents.ToEventFlags(order.Flags));
    }

    private void ForgetIfGone(OrderId id)
    {
        if (!_book.TryGet(id, out _))
        {
            Forget(id);
        }
    }
}
