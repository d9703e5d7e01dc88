using System.Runtime.InteropServices;

namespace MarketSim.Ui.Cli;

/// <summary>Turns Ctrl-C and termination signals into a request to stop; a second one ends the program at
/// once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Action _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <summary>Listens until disposed.</summary>
    /// <param name="stop">Called once, from another thread.</param>
    public Interruption(Action stop)
    {
        _stop = stop;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Whether it was asked to stop.</summary>
    public bool IsRequested => Volatile.Read(ref _count) > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        context.Cancel = true;
        _stop();
    }
}
