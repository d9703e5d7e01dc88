using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <content>What the strategy asks for, and what it is told.</content>
internal sealed partial class FlowVenue
{
    private readonly List<FlowOrder>[] _stops;
    private ulong _parts;

    private void CarryOut(in Command command)
    {
        var order = command.Kind is CommandKind.Cancel or CommandKind.Reduce or CommandKind.Replace ? Find(command) : null;
        switch (command.Kind)
        {
            case CommandKind.Place:
                Place(command);
                break;
            case CommandKind.Cancel when order is not null:
                Withdraw(order, CancelReason.Requested);
                break;
            case CommandKind.Reduce when order is not null:
                Reduce(order, command.Quantity.Lots);
                break;
            case CommandKind.Replace when order is not null:
                Replace(order, command);
                break;
            case CommandKind.MassCancel:
                CancelAll(command);
                break;
            case CommandKind.Instruct:
                SetClock();
                _accounts.Apply(command);
                TellOfAccounts();
                break;
            default:
                Refuse(command, RejectReason.UnknownOrder);
                break;
        }
    }

    private void Place(in Command command)
    {
        var place = command.Instrument.Value;
        var refusal = unchecked((uint)place) >= (uint)_markets.Length ? RejectReason.UnknownInstrument
            : command.Quantity.Lots <= 0 ? RejectReason.InvalidQuantity
            : command.Type is not (OrderType.Market or OrderType.Limit or OrderType.Stop or OrderType.StopLimit)
                || command.TimeInForce is TimeInForce.AtOpen or TimeInForce.AtClose || !command.Minimum.IsZero
                || (command.Flags & (OrderFlags.Hidden | OrderFlags.AllOrNone)) != 0 ? RejectReason.UnsupportedCombination
            : command.Type is OrderType.Limit or OrderType.StopLimit && command.Price.Ticks <= 0 ? RejectReason.PriceOutOfRange
            : RejectReason.None;
        var order = new FlowOrder(command);
        if (refusal == RejectReason.None && order.PostOnly != PostOnly.Off && _markets[place].Crosses(order))
        {
            refusal = RejectReason.PostOnlyWouldTrade;
        }

        if (refusal != RejectReason.None)
        {
            Refusals[refusal] = Refusals.GetValueOrDefault(refusal) + 1;
            Refuse(command, refusal);
            return;
        }

        Ordered += _data.Series[place].Instrument.ToDecimal(command.Quantity);
        Tell(EventOf(order, EventKind.Accepted) with
        {
            Type = order.Type, TimeInForce = order.TimeInForce, Price = command.Price, Quantity = command.Quantity,
        });
        if (order.IsElected)
        {
            Enter(order);
        }
        else
        {
            _stops[place].Add(order);
            ElectStops(place);
        }
    }

    private void Enter(FlowOrder order)
    {
        var market = _markets[order.Instrument.Value];
        if (order.TimeInForce != TimeInForce.Fok || market.Takeable(order) == order.Open)
        {
            market.Take(order);
        }

        if (order.Open == 0)
        {
            return;
        }

        var canRest = order.Type != OrderType.Market && order.Type != OrderType.Stop && order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok);
        if (canRest)
        {
            market.Rest(order);
            Tell(EventOf(order, EventKind.Rested) with { Price = new Price(order.Limit), Quantity = new Quantity(order.Open) });
        }
        else if (!market.Waits(order))
        {
            Withdraw(order, CancelReason.NoRemainderRests);
        }
    }

    // A buy's trigger lies above the market: reached once something trades there or higher.
    private void ElectStops(int place)
    {
        var last = _markets[place].LastTrade;
        if (_stops[place].Count == 0 || last == 0)
        {
            return;
        }

        foreach (var order in _stops[place].Where(each => (last - each.Stop) * each.Side.Sign() >= 0).ToList())
        {
            _stops[place].Remove(order);
            order.IsElected = true;
            Tell(EventOf(order, EventKind.Triggered));
            Enter(order);
        }
    }

    /// <inheritdoc/>
    public bool Fill(FlowOrder order, long price, long lots, bool isMaker)
    {
        SetClock();
        var isWhole = order.Fills == 0 && lots == order.Open;
        var id = isWhole ? order.Id : new OrderId(((ulong)ExecutionVenue.Trader.Value << 32) | (1UL << 31) | ++_parts);
        var refusal = _accounts.Execute(order.Instrument, id, order.Side, price, lots, isMaker);
        if (refusal != RejectReason.None)
        {
            Refusals[refusal] = Refusals.GetValueOrDefault(refusal) + 1;
            Withdraw(order, CancelReason.Refused);
            return false;
        }

        order.Open -= lots;
        order.Fills++;
        Note(order, price, lots, isMaker);
        foreach (ref readonly var item in _accounts.Events.Items)
        {
            var isOurs = item.Account == ExecutionVenue.Trader || item.CounterAccount == ExecutionVenue.Trader;
            if (item.Kind == EventKind.Traded)
            {
                Tell(isMaker
                    ? item with { CounterOrder = order.Id, CounterOpen = new Quantity(order.Open) }
                    : item with { Order = order.Id, Open = new Quantity(order.Open) });
            }
            else if (isOurs && item.Order != id)
            {
                Tell(item);
            }
        }

        return true;
    }

    private void Note(FlowOrder order, long price, long lots, bool isMaker)
    {
        var fee = 0L;
        foreach (ref readonly var item in _accounts.Events.Items)
        {
            fee += item.Account != ExecutionVenue.Trader ? 0
                : item.Kind == EventKind.FeePosted || (item.Kind == EventKind.Posted && item.Posting is Posting.Fee or Posting.Levy) ? item.Amount : 0;
        }

        var note = !isMaker ? "took" : double.IsFinite(order.FirstFront)
            ? string.Create(CultureInfo.InvariantCulture, $"rested behind {Math.Round(order.FirstFront):0}") : "rested behind an unknown queue";
        var fill = new BacktestFill(
            _data.Origin + _context!.Now.Nanoseconds, order.Instrument.Value, order.Side, lots, price, fee, (long)(order.Id.Value & int.MaxValue), note);
        Fills++;
        _recorder.Fill(fill);
        _trips.Take(fill);
    }

    private FlowOrder? Find(Command command)
    {
        var place = command.Instrument.Value;
        return unchecked((uint)place) >= (uint)_markets.Length ? null
            : _markets[place].Find(command.Order) ?? _stops[place].Find(order => order.Id == command.Order);
    }

    private void Reduce(FlowOrder order, long by)
    {
        if (by >= order.Open)
        {
            Withdraw(order, CancelReason.Requested);
            return;
        }

        order.Open -= by;
        Tell(EventOf(order, EventKind.Reduced) with { Quantity = new Quantity(by) });
    }

    // The same price and no more of it keeps the place; all else begins anew.
    private void Replace(FlowOrder order, in Command command)
    {
        if (command.Quantity.Lots <= 0 || (order.HasLimit && command.Price.Ticks <= 0) || !order.IsElected)
        {
            Refuse(command, command.Quantity.Lots <= 0 ? RejectReason.InvalidQuantity : RejectReason.UnsupportedCombination);
            return;
        }

        var (old, keeps) = (order.Id, command.Price.Ticks == order.Limit && command.Quantity.Lots <= order.Open);
        order.Id = command.NewOrder == default ? order.Id : command.NewOrder;
        (order.Limit, order.Open) = (command.Price.Ticks, command.Quantity.Lots);
        Tell(EventOf(order, EventKind.Replaced) with
        {
            CounterOrder = old, Price = command.Price, Quantity = command.Quantity, Flags = keeps ? EventFlags.KeptPriority : EventFlags.None,
        });
        if (!keeps)
        {
            _markets[order.Instrument.Value].Remove(order);
            Enter(order);
        }
    }

    private void CancelAll(Command command)
    {
        for (var i = 0; i < _markets.Length; i++)
        {
            if ((command.Flags & OrderFlags.OneInstrument) != 0 && command.Instrument.Value != i)
            {
                continue;
            }

            foreach (var order in _markets[i].Waiting.Concat(_stops[i]).ToList())
            {
                if ((command.Flags & OrderFlags.OneSide) == 0 || order.Side == command.Side)
                {
                    Withdraw(order, CancelReason.MassCancel);
                }
            }
        }
    }

    private void Withdraw(FlowOrder order, CancelReason reason)
    {
        var left = order.Open;
        order.Open = 0;

        // One that is refused while its market looks through them all is taken out by it later.
        if (reason != CancelReason.Refused)
        {
            _markets[order.Instrument.Value].Remove(order);
        }

        _stops[order.Instrument.Value].Remove(order);
        Tell(EventOf(order, EventKind.Cancelled) with { Cancel = reason, Quantity = new Quantity(left) });
    }

    private void TellOfAccounts()
    {
        foreach (ref readonly var item in _accounts.Events.Items)
        {
            if (item.Account == ExecutionVenue.Trader || item.CounterAccount == ExecutionVenue.Trader || item.Kind == EventKind.TermsChanged)
            {
                Tell(item);
            }
        }
    }

    private void SetClock() => _accounts.SetClock(_context!.Now);

    private MarketEvent EventOf(FlowOrder order, EventKind kind) => new()
    {
        Kind = kind, Time = _context!.Now, Instrument = order.Instrument, Account = ExecutionVenue.Trader, Order = order.Id, Side = order.Side,
        Type = order.Type, Open = new Quantity(order.Open),
    };

    private void Refuse(in Command command, RejectReason reason) => Tell(new MarketEvent
    {
        Kind = EventKind.Rejected, Reject = reason, Time = _context!.Now, Instrument = command.Instrument, Account = command.Account,
        Order = command.Order, Side = command.Side, Type = command.Type, Price = command.Price, Quantity = command.Quantity,
    });

    private void Tell(in MarketEvent item) => _answerContext!.Send(TraderAddress, new Report(item));
}
