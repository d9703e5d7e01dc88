using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The ledger of a run, by executing its commands again: what statements made from events are checked against.</summary>
public static class LedgerReplay
{
    /// <summary>Executes the commands of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="progress">Told now and then how far it has come.</param>
    /// <returns>The ledger after the last command that can be read.</returns>
    /// <exception cref="FormatException">A mechanism of the run is not known here.</exception>
    public static Ledger Run(RunResult result, IProgress<ReplayProgress>? progress = null) => Execute(result, progress).Ledger;

    /// <summary>Executes the commands of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="progress">Told now and then how far it has come.</param>
    /// <returns>The exchange after the last command that can be read, with its ledger and its mechanisms.</returns>
    /// <exception cref="FormatException">A mechanism of the run is not known here.</exception>
    public static Exchange Execute(RunResult result, IProgress<ReplayProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var exchange = result.CreateExchange();
        var buffer = new EventBuffer();
        using var commands = result.ReadCommands();
        while (commands.TryRead(out var logged))
        {
            buffer.Clear();
            exchange.Apply(logged.Command, logged.Time, buffer);
            if (commands.Count % (1 << 14) == 0)
            {
                progress?.Report(new ReplayProgress(commands.Count, result.Manifest.CommandCount, logged.Time));
            }
        }

        return exchange;
    }
}
