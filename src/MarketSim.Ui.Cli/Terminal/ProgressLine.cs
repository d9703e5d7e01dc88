using System.Diagnostics;
using System.Globalization;

namespace MarketSim.Ui.Cli;

/// <summary>One line that says how far something has come, how fast it goes and how long it will take; drawn over
/// itself ten times a second, from the first second on. Silent where nobody looks.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;

    private readonly Screen _screen;
    private readonly string _activity;
    private readonly Func<ProgressState> _read;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer? _timer;
    private readonly Lock _gate = new();
    private double _windowStart;
    private long _windowCount;
    private double _rate;
    private bool _isDrawn;
    private bool _isOver;

    /// <summary>Starts to watch.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="activity">What is going on, in a word or two.</param>
    /// <param name="read">How far it is; called from another thread.</param>
    public ProgressLine(Screen screen, string activity, Func<ProgressState> read)
    {
        (_screen, _activity, _read) = (screen, activity, read);
        if (screen.ShowsProgress)
        {
            _timer = new Timer(_ => Draw(), null, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isOver = true;
            if (_isDrawn)
            {
                _screen.Error.Write("\r\e[K");
            }
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_isOver || !ForegroundJob.HasErrorStream)
            {
                return;
            }

            var state = _read();
            var elapsed = _clock.Elapsed.TotalSeconds;
            if (elapsed - _windowStart >= 0.5)
            {
                _rate = (state.Count - _windowCount) / (elapsed - _windowStart);
                (_windowStart, _windowCount) = (elapsed, state.Count);
            }

            var text = Text(state, elapsed);
            _screen.Error.Write($"\r\e[K{Clip(text)}");
            _isDrawn = true;
        }
    }

    private string Text(in ProgressState state, double elapsed)
    {
        if (double.IsNaN(state.Share))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_activity} … {Duration(elapsed)}")
                + (state.Unit.Length > 0 ? $"  {Short(state.Count)} {state.Unit}" : "");
        }

        var done = Math.Clamp(state.Share, 0, 1);
        var filled = (int)(done * BarWidth);
        var bar = new string('━', filled) + new string('╌', BarWidth - filled);
        var left = done > 0.005 ? Duration(elapsed / done * (1 - done)) + " left" : "";
        string[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{_activity} {bar} {done * 100,3:0}%"),
            $"{Short(state.Count)} {state.Unit}", $"{Short(_rate)}/s", state.Note, left, state.Hint,
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }

    private static string Clip(string text)
    {
        var width = Console.IsErrorRedirected ? 120 : Math.Max(20, Console.WindowWidth - 1);
        return text.Length <= width ? text : text[..width];
    }

    /// <summary>A number for people: 950, 12.3k, 4.56M.</summary>
    public static string Short(double number) => number switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.00}G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.00}M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0}k"),
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{number:0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number:0.#}"),
    };

    /// <summary>A length of time for people: 0.8 s, 12 s, 3 min 20 s.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} min {(int)(seconds % 60)} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3600)} h {(int)(seconds / 60 % 60)} min"),
    };
}

/// <summary>How far something has come.</summary>
/// <param name="Share">From 0 to 1; not-a-number where that is not known.</param>
/// <param name="Count">How many units are done.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Note">More about the speed.</param>
/// <param name="Hint">What the person who looks can do.</param>
internal readonly record struct ProgressState(double Share, long Count, string Unit, string Note = "", string Hint = "")
{
    /// <summary>Nothing but that it goes on.</summary>
    public static readonly ProgressState Unknown = new(double.NaN, 0, "");
}
