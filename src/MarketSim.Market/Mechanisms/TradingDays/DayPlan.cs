using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What happens in a trading day, in its order.</summary>
internal enum DayPart
{
    PreOpen,
    OpeningCall,
    Open,
    ClosingCall,
    Close,
    Roll,
}

/// <summary>At what times the parts of a day begin.</summary>
internal sealed class DayPlan
{
    private readonly (DayPart Part, SimDuration Time)[] _usual;
    private readonly SortedSet<DateOnly> _earlyDays;
    private readonly SimDuration _earlier;

    public DayPlan(OptionSet options)
    {
        _usual =
        [
            .. from part in Enum.GetValues<DayPart>()
               let time = DayTime.Parse(options.Text(NameOf(part)))
               where time.HasValue
               select (part, time.Value),
        ];
        for (var i = 1; i < _usual.Length; i++)
        {
            if (_usual[i].Time < _usual[i - 1].Time)
            {
                throw new ArgumentException(
                    $"Mechanism 'trading-day': {NameOf(_usual[i].Part)} ({options.Text(NameOf(_usual[i].Part))}) comes before "
                    + $"{NameOf(_usual[i - 1].Part)} ({options.Text(NameOf(_usual[i - 1].Part))}); the accepted order is "
                    + $"{string.Join(", ", Enum.GetValues<DayPart>().Select(NameOf))}.");
            }
        }

        _earlyDays = [.. Dates(options.Text("early-close-days"))];
        _earlier = TimeOf(DayPart.Close) - DayTime.Parse(options.Text("early-close"))!.Value;
    }

    /// <summary>The name of the parameter that says when a part begins.</summary>
    public static string NameOf(DayPart part) => part switch
    {
        DayPart.PreOpen => "pre-open",
        DayPart.OpeningCall => "opening-call",
        DayPart.Open => "open",
        DayPart.ClosingCall => "closing-call",
        DayPart.Close => "close",
        _ => "roll",
    };

    /// <summary>Reads dates separated by blanks or commas.</summary>
    public static IEnumerable<DateOnly> Dates(string text) => text
        .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => DateOnly.TryParseExact(word, "yyyy-MM-dd", out var date)
            ? date
            : throw new FormatException($"'{word}' is no date; accepted are dates such as 2026-11-27, separated by blanks."));

    /// <summary>How many parts a day has.</summary>
    public int Count => _usual.Length;

    /// <summary>A part and when it begins on a day; on days of an early close all that belongs to the close is earlier.</summary>
    public (DayPart Part, SimDuration Time) At(int place, DateOnly date)
    {
        var (part, time) = _usual[place];
        return (part, part is DayPart.ClosingCall or DayPart.Close ? time - EarlierOn(date) : time);
    }

    /// <summary>By how much the close of a day is earlier than usual.</summary>
    public SimDuration EarlierOn(DateOnly date) => _earlyDays.Contains(date) ? _earlier : SimDuration.Zero;

    private SimDuration TimeOf(DayPart part) => _usual.Single(u => u.Part == part).Time;
}
