using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The way of a sell order: its mark, its locate, the price test.</content>
public sealed partial class ShortSelling
{
    // What was last asked about: its acceptance, if it comes, comes next.
    private (OrderId Order, OrderMark Mark) _asked;

    /// <inheritdoc/>
    public override void OnArrival(ref Command command, in EntryContext context)
    {
        if (command.Mark == OrderMark.Auto && Concerns(command, context) && command.Kind == CommandKind.Place)
        {
            var isLong = Sellable(command.Account, command.Instrument, default) >= command.Quantity.Lots;
            command = command with { Mark = isLong ? OrderMark.Long : OrderMark.Short };
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        if (!Concerns(command, context))
        {
            return RejectReason.None;
        }

        var replaced = command.Kind == CommandKind.Replace ? command.Order : default;
        var mark = replaced == default ? command.Mark : _shortOrders.GetValueOrDefault(replaced.Value, OrderMark.Long);
        _asked = (command.Order, mark);
        if (mark is not (OrderMark.Short or OrderMark.ShortExempt))
        {
            return Sellable(command.Account, command.Instrument, replaced) >= command.Quantity.Lots
                ? RejectReason.None
                : RejectReason.WrongMark;
        }

        var needed = OpenShorts(command.Account, command.Instrument, replaced) + command.Quantity.Lots;
        var borrowed = _locates.Borrowed(command.Instrument, command.Account);
        if (NeedsLocate(command.Account, command.Instrument)
            && needed > borrowed + _locates.Located(command.Instrument, command.Account))
        {
            return RejectReason.NoLocate;
        }

        return mark == OrderMark.Short && IsUnderBid(command, context) ? RejectReason.ShortSalePriceTest
            : needed > borrowed && IsRestricted(command.Account, command.Instrument) ? RejectReason.PreBorrowRequired
            : RejectReason.None;
    }

    private bool Concerns(in Command command, in EntryContext context)
        => command.Kind is CommandKind.Place or CommandKind.Replace && command.Side == Side.Sell
            && _isCovered[command.Instrument.Value] && context.IsCarried && context.Ledger.IsOpen(command.Account)
            && command.Account.Value >= HouseAccounts.FirstParticipant.Value;

    private bool NeedsLocate(AccountId account, InstrumentId instrument)
        => _terms.RequiresLocate && !_isEasy[instrument.Value] && !_marketMakers.Contains(account.Value);

    // What the matching model would refuse; asked here too so that it takes its place among the reasons.
    private bool IsUnderBid(in Command command, in EntryContext context)
        => _terms.PriceTest == ShortSaleTest.Reject && _tests.IsInForce(command.Instrument)
            && context.Model.Phase == TradingPhase.Continuous
            && (command.Kind == CommandKind.Replace || command.Type is OrderType.Limit or OrderType.Market)
            && context.Model.Book.TryBestDisplayed(Side.Buy, out var bid)
            && (!TickCheck.HasLimit(command) || command.Price <= bid.Price);

    /// <summary>What an account can sell long: its position, less what its other orders marked long sell.</summary>
    private long Sellable(AccountId account, InstrumentId instrument, OrderId except)
    {
        var left = Position(account, instrument);
        foreach (var order in Desk.OpenOrders.Of(account))
        {
            left -= IsSale(order, instrument, except) && !_shortOrders.ContainsKey(order.Id.Value) ? order.Open.Lots : 0;
        }

        return left;
    }

    private long OpenShorts(AccountId account, InstrumentId instrument, OrderId except)
    {
        var sum = 0L;
        foreach (var order in Desk.OpenOrders.Of(account))
        {
            sum += IsSale(order, instrument, except) && _shortOrders.ContainsKey(order.Id.Value) ? order.Open.Lots : 0;
        }

        return sum;
    }

    private static bool IsSale(TrackedOrder order, InstrumentId instrument, OrderId except)
        => order.Side == Side.Sell && order.Instrument == instrument && order.Id != except;

    private void NoteOrder(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted when (item.Flags & EventFlags.Short) != 0:
                _shortOrders[item.Order.Value] = _asked.Order == item.Order ? _asked.Mark : OrderMark.Short;
                break;
            case EventKind.Replaced when item.Order != item.CounterOrder && _shortOrders.Remove(item.CounterOrder.Value, out var mark):
                _shortOrders[item.Order.Value] = mark;
                break;
            case EventKind.Cancelled:
                _shortOrders.Remove(item.Order.Value);
                NoteBuyInOver(item);
                break;
            case EventKind.Rejected:
                NoteBuyInOver(item);
                break;
        }
    }

    // Displayed shorts stand above the bid already, since the book is not crossed; what is left are conditional orders.
    private void HoldAgainstBid(InstrumentId instrument)
    {
        var model = Desk.Model(instrument);
        if (model.Phase != TradingPhase.Continuous || !model.Book.TryBestDisplayed(Side.Buy, out var bid))
        {
            return;
        }

        foreach (var order in Desk.OpenOrders.In(instrument))
        {
            if (order.Side != Side.Sell || order.Price > bid.Price
                || _shortOrders.GetValueOrDefault(order.Id.Value) != OrderMark.Short
                || !model.TryGetOpen(order.Id, out var open) || open.IsDormant)
            {
                continue;
            }

            if (_terms.PriceTest == ShortSaleTest.Reject)
            {
                Desk.Cancel(order, CancelReason.Venue);
            }
            else
            {
                var above = Desk.Instruments[instrument.Value].Ticks.Above(bid.Price);
                Desk.Enqueue(Commands.Replace(order.Account, instrument, order.Id, above, order.Open));
            }
        }
    }

    // A locate is good for one day: what is left of yesterday's short orders needs another.
    private void CancelStaleShorts()
    {
        foreach (var id in _shortOrders.Keys)
        {
            if (Desk.OpenOrders.TryGet(new(id), out var order) && NeedsLocate(order.Account, order.Instrument))
            {
                Desk.Cancel(order, CancelReason.Venue);
            }
        }
    }
}
