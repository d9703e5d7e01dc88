using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Keeps both logs of a run in its folder as the run goes on. Hot: recording allocates nothing.</summary>
/// <remarks>Both logs are handed to the operating system together whenever some simulated time has passed, and whenever a block is
/// full. A killed process loses what came after. The blocks depend on simulated time alone, so equal runs write equal bytes,
/// however fast they go.</remarks>
public sealed class FileRecorder : IRunRecorder, IDisposable
{
    private readonly CommandLogWriter _commands;
    private readonly EventLogWriter _events;
    private readonly SimDuration _flushEvery;
    private SimTime _flushAt = SimTime.Zero;

    /// <summary>Starts both logs.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="flushEvery">How much simulated time may be lost when the process is killed; one second by default.</param>
    public FileRecorder(RunFolder folder, SimDuration? flushEvery = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _flushEvery = flushEvery ?? SimDuration.FromSeconds(1);
        _commands = CommandLogWriter.Create(folder.Commands, LogWriterBlockBytes);
        _events = EventLogWriter.Create(folder.Events, LogWriterBlockBytes);
    }

    /// <summary>Commands recorded.</summary>
    public long CommandCount => _commands.Count;

    /// <summary>Events recorded.</summary>
    public long EventCount => _events.Count;

    // Large enough for a busy second, so that a block is rarely written before its second is over.
    private const int LogWriterBlockBytes = 256 * 1024;

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time)
    {
        if (time >= _flushAt)
        {
            Flush();
            _flushAt = time + _flushEvery;
        }

        _commands.Append(time, in command);
    }

    /// <inheritdoc/>
    public void Record(in MarketEvent item) => _events.Append(in item);

    /// <summary>Hands everything recorded so far to the operating system.</summary>
    public void Flush()
    {
        // Events first: a command without its events would look like a difference, events without their command do not.
        _events.Flush();
        _commands.Flush();
    }

    /// <summary>Writes what is left and closes both logs.</summary>
    public void Dispose()
    {
        try
        {
            _events.Dispose();
        }
        finally
        {
            _commands.Dispose();
        }
    }
}
