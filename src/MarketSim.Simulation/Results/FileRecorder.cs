using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Keeps both logs of a run in its folder as the run goes on. Hot: recording allocates nothing.</summary>
/// <remarks>Both logs are handed to the operating system together whenever some simulated time has passed, and whenever
/// a block is full. A killed process loses what came after. The blocks depend on simulated time alone, so equal runs
/// write equal bytes, however fast they go.</remarks>
public sealed class FileRecorder : IRunRecorder, IDisposable
{
    // Large enough for a busy second, so that a block is rarely written before its second is over.
    private const int BlockBytes = 256 * 1024;

    private readonly LogRecorder _logs;
    private readonly SimDuration _flushEvery;
    private SimTime _flushAt = SimTime.Zero;

    /// <summary>Starts both logs.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="flushEvery">How much simulated time may be lost when the process is killed; one second by
    /// default.</param>
    public FileRecorder(RunFolder folder, SimDuration? flushEvery = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _flushEvery = flushEvery ?? SimDuration.FromSeconds(1);
        _logs = new LogRecorder(folder.Path, BlockBytes);
    }

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time)
    {
        if (time >= _flushAt)
        {
            _logs.Flush();
            _flushAt = time + _flushEvery;
        }

        _logs.Record(in command, time);
    }

    /// <inheritdoc/>
    public void Record(in MarketEvent item) => _logs.Record(in item);

    /// <summary>Writes what is left and closes both logs.</summary>
    public void Dispose() => _logs.Dispose();
}
