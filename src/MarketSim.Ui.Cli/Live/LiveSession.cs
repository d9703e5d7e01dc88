using System.Globalization;
using System.Text;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary>A run on the terminal: drawn ten times a second, its pace and its orders given by keys.</summary>
/// <remarks>The run goes on its own thread; the screen asks it for a frame between two events, and hands it orders the same way.</remarks>
internal sealed class LiveSession : IDisposable
{
    private const int FrameMilliseconds = 100;

    private readonly Session _session;
    private readonly MarketSimulation _simulation;
    private readonly LiveRecorder _recorder;
    private readonly SteeredTrader? _hand;
    private readonly Screen _screen;
    private readonly SpeedKeys _keys;
    private readonly Thread _thread;
    private readonly StringBuilder _typed = new();
    private volatile LiveFrame? _frame;
    private volatile bool _isOver;
    private volatile bool _isAwaited;
    private int _instrument;
    private bool _isTyping;
    private string _said = "";

    /// <summary>Begins to draw.</summary>
    public LiveSession(Screen screen, Session session, MarketSimulation simulation, LiveRecorder recorder, SteeredTrader? hand)
    {
        (_screen, _session, _simulation, _recorder, _hand) = (screen, session, simulation, recorder, hand);
        _keys = new SpeedKeys(screen, session, reads: false);
        _thread = new Thread(Loop) { IsBackground = true, Name = "screen" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _keys.Dispose();
    }

    private void Loop()
    {
        var console = _screen.Console;

        // The other screen, so that what stood on the terminal is there again afterwards.
        _screen.Output.Write("\e[?1049h\e[?25l");
        try
        {
            while (!_isOver)
            {
                ReadKeys();
                Ask();
                Draw(console);
                Thread.Sleep(FrameMilliseconds);
            }
        }
        finally
        {
            _screen.Output.Write("\e[?25h\e[?1049l");
        }
    }

    private void Ask()
    {
        if (_isAwaited)
        {
            return;
        }

        _isAwaited = true;
        var (instrument, levels) = (new InstrumentId(_instrument), LiveView.LevelsFor(_screen.Console.Profile.Height));
        _session.Look(() =>
        {
            _frame = LiveFrame.Of(_simulation, _recorder, _hand, instrument, levels);
            _isAwaited = false;
        });
    }

    private void Draw(IAnsiConsole console)
    {
        if (_frame is not { } frame)
        {
            return;
        }

        // Built whole and written at once, over what stood there: nothing flickers.
        var writer = new StringWriter();
        var drawing = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer),
        });
        drawing.Profile.Width = console.Profile.Width;
        drawing.Write(LiveView.Draw(frame, Headline(frame), Footer(frame)));
        var lines = writer.ToString().Split('\n').Take(Math.Max(1, console.Profile.Height - 1));
        _screen.Output.Write("\e[H" + string.Join("\e[K\r\n", lines.Select(l => l.TrimEnd('\r'))) + "\e[J");
    }

    private string Headline(LiveFrame frame)
    {
        var state = _session.State switch
        {
            SessionState.Paused => "[yellow]paused[/]",
            SessionState.Stepping => "[yellow]stepping[/]",
            _ => _session.Speed.IsMax ? "as fast as it can" : _session.Speed.ToString(),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(_simulation.World.Scenario)}[/] seed {_simulation.Seed}   [bold]{frame.TimeOfDay:hh\\:mm\\:ss\\.fff}[/]   {state}   {100 * frame.Share:0.0}%   {ProgressLine.Short(frame.Events)} events");
    }

    private string Footer(LiveFrame frame)
    {
        var own = _hand is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"[yellow]mine[/] {frame.Instrument.ToDecimal(frame.Position):#,0.####} {Markup.Escape(frame.Instrument.Symbol)}, {frame.Orders.Count} open, {frame.Refusals} refused   ");
        if (_isTyping)
        {
            return $"{own}\n[yellow]order>[/] {Markup.Escape(_typed.ToString())}_   [grey]{HandOrder.Accepted}; Enter sends, Esc leaves[/]";
        }

        var keys = "space pause · n next event · t one second · + - speed · m max · Tab instrument"
            + (_hand is null ? "" : " · o order · x cancel mine") + " · q end";
        return $"{own}{Markup.Escape(_said)}\n[grey]{keys}[/]";
    }

    private void ReadKeys()
    {
        while (ForegroundJob.HasKeyboard && Console.KeyAvailable)
        {
            var key = Console.ReadKey(intercept: true);
            if (_isTyping)
            {
                Type(key);
            }
            else
            {
                Press(key);
            }
        }
    }

    private void Press(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Tab }:
                _instrument = (_instrument + 1) % _simulation.Exchange.Instruments.Count;
                break;
            case { KeyChar: 'n' }:
                _session.Step();
                break;
            case { KeyChar: 't' }:
                _session.StepUntil(_session.Now + SimDuration.FromSeconds(1));
                break;
            case { KeyChar: 'm' }:
                _session.ChangeSpeed(Speed.Max);
                break;
            case { KeyChar: 'q' }:
                _session.Stop();
                break;
            case { KeyChar: 'o' } when _hand is not null:
                _isTyping = true;
                _typed.Clear();
                break;
            case { KeyChar: 'x' } when _hand is not null:
                Send(new HandOrder(Side.Buy, Quantity.Zero, null));
                break;
            default:
                _keys.Press(key.KeyChar);
                break;
        }
    }

    private void Type(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                _isTyping = false;
                Submit();
                break;
            case ConsoleKey.Escape:
                _isTyping = false;
                break;
            case ConsoleKey.Backspace when _typed.Length > 0:
                _typed.Length--;
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    _typed.Append(key.KeyChar);
                }

                break;
        }
    }

    private void Submit()
    {
        try
        {
            Send(HandOrder.Parse(_typed.ToString(), _simulation.Exchange.Instruments[_instrument]));
            _said = $"sent: {_typed}";
        }
        catch (FormatException problem)
        {
            _said = problem.Message;
        }
    }

    private void Send(HandOrder order)
    {
        var instrument = new InstrumentId(_instrument);
        _session.Act(() => order.Send(_hand!, instrument));
    }
}
