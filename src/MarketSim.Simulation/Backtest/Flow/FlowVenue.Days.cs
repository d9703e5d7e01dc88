using MarketSim.Core;

namespace MarketSim.Simulation;

/// <content>Time goes on: days end and begin, and the account's worth is noted.</content>
internal sealed partial class FlowVenue
{
    private const long NanosecondsPerDay = 86_400 * SimDuration.NanosecondsPerSecond;

    private long _dayEnd;
    private long _nextNote = long.MaxValue;
    private long _time;
    private long _noted = long.MinValue;

    /// <summary>What the account was worth when it was last noted, in minor units.</summary>
    public long Equity { get; private set; }

    /// <summary>The recording is over, or the run was stopped: the last day ends.</summary>
    public void Conclude()
    {
        if (Done > 0)
        {
            CloseDay();
        }
    }

    private void BeginDays(long time)
    {
        _time = time;
        _dayEnd = FloorTo(time, NanosecondsPerDay) + NanosecondsPerDay;
        _nextNote = NoteAfter(time);
        OpenDay();
    }

    private void FollowTime(long time)
    {
        if (time >= _dayEnd)
        {
            CloseDay();
            ExpireDayOrders();
            _dayEnd = FloorTo(time, NanosecondsPerDay) + NanosecondsPerDay;
            _time = time;
            _nextNote = NoteAfter(time);
            OpenDay();
        }
        else if (time >= _nextNote)
        {
            // Of a long silence one note is enough.
            NoteEquity(_nextNote);
            _nextNote = NoteAfter(time);
        }

        _time = Math.Max(_time, time);
    }

    private void OpenDay()
    {
        SetClock();
        _accounts.Apply(Commands.OpenSession());
        TellOfAccounts();
    }

    // What the day cost is part of what the account is worth at its end.
    private void CloseDay()
    {
        if (_accounts.HasDays)
        {
            _accounts.SetClock(new SimTime(Math.Min(_context!.Now.Nanoseconds, _dayEnd - 1 - _data.Origin)));
            for (var i = 0; i < _markets.Length; i++)
            {
                if (_markets[i].Mark > 0)
                {
                    _accounts.Apply(Instructions.ClosingPrice(new InstrumentId(i), new Price(_markets[i].Mark)));
                    TellOfAccounts();
                }
            }

            _accounts.Apply(Commands.CloseSession());
            TellOfAccounts();
        }

        NoteEquity(_time);
        for (var i = 0; i < _markets.Length; i++)
        {
            var lots = _accounts.Position(i);
            if (lots != 0)
            {
                _recorder.Position(_time, i, lots, _markets[i].Mark, ValueOf(i, lots));
            }
        }
    }

    private void ExpireDayOrders()
    {
        for (var i = 0; i < _markets.Length; i++)
        {
            foreach (var order in _markets[i].Waiting.Concat(_stops[i]).ToList())
            {
                if (order.TimeInForce == TimeInForce.Day || (order.TimeInForce == TimeInForce.Gtd && order.Expiry <= _context!.Now))
                {
                    Withdraw(order, CancelReason.Expired);
                }
            }
        }
    }

    private long NoteAfter(long time)
        => _setup.EquityEvery == 0 ? long.MaxValue : FloorTo(time, _setup.EquityEvery) + _setup.EquityEvery;

    private void NoteEquity(long time)
    {
        if (time <= _noted)
        {
            return;
        }

        _noted = time;
        var cash = _accounts.Cash;
        Equity = cash;
        for (var i = 0; i < _markets.Length; i++)
        {
            var lots = _accounts.Position(i);
            Equity += lots == 0 ? 0 : ValueOf(i, lots);
        }

        _recorder.Equity(time, Equity, cash);
    }

    private long ValueOf(int instrument, long lots)
    {
        var value = _accounts.Instruments[instrument].QuoteAmount(new Price(_markets[instrument].Mark), new Quantity(Math.Abs(lots))).Minor;
        return lots < 0 ? -value : value;
    }

    private static long FloorTo(long time, long unit) => time - (((time % unit) + unit) % unit);
}
