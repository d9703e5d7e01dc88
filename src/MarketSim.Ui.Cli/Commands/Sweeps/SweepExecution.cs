using System.Diagnostics;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out a sweep: runs what is left of it, tabulates, draws, tells.</summary>
internal sealed class SweepExecution(Screen screen, SweepRequest request)
{
    public bool Overwrites { get; init; }

    public bool DrawsPlots { get; init; } = true;

    public bool WritesJson { get; init; }

    /// <summary>Which figures to show; the usual ones if empty.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var journal = SweepJournal.Open(request.Folder, request.Plan, Overwrites);
        var sweep = new Sweep(journal);
        var before = sweep.Done;
        if (before > 0 && before < request.Plan.Runs)
        {
            screen.Error.WriteLine($"{before} of {request.Plan.Runs} runs are done already; going on with the rest.");
        }

        var clock = Stopwatch.StartNew();
        var isInterrupted = Execute(sweep);
        var seconds = clock.Elapsed.TotalSeconds;
        var rows = sweep.Rows.OfType<SweepRow>().ToArray();
        var summary = SweepSummary.Of(request.Plan, rows);
        Write(summary, rows);
        if (WritesJson)
        {
            screen.Output.WriteLine(summary.ToJson());
        }
        else
        {
            SweepView.Show(screen, summary, SweepFigureNames.Shown(summary.Names, Shown), request, rows.Length - before, seconds);
        }

        if (isInterrupted)
        {
            screen.Error.WriteLine($"Interrupted with {rows.Length} of {request.Plan.Runs} runs done. To go on: marketsim sweep --resume {request.Folder}");
            return ExitCode.Interrupted;
        }

        return summary.Failures.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private bool Execute(Sweep sweep)
    {
        using var cancellation = new CancellationTokenSource();
        using var interruption = new Interruption(() =>
        {
            screen.Error.WriteLine("Finishing the runs in hand; once more leaves at once (what is written down stays).");
            cancellation.Cancel();
        });
        var start = sweep.Done;
        using (new ProgressLine(screen, "sweeping", () => new ProgressState(
            (double)sweep.Done / request.Plan.Runs, sweep.Done, "runs", $"{request.Workers} at a time")))
        {
            try
            {
                sweep.Run(request.Workers, cancellation.Token);
            }
            catch (AggregateException problems) when (problems.InnerExceptions is [var problem, ..])
            {
                screen.Error.WriteLine($"{sweep.Done - start} runs were written down before this happened:");
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(problem);
            }
        }

        return interruption.IsRequested && sweep.Done < request.Plan.Runs;
    }

    private void Write(SweepSummary summary, IReadOnlyList<SweepRow> rows)
    {
        SweepTable.Write(Path.Combine(request.Folder, "runs.parquet"), request.Plan, rows);
        File.WriteAllText(Path.Combine(request.Folder, "summary.json"), summary.ToJson() + "\n");
        if (!DrawsPlots || rows.Count == 0)
        {
            return;
        }

        var plots = Path.Combine(request.Folder, "plots");
        Directory.CreateDirectory(plots);
        var figure = summary.Draw(SweepFigureNames.Drawn(summary.Names, Shown));
        File.WriteAllBytes(Path.Combine(plots, "sweep.png"), FigureRenderer.ToPng(figure));
        File.WriteAllText(Path.Combine(plots, "sweep.svg"), FigureRenderer.ToSvg(figure));
    }
}
