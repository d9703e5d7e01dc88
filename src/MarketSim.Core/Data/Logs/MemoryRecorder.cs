namespace MarketSim.Core;

/// <summary>Keeps both logs of a run in memory.</summary>
public sealed class MemoryRecorder : IRunRecorder
{
    private readonly List<(SimTime Time, Command Command)> _commands = [];
    private readonly List<MarketEvent> _events = [];

    /// <summary>What was asked, and when, in order.</summary>
    public IReadOnlyList<(SimTime Time, Command Command)> Commands => _commands;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<MarketEvent> Events => _events;

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time) => _commands.Add((time, command));

    /// <inheritdoc/>
    public void Record(in MarketEvent item) => _events.Add(item);
}
