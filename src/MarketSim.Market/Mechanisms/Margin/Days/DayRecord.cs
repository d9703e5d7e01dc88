using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an account did within the day, and in the days before as far as it counts.</summary>
internal sealed class DayRecord
{
    private readonly SortedDictionary<int, OpenedToday> _opened = [];
    private readonly List<(DateOnly Day, int Trades, int DayTrades)> _before = [];
    private OrderId _last;
    private int _trades;
    private int _dayTrades;

    /// <summary>The day that is being recorded.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Maintenance excess of the evening before, and what was brought since; minor units.</summary>
    public long OpeningExcess { get; set; }

    /// <summary>The same of the last evening, for the day to come; none before the first.</summary>
    public long? EveningExcess { get; set; }

    /// <summary>What was opened today and is still open, at cost.</summary>
    public long Exposure { get; private set; }

    /// <summary>The most that the day lacked, after a trade or withdrawal, of what must stand behind its exposure.</summary>
    public long Deficit { get; set; }

    /// <summary>What was brought since.</summary>
    public long Brought { get; set; }

    /// <summary>Whether the account is a pattern day trader's.</summary>
    public bool IsPattern { get; private set; }

    /// <summary>What calls for former days' exposure still ask.</summary>
    public long Called { get; set; }

    /// <summary>Until when; <see cref="SimTime.Never"/> without a call, or after it ran out.</summary>
    public SimTime Deadline { get; set; } = SimTime.Never;

    /// <summary>The first day on which the account may use credit again.</summary>
    public DateOnly? FrozenUntil { get; set; }

    /// <summary>Begins a day.</summary>
    public void Begin(DateOnly day, long excess)
    {
        if (_trades > 0)
        {
            _before.Add((Day, _trades, _dayTrades));
        }

        (Day, OpeningExcess, Exposure, Deficit, Brought, _trades, _dayTrades, _last) = (day, EveningExcess ?? excess, 0, 0, 0, 0, 0, default);
        _opened.Clear();
        if (FrozenUntil <= day)
        {
            (FrozenUntil, Called) = (null, 0);
        }
    }

    /// <summary>Day trades within the window.</summary>
    public int DayTradesSince(DateOnly first)
        => (Day >= first ? _dayTrades : 0) + _before.Where(one => one.Day >= first).Sum(one => one.DayTrades);

    /// <summary>A trade of the account.</summary>
    /// <param name="instrument">In what.</param>
    /// <param name="order">By which order: an order is one trade, however many fills it has.</param>
    /// <param name="after">The position now.</param>
    /// <param name="traded">Lots; negative when sold.</param>
    /// <param name="value">What they cost.</param>
    public void Trade(InstrumentId instrument, OrderId order, long after, long traded, long value)
    {
        if (order != _last || _trades == 0)
        {
            _trades++;
            _last = order;
        }

        var before = after - traded;
        var closed = Math.Sign(before) == -Math.Sign(traded) ? Math.Min(Math.Abs(traded), Math.Abs(before)) : 0;
        var today = _opened.GetValueOrDefault(instrument.Value);

        // What was opened last is closed first.
        var closedToday = Math.Min(closed, today.Lots);
        if (closedToday > 0)
        {
            _dayTrades += today.IsClosing ? 0 : 1;
            var cost = (long)((Int128)today.Cost * closedToday / today.Lots);
            Exposure -= cost;
            today = new OpenedToday(today.Lots - closedToday, today.Cost - cost, IsClosing: true);
        }

        var opened = Math.Abs(traded) - closed;
        if (opened > 0)
        {
            var cost = (long)((Int128)value * opened / Math.Abs(traded));
            Exposure += cost;
            today = new OpenedToday(today.Lots + opened, today.Cost + cost, IsClosing: false);
        }

        _opened[instrument.Value] = today;
    }

    /// <summary>Whether it has become a pattern: day trades enough, and enough of all trades.</summary>
    public void Judge(DayTradingRules rules, DateOnly first)
    {
        _before.RemoveAll(one => one.Day < first);
        var trades = _trades + _before.Sum(one => one.Trades);
        var dayTrades = DayTradesSince(first);
        IsPattern |= dayTrades >= rules.DayTrades && dayTrades > rules.Share * trades;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)Day.DayNumber);
        hash.Add(OpeningExcess);
        hash.Add(EveningExcess ?? -1);
        hash.Add(Exposure);
        hash.Add(Deficit);
        hash.Add(Brought);
        hash.Add(IsPattern ? 1L : 0L);
        hash.Add(Called);
        hash.Add(Deadline.Nanoseconds);
        hash.Add((long)(FrozenUntil?.DayNumber ?? -1));
        hash.Add((long)_trades);
        hash.Add((long)_dayTrades);
        hash.Add(_last.Value);
        foreach (var (instrument, today) in _opened)
        {
            hash.Add((long)instrument);
            hash.Add(today.Lots);
            hash.Add(today.Cost);
            hash.Add(today.IsClosing ? 1L : 0L);
        }

        foreach (var (day, trades, dayTrades) in _before)
        {
            hash.Add((long)day.DayNumber);
            hash.Add((long)trades);
            hash.Add((long)dayTrades);
        }
    }

    private readonly record struct OpenedToday(long Lots, long Cost, bool IsClosing);
}
