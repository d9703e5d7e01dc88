using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>calendar</c> of a market file: days, hours and holidays; and what times in the file mean.</summary>
/// <remarks>
/// <code>
/// calendar: {first-day: 2026-01-05, days: 2, open: 09:30, close: 16:00, starts: 09:00, arrive: 09:15, ends: 18:00, holidays: [2026-01-19]}
/// duration: 30min        # instead of days: one session of that length
/// </code>
/// Where a mechanism drives the day, the clock starts early enough for the call before the open and ends late enough for the roll
/// after the close, and agents arrive a little before the open, so that auctions have somebody in them.
/// </remarks>
internal sealed class CalendarSection
{
    private const int MostDays = 5_000;

    // Around a driven day, unless the file says.
    private static readonly SimDuration Early = SimDuration.FromMinutes(30);
    private static readonly SimDuration Arrival = SimDuration.FromMinutes(15);
    private static readonly SimDuration Late = SimDuration.FromHours(2);

    private readonly int _days;
    private readonly SimDuration? _duration;
    private readonly FilePart? _durationPlace;
    private readonly SimDuration? _starts;
    private readonly SimDuration? _ends;
    private readonly SimDuration? _arrive;
    private readonly FilePart _place;
    private readonly SimDuration _open;
    private readonly SimDuration _close;
    private readonly DateOnly _firstDay;
    private readonly IReadOnlyList<DateOnly> _holidays;
    private readonly bool _weekends;

    private CalendarSection(MarketBuilder builder, FilePart place)
    {
        _place = place;
        var map = place.Map("A map with keys such as first-day, days, open and close");
        _firstDay = map.Get("first-day", MarketCalendar.Default.FirstDay, part => part.Date);
        _days = map.Get("days", 1, part => (int)part.Whole(1, MostDays));
        _open = map.Get("open", SimDuration.FromMinutes((9 * 60) + 30), part => part.TimeOfDay);
        _close = map.Get("close", SimDuration.FromHours(16), part => part.TimeOfDay);
        _starts = map.Get("starts", (SimDuration?)null, part => part.TimeOfDay);
        _ends = map.Get("ends", (SimDuration?)null, part => part.TimeOfDay);
        _arrive = map.Get("arrive", (SimDuration?)null, part => part.TimeOfDay);
        _holidays = map.Get("holidays", [], part => part.Words.Select(day => day.Date).ToList());
        _weekends = map.Get("weekends", false, part => part.Flag);
        map.Finish();
        if (builder.Top.Take("duration") is { } duration)
        {
            (_duration, _durationPlace) = (duration.Duration, duration);
        }
    }

    /// <summary>When the market is open; null for a single session.</summary>
    public SessionHours? Hours { get; private set; }

    /// <summary>The venue's calendar.</summary>
    public MarketCalendar Calendar { get; private set; } = MarketCalendar.Default;

    /// <summary>When the run ends.</summary>
    public SimTime End { get; private set; }

    public static CalendarSection Read(MarketBuilder builder)
        => new(builder, builder.Top.Take("calendar") ?? builder.Top.Place.Nothing);

    /// <summary>Puts it in force, once it is known whether a mechanism drives the day.</summary>
    public void Apply(MarketBuilder builder)
    {
        var world = builder.World;
        var isDriven = world.IsDrivenByMechanism && _duration is null;
        var starts = _starts ?? (isDriven && _open > Early ? _open - Early : _open);
        var ends = _ends ?? (isDriven && _close < SimDuration.FromHours(22) ? _close + Late : _close);
        var arrive = _arrive ?? (isDriven && _open - Arrival > starts ? _open - Arrival : _open);
        Calendar = new MarketCalendar { FirstDay = _firstDay, ZeroIsAt = starts, Holidays = _holidays, TradesOnWeekends = _weekends };
        if (!Calendar.IsBusinessDay(_firstDay))
        {
            throw _place.Problem($"The first day, {_firstDay:yyyy-MM-dd}, is no business day; name one, or set weekends: true.");
        }

        if (starts > _open || ends < _close || ends <= starts || arrive < starts || arrive > _open)
        {
            throw _place.Problem(
                "The run must start at or before the open, agents arrive between the two, and the run end at or after the close.");
        }

        Hours = _place.Check(() => new SessionHours(Calendar, arrive, _close));
        var lastDay = Calendar.AddBusinessDays(_firstDay, _days - 1);
        End = Calendar.At(lastDay, ends);
        if (_duration is { } duration)
        {
            if (_days > 1)
            {
                throw _durationPlace!.Problem("Duration and several days exclude each other; leave one of them out.");
            }

            End = SimTime.Zero + duration;
        }

        world.OpensAt = starts;
        world.Duration = End - SimTime.Zero;
        if (world.Duration <= SimDuration.Zero)
        {
            throw (_durationPlace ?? _place).Problem("The run must last longer than no time.");
        }

        world.Venue = world.Venue with { Calendar = Calendar };
        world.Hours = _days > 1 || _starts is not null || _ends is not null || world.IsDrivenByMechanism ? Hours : null;
    }

    /// <summary>Reads a day, as the instant at which the market opens on it.</summary>
    public SimTime DayOf(FilePart part) => part.Check(() => part.Date is var date && date >= _firstDay
        ? Calendar.At(date, _open)
        : throw new FormatException($"'{part.Text}' lies before the run, which starts on {_firstDay:yyyy-MM-dd}."));

    /// <summary>Reads an instant: a time of the first day, or <c>2026-01-06 10:00</c>, or <c>day 2 10:00</c>.</summary>
    public SimTime TimeOf(FilePart part) => part.Check(() =>
    {
        var words = part.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var date = words.Length switch
        {
            1 => _firstDay,
            2 when DateOnly.TryParseExact(
                words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
            3 when words[0] == "day" && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDays
                => Calendar.AddBusinessDays(_firstDay, number - 1),
            _ => throw new FormatException($"'{part.Text}' is no time; accepted is 10:30, 2026-01-06 10:30 or day 2 10:30."),
        };
        var timeOfDay = MarketFile.ParseTimeOfDay(words[^1]);
        if (date < _firstDay || (date == _firstDay && timeOfDay < Calendar.ZeroIsAt))
        {
            throw new FormatException($"'{part.Text}' lies before the run, which starts on {_firstDay:yyyy-MM-dd} at {MarketFile.Clock(Calendar.ZeroIsAt)}.");
        }

        var time = Calendar.At(date, timeOfDay);
        return time <= End ? time
            : throw new FormatException($"'{part.Text}' lies after the end of the run; give it more days, or a longer duration.");
    });
}
