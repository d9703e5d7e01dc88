using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <content>Days end and begin: what the account is worth, what mechanisms charge, dividends and splits.</content>
public sealed partial class Backtest
{
    private void TurnDay(in BarRow row)
    {
        CloseDay();
        ExpireDayOrders();
        if (_venue.HasDays)
        {
            Announce(DateOf(_dayEnd - NanosecondsPerDay), DateOf(row.Time));
        }

        _dayEnd = FloorToDay(row.Time) + NanosecondsPerDay;
        if (_venue.HasDays)
        {
            OpenDay(row.Time);
        }
    }

    private void OpenDay(long time)
    {
        _venue.SetClock(new SimTime(time - _origin));
        _venue.Apply(Commands.OpenSession());
        FollowSplits();
        Deliver();
    }

    // What the day cost is part of what the account is worth at its end.
    private void CloseDay()
    {
        if (_venue.HasDays)
        {
            var end = _lastTime;
            for (var i = 0; i < _close.Length; i++)
            {
                end = _closeTime[i] == long.MinValue ? end : Math.Max(end, _closeTime[i] + _lengths[i].Nanoseconds);
            }

            SetClockAtEnd(end, 0);
            for (var i = 0; i < _close.Length; i++)
            {
                if (_close[i] > 0)
                {
                    _venue.Apply(Instructions.ClosingPrice(new InstrumentId(i), new Price(_close[i])));
                    Deliver();
                }
            }

            SellUnpaid();
            _venue.Apply(Commands.CloseSession());
            Deliver();
        }

        if (!_setup.NotesEveryBar)
        {
            NoteEquity();
        }

        for (var i = 0; i < _close.Length; i++)
        {
            var lots = _venue.Position(i);
            if (lots != 0)
            {
                _recorder.Position(_lastTime, i, lots, _close[i], ValueOf(i, lots));
            }
        }
    }

    private void NoteEquity()
    {
        var cash = _venue.Cash;
        _equity = cash;
        for (var i = 0; i < _close.Length; i++)
        {
            var lots = _venue.Position(i);
            _equity += lots == 0 ? 0 : ValueOf(i, lots);
        }

        _recorder.Equity(_lastTime, _equity, cash);
    }

    private long ValueOf(int instrument, long lots)
    {
        var value = _venue.Instruments[instrument].QuoteAmount(new Price(_close[instrument]), new Quantity(Math.Abs(lots))).Minor;
        return lots < 0 ? -value : value;
    }

    // The venue's clock stays within the day of a bar whose end is the next midnight.
    private void SetClockAtEnd(long time, long length)
    {
        var end = new SimTime(Math.Min(Math.Max(time + length, time), _dayEnd - 1) - _origin);
        if (_venue.NextDeadline <= end)
        {
            ForceAtClose(end);
        }

        _venue.SetClock(end);
    }

    private void Announce(DateOnly last, DateOnly next)
    {
        for (var i = 0; i < _setup.Actions.Count; i++)
        {
            var action = _setup.Actions[i];
            var place = Array.FindIndex([.. _bars.Series], series => series.Symbol == action.Symbol);
            if (place < 0 || action.ExDate <= last || action.ExDate > next || _closeTime[place] == long.MinValue)
            {
                continue;
            }

            var instrument = new InstrumentId(place);
            var exDate = new SimTime(((action.ExDate.DayNumber - DateOf(_origin).DayNumber) * NanosecondsPerDay));
            _venue.Apply(action.Dividend > 0
                ? Instructions.Dividend(instrument, action.Dividend, exDate)
                : Instructions.Split(instrument, action.NewShares, action.OldShares, exDate));
            Deliver();
        }
    }

    // Orders that wait, and positions that are followed, are in old shares.
    private void FollowSplits()
    {
        foreach (ref readonly var item in _venue.Events.Items)
        {
            if (item is { Kind: EventKind.CorporateAction, Instruction: Instruction.Split })
            {
                FollowSplit(item.Instrument.Value, item.Quantity.Lots, item.Open.Lots);
            }
        }
    }

    private void FollowSplit(int place, long newShares, long oldShares)
    {
        _pending[place].ForEach(order => order.Split(newShares, oldShares));
        _trips.Split(place, newShares, oldShares);
        _close[place] = (long)((Int128)_close[place] * oldShares / newShares);
    }

    private void ExpireDayOrders()
    {
        foreach (var orders in _pending)
        {
            for (var i = orders.Count - 1; i >= 0; i--)
            {
                var order = orders[i];
                var isOver = order.TimeInForce is TimeInForce.Day && order.Type != OrderType.Market && order.Day != 0;
                if (isOver || (order.TimeInForce == TimeInForce.Gtd && order.Expiry.Nanoseconds < _dayEnd - _origin))
                {
                    orders.RemoveAt(i);
                    Withdraw(order, CancelReason.Expired);
                }
            }
        }

        if (_commands.Count > 0)
        {
            CarryOutAll(_lastTime, series: -1);
        }
    }
}
