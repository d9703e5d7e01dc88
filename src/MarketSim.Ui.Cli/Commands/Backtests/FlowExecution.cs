using System.Diagnostics;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out a back-test over order flow or ticks.</summary>
internal sealed class FlowExecution(Screen screen, BacktestRequest request, FlowSetup setup)
{
    /// <summary>Where results are kept; null where they are not.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether JSON is printed instead of text.</summary>
    public bool WritesJson { get; init; }

    public int Run()
    {
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
        var backtest = new FlowBacktest(setup, data, collector);
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        BacktestOutcome outcome;
        using (new ProgressLine(
            screen, "back-test", () => new ProgressState((double)backtest.MessagesDone / data.Messages, backtest.MessagesDone, "messages")))
        {
            outcome = backtest.Run(stop.Token);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        new BacktestConclusion(screen, request, outcome, collector.Metrics())
        {
            Folder = Folder, WritesJson = WritesJson, Noun = "messages", PerSecond = outcome.Bars / Math.Max(seconds, 1e-9),
            Rule = "queue " + string.Join(", ", data.Series.Select(series => setup.QueueFor(series.Depth).Name).Distinct()),
        }.Write(folder);
        return interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
