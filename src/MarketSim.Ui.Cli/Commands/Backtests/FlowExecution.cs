using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out a back-test over order flow or ticks.</summary>
internal sealed class FlowExecution(Screen screen, BacktestRequest request, FlowSetup setup)
{
    /// <summary>Where results are kept; null where they are not.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether everything that was asked of the accounts and happened to them is kept.</summary>
    public bool KeepsLogs { get; init; }

    /// <summary>Whether JSON is printed instead of text.</summary>
    public bool WritesJson { get; init; }

    public int Run()
    {
        if (KeepsLogs && Folder is null)
        {
            throw new ArgumentException("--logs needs --out: the folder where they are kept.");
        }

        var data = FlowData.Open(request.Data, setup.Terms.CurrencyDecimals);
        using var folder = Folder is null ? null : new BacktestFolder(Folder, setup.Terms.CurrencyDecimals);
        try
        {
            return Run(data, folder);
        }
        catch
        {
            folder?.Discard();
            throw;
        }
    }

    private int Run(FlowData data, BacktestFolder? folder)
    {
        var started = Stopwatch.GetTimestamp();
        var collector = new BacktestFigures(folder, setup.Terms);
        using var log = KeepsLogs ? new LogRecorder(folder!.Path) : null;
        var backtest = new FlowBacktest(setup, data, collector, log);
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        BacktestOutcome outcome;
        using (new ProgressLine(
            screen, "back-test", () => new ProgressState((double)backtest.MessagesDone / data.Messages, backtest.MessagesDone, "messages")))
        {
            outcome = backtest.Run(stop.Token);
        }

        if (log is not null)
        {
            log.Dispose();
            backtest.Describe(outcome).Write(Path.Combine(folder!.Path, RunManifest.FileName));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        new BacktestConclusion(screen, request, outcome, collector.Metrics())
        {
            Folder = Folder, WritesJson = WritesJson, Noun = "messages", PerSecond = outcome.Bars / Math.Max(seconds, 1e-9),
            Flow = FlowDescription.Of(setup, data),
        }.Write(folder);
        return interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
