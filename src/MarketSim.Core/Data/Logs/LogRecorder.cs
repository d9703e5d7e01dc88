namespace MarketSim.Core;

/// <summary>Writes both logs of a run to its folder.</summary>
/// <remarks>Commands go to disk before the events that they cause: after a kill, every event that is there can be reproduced
/// from the commands that are there.</remarks>
public sealed class LogRecorder : IRunRecorder, IDisposable
{
    /// <summary>The name of the command log in a run's folder.</summary>
    public const string CommandFileName = "commands.log";

    /// <summary>The name of the event log in a run's folder.</summary>
    public const string EventFileName = "events.log";

    private readonly CommandLogWriter _commands;
    private readonly EventLogWriter _events;

    /// <summary>Starts both logs, replacing what is there.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="blockBytes">How much of each is gathered before it is written.</param>
    public LogRecorder(string folder, int blockBytes = CommandLogWriter.DefaultBlockBytes)
    {
        _commands = CommandLogWriter.Create(Path.Combine(folder, CommandFileName), blockBytes);
        _events = EventLogWriter.Create(Path.Combine(folder, EventFileName), blockBytes);
    }

    /// <summary>How many commands there have been.</summary>
    public long CommandCount => _commands.Count;

    /// <summary>How many events there have been.</summary>
    public long EventCount => _events.Count;

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time) => _commands.Append(time, in command);

    /// <inheritdoc/>
    public void Record(in MarketEvent item)
    {
        if (_events.IsBlockFull)
        {
            _commands.Flush();
        }

        _events.Append(in item);
    }

    /// <summary>Writes what has been gathered: from then on a killed process keeps it.</summary>
    public void Flush()
    {
        _commands.Flush();
        _events.Flush();
    }

    /// <summary>Writes what has been gathered and closes both files.</summary>
    public void Dispose()
    {
        try
        {
            _commands.Dispose();
        }
        finally
        {
            _events.Dispose();
        }
    }
}
