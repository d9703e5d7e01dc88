using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The path of orders: checks, reserve, matching; and what a trade or an end of an order means for reserves.</content>
public sealed partial class Exchange
{
    private void Enter(in Command command, EventBuffer events)
    {
        // Before anything else looks at the side or type: neither checks nor books could make sense of unknown ones.
        if (command.Kind == CommandKind.Place && !OrderRules.IsWellFormed(command))
        {
            Reject(command, RejectReason.Malformed, events);
            return;
        }

        if (!_isOpen)
        {
            Reject(command, RejectReason.MarketClosed, events);
            return;
        }

        if (!Lists(command.Instrument))
        {
            Reject(command, RejectReason.UnknownInstrument, events);
            return;
        }

        var model = _models[command.Instrument.Value];
        var instrument = _instruments[command.Instrument.Value];
        if (_mechanisms.Length == 0 && TryEnterPlainly(command, model, instrument, events))
        {
            return;
        }

        var isVenueOrder = _mechanisms.Length > 0 && MechanismDesk.IsVenueOrder(command.Order);
        var context = new EntryContext(instrument, model, Ledger, _reserves, Options, _now)
        {
            // A liquidation must not fail for want of funds.
            IsCarried = isVenueOrder || Carries(command.Account),
            IsRetired = _retired.Count > 0 && !isVenueOrder && _retired.Contains(command.Account.Value),
        };
        var written = command.Kind == CommandKind.Replace && model.TryGetOpen(command.Order, out var old)
            ? command with { Side = old.Side }
            : Protection.Stamp(command, context);
        var asksMechanisms = _mechanisms.Length > 0 && !isVenueOrder;
        if (asksMechanisms)
        {
            foreach (var mechanism in _mechanisms)
            {
                mechanism.OnArrival(ref written, context);
            }
        }

        var reason = EntryChecks.First(written, context);
        if (asksMechanisms)
        {
            reason = FirstRefusal(reason, written, context);
        }

        if (reason != RejectReason.None)
        {
            Reject(command, reason, events);
            return;
        }

        if (Options.ChecksFunds && !context.IsCarried)
        {
            ReserveAndApply(written, context, events);
        }
        else
        {
            model.Apply(written, _now, events);
        }
    }

    /// <summary>Enters a new limit order without attributes, if nothing at all is in its way: the usual case in one look, with the
    /// same outcome as the checks one by one.</summary>
    /// <returns>False if something may be in its way; nothing has changed then, and the checks will name it.</returns>
    private bool TryEnterPlainly(in Command command, IMatchingModel model, Instrument instrument, EventBuffer events)
    {
        if (command.Kind != CommandKind.Place || !OrderRules.IsPlainLimit(command) || command.StopPrice != default
            || command.TimeInForce == TimeInForce.Gtd || model.Phase != TradingPhase.Continuous || command.Order == default
            || _retired.Count > 0 || !EntryChecks.IsPlainFor(instrument, command))
        {
            return false;
        }

        // Whether its id is taken the book knows, and refuses it by itself.
        if (!Options.ChecksFunds)
        {
            if (_reserves.TryGet(command.Order, out _))
            {
                return false;
            }
        }
        else if (command.Account == Ledger.OutsideWorld || !Ledger.IsOpen(command.Account)
            || !_reserves.TryAdd(command.Order, command.Account, instrument, command.Side, command.Price, command.Quantity))
        {
            return false;
        }

        var first = events.Count;
        model.Apply(command, _now, events);
        if (Options.ChecksFunds && events.Items[first].Kind == EventKind.Rejected)
        {
            _reserves.ShrinkTo(command.Order, instrument, Quantity.Zero);
        }

        return true;
    }

    private void ReserveAndApply(in Command command, in EntryContext context, EventBuffer events)
    {
        var hadReserve = _reserves.TryGet(command.Order, out var before);
        _ = Protection.TryWorstPrice(command, context, out var worst);
        var isSet = _reserves.TrySet(command.Order, command.Account, context.Instrument, command.Side, worst, command.Quantity);
        Guard.That(isSet, "funds that were checked can be reserved");

        var first = events.Count;
        context.Model.Apply(command, _now, events);
        var isRefused = events.Count > first && events.Items[first].Kind == EventKind.Rejected;
        if (isRefused && command.Kind == CommandKind.Place)
        {
            _reserves.ShrinkTo(command.Order, context.Instrument, Quantity.Zero);
        }
        else if (isRefused)
        {
            // The order stands as it was, and so must its reserve.
            Guard.That(hadReserve, "an order that can be replaced has a reserve");
            _reserves.Restore(command.Order, context.Instrument, before);
        }
    }

    private void Forward(in Command command, EventBuffer events)
    {
        if (!Lists(command.Instrument))
        {
            Reject(command, RejectReason.UnknownInstrument, events);
            return;
        }

        _models[command.Instrument.Value].Apply(command, _now, events);
    }

    /// <summary>Displayed levels of a side of an instrument's book, best first.</summary>
    /// <returns>How many were written; none where orders do not meet in a book.</returns>
    public int CopyDepth(InstrumentId instrument, Side side, Span<DisplayedLevel> levels)
        => _models[instrument.Value] is ContinuousBook book ? book.Book.CopyDepth(side, levels) : 0;

    private void ForwardToAll(in Command command, EventBuffer events)
    {
        for (var i = 0; i < _models.Length; i++)
        {
            _models[i].Apply(command with { Instrument = new InstrumentId(i) }, _now, events);
        }
    }

    private void Clear(EventBuffer events, int index)
    {
        ref readonly var item = ref events.Items[index];
        switch (item.Kind)
        {
            case EventKind.Traded:
                // Its fees are added to the events, which may move.
                var trade = item;
                _clearing.Settle(trade, _instruments[trade.Instrument.Value], events);
                break;
            case EventKind.Cancelled:
                _reserves.ShrinkTo(item.Order, _instruments[item.Instrument.Value], Quantity.Zero);
                break;
            case EventKind.Rested when RestsUntouched(events, index):
                break;
            case EventKind.Reduced:
            case EventKind.Rested:
                _reserves.ShrinkTo(item.Order, _instruments[item.Instrument.Value], item.Open);
                break;
            case EventKind.Replaced:
                _reserves.Rename(item.CounterOrder, item.Order);
                break;
        }
    }

    // A new order of which nothing has traded needs exactly what was just set aside for it.
    private static bool RestsUntouched(EventBuffer events, int index)
    {
        if (index == 0)
        {
            return false;
        }

        ref readonly var before = ref events.Items[index - 1];
        ref readonly var rested = ref events.Items[index];
        return before.Kind == EventKind.Accepted && before.Order == rested.Order && before.Quantity == rested.Open;
    }
}
