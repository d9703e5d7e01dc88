using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out a back-test: opens the data, shows how far it is, writes the folder, prints the result.</summary>
internal sealed class BacktestExecution(Screen screen, BacktestRequest request)
{
    /// <summary>Where results are kept; null where they are not.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether everything that was asked of the exchange and happened there is kept.</summary>
    public bool KeepsLogs { get; init; }

    /// <summary>Whether JSON is printed instead of text.</summary>
    public bool WritesJson { get; init; }

    public int Run()
    {
        if (KeepsLogs && Folder is null)
        {
            throw new ArgumentException("--logs needs --out: the folder where they are kept.");
        }

        using var folder = Folder is null ? null : new BacktestFolder(Folder, request.Setup.CurrencyDecimals);
        try
        {
            return request.InUnitsOfTheData(reading => Run(reading, folder));
        }
        catch
        {
            folder?.Discard();
            throw;
        }
    }

    private int Run(BarReading reading, BacktestFolder? folder)
    {
        using var bars = BarFiles.OpenAll(request.Data, reading, request.Length);
        var collector = new BacktestFigures(folder, request.Setup);
        using var log = KeepsLogs ? new LogRecorder(folder!.Path) : null;
        var backtest = new Backtest(request.Setup, bars, collector, log);
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        BacktestOutcome outcome;

        // From the first bar to the last, reading included: what other engines print as their rate.
        var started = Stopwatch.GetTimestamp();
        using (new ProgressLine(screen, "back-test", () => new ProgressState(double.NaN, backtest.BarsDone, "bars")))
        {
            outcome = backtest.Run(stop.Token);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (log is not null)
        {
            log.Dispose();
            backtest.Describe(outcome).Write(Path.Combine(folder!.Path, RunManifest.FileName));
        }

        new BacktestConclusion(screen, request, outcome, collector.Metrics())
        {
            Folder = Folder, WritesJson = WritesJson, PerSecond = outcome.Bars / Math.Max(seconds, 1e-9),
        }.Write(folder);
        return interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
