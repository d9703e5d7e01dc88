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
        var instrument = Instruments[command.Instrument.Value];
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

    private void ForwardToAll(in Command command, EventBuffer events)
    {
        for (var i = 0; i < _models.Length; i++)
        {
            _models[i].Apply(command with { Instrument = new InstrumentId(i) }, _now, events);
        }
    }

    private void Clear(EventBuffer events, int index)
    {
        var item = events.Items[index];
        switch (item.Kind)
        {
            case EventKind.Traded:
                _clearing.Settle(item, Instruments[item.Instrument.Value], events);
                break;
            case EventKind.Cancelled:
                _reserves.ShrinkTo(item.Order, Instruments[item.Instrument.Value], Quantity.Zero);
                break;
            case EventKind.Reduced:
            case EventKind.Rested:
                _reserves.ShrinkTo(item.Order, Instruments[item.Instrument.Value], item.Open);
                break;
            case EventKind.Replaced:
                _reserves.Rename(item.CounterOrder, item.Order);
                break;
        }
    }
}
