namespace MarketSim.Core;

/// <summary>Which day and time of day an instant of simulated time is, and on which days the market is open.</summary>
/// <remarks>Simulated time runs through nights and weekends; where nothing happens it costs nothing.</remarks>
public sealed record MarketCalendar
{
    private const long NanosecondsPerDay = 86_400 * SimDuration.NanosecondsPerSecond;

    /// <summary>The calendar of runs that name none: Monday, 5 January 2026, 9:30 is time zero; no holidays.</summary>
    public static MarketCalendar Default { get; } = new();

    /// <summary>The day on which simulated time begins.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 1, 5);

    /// <summary>What time of day it is at simulated time zero, since midnight.</summary>
    public SimDuration ZeroIsAt { get; init; } = SimDuration.FromMinutes((9 * 60) + 30);

    /// <summary>Days besides Saturdays and Sundays on which the market is closed, in order.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init => field = [.. value.Order()]; } = [];

    /// <summary>Whether Saturdays and Sundays are business days, as for crypto assets.</summary>
    public bool TradesOnWeekends { get; init; }

    /// <summary>Equal days and times, holiday by holiday.</summary>
    public bool Equals(MarketCalendar? other)
        => other is not null && FirstDay == other.FirstDay && ZeroIsAt == other.ZeroIsAt
            && TradesOnWeekends == other.TradesOnWeekends && Holidays.SequenceEqual(other.Holidays);

    /// <inheritdoc/>
    public override int GetHashCode() => FirstDay.DayNumber;

    /// <summary>The day that an instant falls on.</summary>
    public DateOnly DateOf(SimTime time) => FirstDay.AddDays((int)Math.DivRem(SinceMidnight(time), NanosecondsPerDay).Quotient);

    /// <summary>The time of day of an instant, since midnight.</summary>
    public SimDuration TimeOfDay(SimTime time) => new(SinceMidnight(time) % NanosecondsPerDay);

    /// <summary>The instant at a time of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies before simulated time zero.</exception>
    public SimTime At(DateOnly date, SimDuration timeOfDay)
    {
        var days = date.DayNumber - FirstDay.DayNumber;
        var time = new SimTime((days * NanosecondsPerDay) + timeOfDay.Nanoseconds - ZeroIsAt.Nanoseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, SimTime.Zero, nameof(date));
        return time;
    }

    /// <summary>Whether the market is open on a day.</summary>
    public bool IsBusinessDay(DateOnly date)
        => (TradesOnWeekends || date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) && !Holidays.Contains(date);

    /// <summary>The business day that lies so many business days after a day; with zero the day itself, or the next business day
    /// if it is none. Negative counts go back.</summary>
    public DateOnly AddBusinessDays(DateOnly date, int count)
    {
        var step = count < 0 ? -1 : 1;
        while (count == 0 && !IsBusinessDay(date))
        {
            date = date.AddDays(1);
        }

        for (var left = Math.Abs(count); left > 0; left -= IsBusinessDay(date) ? 1 : 0)
        {
            date = date.AddDays(step);
        }

        return date;
    }

    /// <summary>Calendar days from a business day to the next one: three over a weekend.</summary>
    public int DaysToNextBusinessDay(DateOnly date) => AddBusinessDays(date, 1).DayNumber - date.DayNumber;

    private long SinceMidnight(SimTime time) => checked(time.Nanoseconds + ZeroIsAt.Nanoseconds);
}
