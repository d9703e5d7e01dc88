using MarketSim.Core;

namespace MarketSim.Market;

public sealed partial class ContinuousBook
{
    private void Cancel(in Command command)
    {
        if (_triggers.TryGet(command.Order, out var dormant))
        {
            if (Owns(command, dormant.Terms.Account))
            {
                Cancel(dormant, CancelReason.Requested);
            }
        }
        else if (!_book.TryGet(command.Order, out var resting))
        {
            _events.Rejected(command, RejectReason.UnknownOrder);
        }
        else if (Owns(command, resting.Account))
        {
            Cancel(resting, CancelReason.Requested);
        }
    }

    private void Reduce(in Command command)
    {
        if (_triggers.TryGet(command.Order, out var dormant))
        {
            if (MayReduce(command, dormant.Terms.Account, dormant.Open))
            {
                Reduce(dormant, command.Quantity);
            }
        }
        else if (!_book.TryGet(command.Order, out var resting))
        {
            _events.Rejected(command, RejectReason.UnknownOrder);
        }
        else if (MayReduce(command, resting.Account, resting.Open))
        {
            Reduce(resting, command.Quantity);
        }
    }

    /// <summary>Whether the owner asks, and for whole lots to be taken off: what is left must be an order that might have
    /// been placed.</summary>
    private bool MayReduce(in Command command, AccountId owner, Quantity open)
    {
        if (!Owns(command, owner))
        {
            return false;
        }

        var by = command.Quantity.Lots;
        if (by < 1 || (command.Quantity < open && by % _market.Instrument.LotStep != 0))
        {
            _events.Rejected(command, RejectReason.InvalidQuantity);
            return false;
        }

        return true;
    }

    private void Replace(in Command command)
    {
        if (Phase != TradingPhase.Continuous && !Phase.IsCall())
        {
            RefuseForPhase(command);
            return;
        }

        var isDormant = _triggers.TryGet(command.Order, out var dormant);
        if (!_book.TryGet(command.Order, out var resting) && !isDormant)
        {
            _events.Rejected(command, RejectReason.UnknownOrder);
        }
        else if (!Owns(command, isDormant ? dormant.Terms.Account : resting.Account))
        {
            return;
        }
        else if (HasNewId(command) && IsOpen(command.NewOrder))
        {
            _events.Rejected(command, RejectReason.DuplicateOrderId);
        }
        else if (isDormant)
        {
            Replace(command, dormant);
        }
        else
        {
            Replace(command, resting);
        }
    }

    private void MassCancel(in Command command)
    {
        _arrivals.CopyTo(_scratch);
        foreach (var id in _scratch)
        {
            if (_triggers.TryGet(id, out var dormant))
            {
                if (Covers(command, dormant.Terms.Account, dormant.Terms.Side, dormant.Known))
                {
                    Cancel(dormant, CancelReason.MassCancel);
                }
            }
            else if (_book.TryGet(id, out var resting)
                && Covers(command, resting.Account, resting.Side, resting.Price))
            {
                Cancel(resting, CancelReason.MassCancel);
            }
        }
    }

    private bool Owns(in Command command, AccountId owner)
    {
        if (command.Account == owner)
        {
            return true;
        }

        _events.Rejected(command, RejectReason.NotOwner);
        return false;
    }

    private static bool HasNewId(in Command command)
        => command.NewOrder.Value != 0 && command.NewOrder != command.Order;

    private static bool Covers(in Command command, AccountId account, Side side, Price price)
        => account == command.Account
            && ((command.Flags & OrderFlags.OneSide) == 0 || side == command.Side)
            && ((command.Flags & OrderFlags.PriceRange) == 0
                || (price >= command.Price && price <= command.StopPrice));

    // ---- Resting orders ------------------------------------------------------------------------------------------

    private void Cancel(in BookOrder order, CancelReason reason, RejectReason refusal = RejectReason.None)
    {
        _book.Remove(order.Id, out _);
        Touch(order.Side, order.Price);
        Forget(order.Id);
        _events.Cancelled(order.Id, order.Account, order.Side, order.Price, order.Open, reason, refusal);
    }

    private void Reduce(in BookOrder order, Quantity by)
    {
        if (by >= order.Open)
        {
            Cancel(order, CancelReason.Requested);
            return;
        }

        _book.Reduce(order.Id, by, out var after);
        Touch(order.Side, order.Price);
        _events.Reduced(order.Id, order.Account, order.Side, order.Price, by, after.Open);
    }

    private void Replace(in Command command, in BookOrder old)
    {
        var order = Renewed(command, old, out var isSamePrice);
        if (isSamePrice && !HasNewId(command) && command.Quantity <= old.Open)
        {
            if (command.Quantity < old.Open)
            {
                _book.Reduce(old.Id, old.Open - command.Quantity, out _);
                Touch(old.Side, old.Price);
            }

            _events.Replaced(
                old.Id, old.Id, old.Account, old.Side, old.Price, command.Quantity,
                MatchingEvents.ToEventFlags(old.Flags) | EventFlags.KeptPriority);
            return;
        }

        if (Phase.IsCall())
        {
            ReplaceInCall(command, old, order);
            return;
        }

        // Asked while the old version still stands: it is on its own side and, if pegged, nobody's reference.
        var isPlain = !_isLimited && OrderRules.IsPlainLimit(order);
        var entry = default(Entry);
        var refusal = isPlain ? RejectReason.None : Admit(order, OrderRules.Of(order.Type), out entry);
        if (refusal != RejectReason.None)
        {
            _events.Rejected(command, refusal);
            return;
        }

        _book.Remove(old.Id, out _);
        Touch(old.Side, old.Price);
        Forget(old.Id);
        _events.Replaced(
            order.Order, old.Id, old.Account, old.Side, isPlain ? order.Price : entry.NamedPrice, order.Quantity,
            MatchingEvents.ToEventFlags(entry.Taker.Flags));
        if (isPlain)
        {
            EnterPlainLimit(order, isArrival: HasNewId(command));
        }
        else
        {
            Enter(order, entry, isArrival: HasNewId(command));
        }
    }

    /// <summary>The resting order as if it were placed anew with the price and quantity of the
    /// command.</summary>
    private Command Renewed(in Command command, in BookOrder old, out bool isSamePrice)
    {
        var id = HasNewId(command) ? command.NewOrder : command.Order;
        if (_pegs.TryGet(old.Id, out var peg))
        {
            // A peg's price is its cap; one without a cap has no price to change unless it is given one.
            var hasCap = ((command.Flags | peg.Terms.Flags) & OrderFlags.HasLimit) != 0;
            var renewed = peg.Terms with
            {
                Order = id,
                Quantity = command.Quantity,
                Price = hasCap ? command.Price : peg.Terms.Price,
                Flags = peg.Terms.Flags | (hasCap ? OrderFlags.HasLimit : OrderFlags.None),
            };
            isSamePrice = renewed.Price == peg.Terms.Price && renewed.Flags == peg.Terms.Flags;
            return renewed;
        }

        isSamePrice = command.Price == old.Price;
        _terms.TryGetValue(old.Id, out var terms);
        return new Command
        {
            Kind = CommandKind.Place,
            Type = OrderType.Limit,
            Side = old.Side,
            TimeInForce = terms.TimeInForce,
            PostOnly = _options.PostOnlySurvivesReplace ? terms.PostOnly : PostOnly.Off,
            SelfTrade = terms.SelfTrade,
            Mark = terms.Mark,
            Flags = ((old.Flags & BookFlags.Hidden) != 0 ? OrderFlags.Hidden : 0)
                | ((old.Flags & BookFlags.AllOrNone) != 0 ? OrderFlags.AllOrNone : 0)
                | (terms.DoNotReduce ? OrderFlags.DoNotReduce : 0),
            Account = old.Account,
            Instrument = command.Instrument,
            Order = id,
            Price = command.Price,
            Quantity = command.Quantity,
            Display = old.Display,
            Minimum = old.Minimum,
            Expiry = terms.Expiry,
        };
    }

    // ---- Dormant orders ------------------------------------------------------------------------------------------

    private void Cancel(DormantOrder order, CancelReason reason)
    {
        _triggers.Remove(order);
        _touched |= CallTouched;
        _events.Cancelled(
            order.Terms.Order, order.Terms.Account, order.Terms.Side, order.Limit, order.Open, reason);
    }

    private void Reduce(DormantOrder order, Quantity by)
    {
        if (by >= order.Open)
        {
            Cancel(order, CancelReason.Requested);
            return;
        }

        order.Open -= by;
        _touched |= CallTouched;
        _events.Reduced(order.Terms.Order, order.Terms.Account, order.Terms.Side, order.Limit, by, order.Open);
    }

    /// <summary>Gives a dormant order a new quantity, and where the command names them a new stop
    /// (StopPrice), limit or protection (Price) and trailing distance (Offset). With all of them as before
    /// and not larger it keeps its stop time.</summary>
    private void Replace(in Command command, DormantOrder old)
    {
        // What it is now: a trailing stop has moved since it was placed, and does not step back.
        var before = old.Terms with { StopPrice = old.Stop, Price = old.Limit };
        var namesPrice = old.Rule.NamesPrice || ((before.Flags | command.Flags) & OrderFlags.HasLimit) != 0;
        var order = before with
        {
            Order = HasNewId(command) ? command.NewOrder : command.Order,
            Quantity = command.Quantity,
            StopPrice = command.StopPrice == Price.Zero ? before.StopPrice : command.StopPrice,
            Price = namesPrice ? command.Price : before.Price,
            Flags = before.Flags | (command.Flags & OrderFlags.HasLimit),
            Offset = command.Offset == 0 ? before.Offset : command.Offset,
        };
        var isUnmoved = order.StopPrice == before.StopPrice && order.Price == before.Price
            && order.Offset == before.Offset;
        var stop = old.Stop;
        var refusal = isUnmoved ? RejectReason.None
            : old.Rule.MakesSense(order) ? old.Rule.FirstStop(order, _market, out stop)
            : RejectReason.UnsupportedCombination;
        if (refusal != RejectReason.None)
        {
            _events.Rejected(command, refusal);
            return;
        }

        var keepsPlace = isUnmoved && !HasNewId(command) && order.Quantity <= old.Open;
        _triggers.Replace(old, order, stop, keepsPlace);
        _touched |= CallTouched;
        _events.Replaced(
            order.Order, before.Order, order.Account, order.Side, old.Rule.LimitAt(order, stop), order.Quantity,
            keepsPlace ? EventFlags.KeptPriority : EventFlags.None);
        if (HasNewId(command))
        {
            _arrivals.Add(order.Order);
            if (order.TimeInForce == TimeInForce.Gtd)
            {
                _expiries.Add(order.Order, order.Expiry);
            }
        }
    }
}
