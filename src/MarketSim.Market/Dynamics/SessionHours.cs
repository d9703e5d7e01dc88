using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When a market is open, over many days: what turns open time into instants and back.</summary>
/// <remarks>People's waiting times, and values that only move while there is trading, are counted in open time: it stands still
/// from one session to the next.</remarks>
public sealed class SessionHours
{
    // Business days since the first day of the calendar, by day.
    private readonly List<int> _sessionsBefore = [0];

    /// <summary>The same hours on each business day.</summary>
    /// <param name="calendar">Which days are business days.</param>
    /// <param name="open">When a session begins, since midnight.</param>
    /// <param name="close">When it ends; later on the same day, at most midnight.</param>
    /// <exception cref="ArgumentException">The close does not follow the open within the day.</exception>
    public SessionHours(MarketCalendar calendar, SimDuration open, SimDuration close)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (open < SimDuration.Zero || close <= open || close > SimDuration.FromHours(24))
        {
            throw new ArgumentException($"A session from {open} to {close} is none: it must end later on the day on which it begins.");
        }

        (Calendar, Open, Close) = (calendar, open, close);
    }

    /// <summary>Which days are business days.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>When a session begins, since midnight.</summary>
    public SimDuration Open { get; }

    /// <summary>When it ends, since midnight.</summary>
    public SimDuration Close { get; }

    /// <summary>Whether an instant lies in a session; its end does not.</summary>
    public bool IsOpen(SimTime time)
    {
        var timeOfDay = Calendar.TimeOfDay(time);
        return timeOfDay >= Open && timeOfDay < Close && Calendar.IsBusinessDay(Calendar.DateOf(time));
    }

    /// <summary>The instant at which so much open time has passed: what a session does not hold is left for the next.</summary>
    /// <param name="now">From when on.</param>
    /// <param name="wait">How long; more than zero.</param>
    public SimTime After(SimTime now, SimDuration wait)
    {
        var date = Calendar.DateOf(now);
        var timeOfDay = Calendar.TimeOfDay(now);
        while (true)
        {
            if (Calendar.IsBusinessDay(date) && timeOfDay < Close)
            {
                var from = timeOfDay > Open ? timeOfDay : Open;
                if (wait < Close - from)
                {
                    return Calendar.At(date, from + wait);
                }

                wait -= Close - from;
            }

            date = date.AddDays(1);
            timeOfDay = SimDuration.Zero;
        }
    }

    /// <summary>How much open time there was before an instant, since the first day of the calendar began.</summary>
    public SimDuration Elapsed(SimTime time)
    {
        var date = Calendar.DateOf(time);
        var day = date.DayNumber - Calendar.FirstDay.DayNumber;
        while (_sessionsBefore.Count <= day)
        {
            var last = _sessionsBefore.Count - 1;
            _sessionsBefore.Add(_sessionsBefore[last] + (Calendar.IsBusinessDay(Calendar.FirstDay.AddDays(last)) ? 1 : 0));
        }

        var timeOfDay = Calendar.TimeOfDay(time);
        var today = !Calendar.IsBusinessDay(date) || timeOfDay <= Open ? SimDuration.Zero
            : timeOfDay < Close ? timeOfDay - Open : Close - Open;
        return today + ((Close - Open) * _sessionsBefore[day]);
    }
}
