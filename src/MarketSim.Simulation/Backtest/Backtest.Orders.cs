using MarketSim.Core;

namespace MarketSim.Simulation;

/// <content>What the strategy asks for: new orders, changes, withdrawals.</content>
public sealed partial class Backtest
{
    private const int MostCommandsAtABar = 100_000;

    private readonly List<Command> _commands = [];
    private readonly List<PendingOrder>[] _pending;
    private readonly List<PendingOrder> _undecided = [];
    private long _converted;
    private long _sent;
    private Int128 _orderedLots;
    private long _sessionEnd = -1;

    private void CarryOut(in BarRow row)
    {
        CarryOutAll(row.Time, row.Series);

        // Orders for the close of this bar, and those that an answer to them brought.
        for (var rounds = 0; _commands.Count > 0; rounds++)
        {
            Guard.That(rounds < MostCommandsAtABar, "a strategy comes to an end of its orders at a bar");
            CarryOutAll(row.Time, row.Series);
        }
    }

    private void CarryOutAll(long time, int series)
    {
        for (var i = 0; i < _commands.Count; i++)
        {
            Guard.That(i < MostCommandsAtABar, "a strategy comes to an end of its orders at a bar");
            var command = _commands[i];
            _sent++;
            Decided?.Invoke(new BacktestDecision(
                _count, time, command.Kind, command.Instrument.Value, command.Side, command.Type, command.Price.Ticks, command.Quantity.Lots));
            switch (command.Kind)
            {
                case CommandKind.Place:
                    Place(command, time, series);
                    break;
                case CommandKind.Cancel when Find(command) is { } order:
                    _pending[command.Instrument.Value].Remove(order);
                    _undecided.Remove(order);
                    Withdraw(order, CancelReason.Requested);
                    break;
                case CommandKind.Replace when Find(command) is { } order:
                    Replace(order, command);
                    break;
                case CommandKind.Reduce when Find(command) is { } order:
                    Reduce(order, command.Quantity.Lots);
                    break;
                case CommandKind.MassCancel:
                    CancelAll(command);
                    break;
                case CommandKind.Instruct or CommandKind.Deposit:
                    _venue.Apply(command);
                    Deliver();
                    break;
                default:
                    Tell(Refusal(command, RejectReason.UnknownOrder));
                    break;
            }
        }

        _commands.Clear();
    }

    private void Place(in Command command, long time, int series)
    {
        var place = command.Instrument.Value;
        if (time < _setup.TradesFrom)
        {
            Tell(Refusal(command, RejectReason.MarketClosed));
            return;
        }

        var refusal = unchecked((uint)place) >= (uint)_pending.Length ? RejectReason.UnknownInstrument
            : command.Quantity.Lots <= 0 ? RejectReason.InvalidQuantity
            : command.Type is OrderType.Pegged or OrderType.Midpoint ? RejectReason.UnsupportedCombination
            : RejectReason.None;
        if (refusal != RejectReason.None)
        {
            _refusals[refusal] = _refusals.GetValueOrDefault(refusal) + 1;
            Tell(Refusal(command, refusal));
            return;
        }

        _orderedLots += command.Quantity.Lots;

        // At the end of its own bar it may trade in the next; elsewhere only in what begins after now.
        var now = _trader.View.Now;
        var order = new PendingOrder(command, place == series ? time + 1 : now.Nanoseconds + _origin, now);
        Tell(new MarketEvent
        {
            Kind = EventKind.Accepted, Time = now, Instrument = command.Instrument, Account = command.Account, Order = command.Order,
            Side = command.Side, Type = command.Type, TimeInForce = command.TimeInForce, Price = command.Price,
            Quantity = command.Quantity, Open = command.Quantity,
        });
        if (order.IsTrailing)
        {
            order.Stop = TrailFrom(order, _close[place]);
        }

        if (order.IsStop || order.TimeInForce is TimeInForce.AtOpen or TimeInForce.AtClose)
        {
            _pending[place].Add(order);
            return;
        }

        Decide(order, time, place);
    }

    // At once, or with the next bar of its instrument; where only the next bar tells whether the market is open, once that is here.
    private void Decide(PendingOrder order, long time, int place)
    {
        var isThisBar = _closeTime[place] == time;
        if (!_setup.MarketOrders.NeedsSessions)
        {
            Settle(order, place, isThisBar && _setup.MarketOrders.MomentOf(false) == FillMoment.ThisClose, "");
            return;
        }

        var length = _lengths[place].Nanoseconds;
        var end = time + length - FloorToDay(time);
        if (length >= NanosecondsPerDay || _setup.SessionClose is not null)
        {
            Settle(order, place, isThisBar, length >= NanosecondsPerDay || end >= _setup.SessionClose);
            return;
        }

        _undecided.Add(order);
    }

    private void Settle(PendingOrder order, int place, bool isThisBar, bool isClosed)
    {
        var isNow = isThisBar && _setup.MarketOrders.MomentOf(isClosed) == FillMoment.ThisClose;
        var isConverted = isClosed && order.Type == OrderType.Market;
        _converted += isConverted ? 1 : 0;
        Settle(order, place, isNow, isConverted ? SessionRule.Converted : "");
    }

    private void Settle(PendingOrder order, int place, bool isNow, string note)
    {
        order.Note = note;
        if (isNow)
        {
            TradeAtClose(order, place);
        }

        if (order.Open > 0)
        {
            _pending[place].Add(order);
        }
    }

    // The next bar is here: where it is of a later day and there is a gap before it, the market was closed after the last one.
    private void DecideBefore(in BarRow row)
    {
        var (waiting, last) = (_undecided.ToArray(), _lastTime);
        _undecided.Clear();
        var isClosed = FloorToDay(row.Time) > FloorToDay(last) && row.Time - last > _lengths[row.Series].Nanoseconds;
        _sessionEnd = isClosed ? last - FloorToDay(last) : _sessionEnd;
        foreach (var order in waiting)
        {
            Settle(order, order.Instrument.Value, _closeTime[order.Instrument.Value] == last, isClosed);
        }

        if (_commands.Count > 0)
        {
            CarryOutAll(last, waiting[0].Instrument.Value);
        }
    }

    // Nothing follows: the market is taken to close when it last did.
    private void DecideAtTheEnd()
    {
        var isClosed = _sessionEnd >= 0 && _lastTime - FloorToDay(_lastTime) >= _sessionEnd;
        foreach (var order in _undecided)
        {
            Settle(order, order.Instrument.Value, _closeTime[order.Instrument.Value] == _lastTime, isClosed);
        }

        _undecided.Clear();
        _commands.Clear();
    }

    private PendingOrder? Find(Command command) => unchecked((uint)command.Instrument.Value) >= (uint)_pending.Length ? null
        : _pending[command.Instrument.Value].Find(order => order.Id == command.Order && order.Open > 0)
            ?? _undecided.Find(order => order.Id == command.Order);

    private void CancelAll(Command command)
    {
        for (var i = 0; i < _pending.Length; i++)
        {
            if ((command.Flags & OrderFlags.OneInstrument) != 0 && command.Instrument.Value != i)
            {
                continue;
            }

            foreach (var order in _pending[i].Where(o => (command.Flags & OrderFlags.OneSide) == 0 || o.Side == command.Side).ToList())
            {
                _pending[i].Remove(order);
                Withdraw(order, CancelReason.Requested);
            }
        }
    }

    private void Replace(PendingOrder order, in Command command)
    {
        var old = order.Id;
        order.Replace(command.NewOrder, command.Price.Ticks, command.Quantity.Lots);
        Tell(EventOf(order, EventKind.Replaced) with { CounterOrder = old, Price = new Price(order.Limit), Quantity = new Quantity(order.Open) });
    }

    private void Reduce(PendingOrder order, long by)
    {
        order.Open = Math.Max(0, order.Open - by);
        Tell(EventOf(order, EventKind.Reduced) with { Quantity = new Quantity(by) });
        if (order.Open == 0)
        {
            _pending[order.Instrument.Value].Remove(order);
        }
    }

    private void Withdraw(PendingOrder order, CancelReason reason)
    {
        var left = order.Open;
        order.Open = 0;
        Tell(EventOf(order, EventKind.Cancelled) with { Cancel = reason, Quantity = new Quantity(left) });
    }

    private MarketEvent EventOf(PendingOrder order, EventKind kind) => new()
    {
        Kind = kind, Time = _trader.View.Now, Instrument = order.Instrument, Account = ExecutionVenue.Trader, Order = order.Id,
        Side = order.Side, Type = order.Type, Open = new Quantity(order.Open),
    };

    private MarketEvent Refusal(in Command command, RejectReason reason) => new()
    {
        Kind = EventKind.Rejected, Reject = reason, Time = _trader.View.Now, Instrument = command.Instrument, Account = command.Account,
        Order = command.Order, Side = command.Side, Type = command.Type, Price = command.Price, Quantity = command.Quantity,
    };

    private void Tell(in MarketEvent item) => _trader.Take(item);
}
