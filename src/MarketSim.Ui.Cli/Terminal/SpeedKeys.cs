using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Lets a person at the terminal change the pace of a run: + faster, - slower, space pauses and goes
/// on.</summary>
internal sealed class SpeedKeys : IDisposable
{
    /// <summary>What the keys do, for the progress line.</summary>
    public const string Hint = "[+ faster, - slower, space pause]";

    private readonly Session _session;
    private readonly Timer? _timer;

    /// <summary>Listens until disposed, if keys can be read and nobody else reads them.</summary>
    public SpeedKeys(Screen screen, Session session, bool reads = true)
    {
        _session = session;
        if (screen.ReadsKeys && reads)
        {
            _timer = new Timer(_ => Poll(), null, 100, 100);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Does what a key stands for.</summary>
    public void Press(char key)
    {
        switch (key)
        {
            case '+' or '=':
                _session.ChangeSpeed(_session.Speed.IsMax || _session.Speed.Multiple >= 10_000
                    ? Speed.Max
                    : Speed.Times(_session.Speed.Multiple * 2));
                break;
            case '-' or '_':
                _session.ChangeSpeed(
                    _session.Speed.IsMax ? Speed.Times(10_000)
                    : Speed.Times(Math.Max(0.01, _session.Speed.Multiple / 2)));
                break;
            case ' ' when _session.State == SessionState.Paused:
                _session.Resume();
                break;
            case ' ':
                _session.Pause();
                break;
        }
    }

    private void Poll()
    {
        while (ForegroundJob.HasKeyboard && Console.KeyAvailable)
        {
            Press(Console.ReadKey(intercept: true).KeyChar);
        }
    }
}
