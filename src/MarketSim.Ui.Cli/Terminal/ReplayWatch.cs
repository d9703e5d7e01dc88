using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>How far a replay has come, for the progress line.</summary>
internal sealed class ReplayWatch : IProgress<ReplayProgress>
{
    private long _commands;
    private long _all;

    public ProgressState State
    {
        get
        {
            var (done, all) = (Volatile.Read(ref _commands), Volatile.Read(ref _all));
            return new ProgressState(all == 0 ? 0 : (double)done / all, done, "commands");
        }
    }

    public void Report(ReplayProgress value)
    {
        Volatile.Write(ref _all, value.AllCommands);
        Volatile.Write(ref _commands, value.Commands);
    }
}
