using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Where an instant lies on the axis of a picture: seconds after midnight, with the nights between sessions drawn
/// together to a narrow gap.</summary>
internal sealed class RunClock
{
    private const double GapShare = 0.012;
    private const double Day = 86_400;

    private readonly List<(double From, double To)> _sessions = [];
    private readonly List<double> _places = [];
    private readonly double _gap;

    /// <param name="start">When the picture begins, in seconds after midnight of the first day.</param>
    /// <param name="end">When it ends; after the start.</param>
    /// <param name="nights">What is drawn together, in order and apart from each other.</param>
    public RunClock(double start, double end, IEnumerable<(double From, double To)> nights)
    {
        var from = start;
        foreach (var night in nights)
        {
            AddSession(from, Math.Clamp(night.From, start, end));
            from = Math.Clamp(night.To, start, end);
        }

        AddSession(from, end);
        if (_sessions.Count == 0)
        {
            _sessions.Add((start, end));
        }

        _gap = _sessions.Sum(s => s.To - s.From) * GapShare;
        var place = start;
        foreach (var (opens, closes) in _sessions)
        {
            _places.Add(place);
            place += closes - opens + _gap;
        }

        (Start, End) = (start, place - _gap);
    }

    /// <summary>Left end of the axis.</summary>
    public double Start { get; }

    /// <summary>Right end of the axis.</summary>
    public double End { get; }

    /// <summary>Whether something is drawn together.</summary>
    public bool IsBroken => _sessions.Count > 1;

    /// <summary>The gaps between sessions, on the axis.</summary>
    public IEnumerable<(double From, double To)> Gaps => _places.Skip(1).Select(place => (place - _gap, place));

    /// <summary>The place of an instant; one of the night lies at its beginning.</summary>
    /// <param name="seconds">After midnight of the first day.</param>
    public double Place(double seconds)
    {
        for (var i = _sessions.Count - 1; i >= 0; i--)
        {
            if (seconds >= _sessions[i].From)
            {
                return _places[i] + Math.Min(seconds, _sessions[i].To) - _sessions[i].From;
            }
        }

        return Start;
    }

    /// <summary>Whether an instant is inside a session.</summary>
    public bool IsOpen(double seconds) => _sessions.Exists(s => seconds >= s.From && seconds < s.To);

    /// <summary>Marks: each session begins with its day, then come round times.</summary>
    /// <param name="most">How many there may be.</param>
    public IReadOnlyList<Tick> Marks(int most)
    {
        var marks = new List<Tick>();
        var every = Math.Max(1, (_sessions.Count + most - 1) / most);
        var room = (End - Start) / most;
        for (var i = 0; i < _sessions.Count; i += every)
        {
            var (from, to) = _sessions[i];
            var day = (long)Math.Floor(from / Day);
            marks.Add(new Tick(_places[i], string.Create(CultureInfo.InvariantCulture, $"day {day + 1}")));
            if (every > 1 || to - from < 2 * room)
            {
                continue;
            }

            var wanted = Math.Max(2, (int)((to - from) / room));
            marks.AddRange(Ticks.Clock(from - (day * Day), to - (day * Day), wanted)
                .Where(t => t.At + (day * Day) > from + (0.8 * room) && t.At + (day * Day) < to - (0.5 * room))
                .Select(t => t with { At = Place(t.At + (day * Day)) }));
        }

        return marks;
    }

    private void AddSession(double from, double to)
    {
        if (to > from)
        {
            _sessions.Add((from, to));
        }
    }
}
