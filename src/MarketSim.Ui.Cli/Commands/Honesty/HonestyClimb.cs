using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Runs the rungs of a ladder, whatever data they are over, keeps what each came to, and shows the whole.</summary>
/// <param name="screen">Where it is shown.</param>
/// <param name="strategy">Its name.</param>
/// <param name="currency">Of the account.</param>
/// <param name="initial">Money at the beginning.</param>
internal sealed class HonestyClimb(Screen screen, string strategy, string currency, double initial)
{
    private int _done;

    /// <summary>A rung.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Adds">What it charges.</param>
    /// <param name="Run">Runs it, into a folder where one is given.</param>
    public sealed record Rung(string Name, string Adds, Func<BacktestFolder?, CancellationToken, Result> Run);

    /// <summary>What came of a rung; times in nanoseconds since 1970.</summary>
    public sealed record Result(
        double Final, double? Sharpe, double? MaxDrawdown, long Fills, long Trades, IReadOnlyList<string> Warnings, long First, long Last,
        bool IsStopped)
    {
        /// <summary>Of a back-test that is over; its metrics go into its folder.</summary>
        public static Result Of(
            BacktestOutcome outcome, IReadOnlyList<KeyValuePair<string, double?>> metrics, BacktestFolder? folder, double units)
        {
            if (folder is not null)
            {
                File.WriteAllText(Path.Combine(folder.Path, "metrics.json"), BacktestConclusion.MetricsText(metrics));
            }

            double? Find(string name) => metrics.First(metric => metric.Key == name).Value;
            return new Result(
                outcome.FinalEquity / units, Find("sharpe"), Find("maxDrawdown"), outcome.Fills, outcome.Trips, outcome.Warnings, outcome.First,
                outcome.Last, outcome.IsStopped);
        }
    }

    /// <summary>Where it is kept; null where it is not.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether JSON is printed instead of a table.</summary>
    public bool WritesJson { get; init; }

    /// <summary>How many rungs at a time.</summary>
    public int? Jobs { get; init; }

    /// <summary>Decimals of amounts.</summary>
    public required int CurrencyDecimals { get; init; }

    /// <summary>What should be known besides.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Climbs.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<Rung> rungs)
    {
        // The folder itself is the last rung's, so that reports, metrics and plots take it for the back-test that it is.
        using var last = Folder is null ? null : Begin(Folder);
        var results = new Result[rungs.Count];
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        try
        {
            using (new ProgressLine(screen, "honesty", () => new ProgressState((double)_done / rungs.Count, _done, "rungs")))
            {
                RunAll(rungs, results, last, stop.Token);
            }
        }
        catch (AggregateException problem) when (problem.InnerExceptions.Count > 0)
        {
            Discard(last);
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(problem.InnerExceptions[0]);
        }

        if (interruption.IsRequested || results.Any(result => result.IsStopped))
        {
            Discard(last);
            screen.Error.WriteLine("Interrupted: a ladder says nothing before its last rung, so nothing was kept.");
            return ExitCode.Interrupted;
        }

        var ladder = LadderOf(rungs, results);
        if (Folder is not null)
        {
            File.WriteAllText(Path.Combine(Folder, HonestyFile.Name), HonestyFile.Write(ladder));
            Draw(results[^1], Folder);
        }

        HonestyView.Show(screen, ladder, Folder, WritesJson, [.. Warnings, .. results[^1].Warnings]);
        return ExitCode.Ok;
    }

    private void RunAll(IReadOnlyList<Rung> rungs, Result[] results, BacktestFolder? last, CancellationToken cancellation)
        => Parallel.For(0, rungs.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Jobs ?? Environment.ProcessorCount) }, i =>
        {
            using var own = Folder is null || i == rungs.Count - 1 ? null
                : new BacktestFolder(HonestyFile.FolderOf(Folder, i, rungs.Count, rungs[i].Name), CurrencyDecimals);
            results[i] = rungs[i].Run(own ?? last, cancellation);
            Interlocked.Increment(ref _done);
        });

    private HonestyLadder LadderOf(IReadOnlyList<Rung> rungs, Result[] results) => new(strategy, currency, initial,
    [
        .. rungs.Zip(results, (rung, result) => new HonestyStep
        {
            Name = rung.Name, Adds = rung.Adds, Final = result.Final, Sharpe = result.Sharpe, MaxDrawdown = result.MaxDrawdown,
            Fills = result.Fills, Trades = result.Trades,
        }),
    ]);

    private BacktestFolder Begin(string folder)
    {
        var wasLadder = File.Exists(Path.Combine(folder, HonestyFile.Name));
        var begun = new BacktestFolder(folder, CurrencyDecimals);
        if (wasLadder)
        {
            Clear(folder);
        }

        return begun;
    }

    private static void Clear(string folder)
    {
        File.Delete(Path.Combine(folder, HonestyFile.Name));
        if (Path.Combine(folder, HonestyFile.RungsName) is var rungs && Directory.Exists(rungs))
        {
            Directory.Delete(rungs, recursive: true);
        }
    }

    private void Discard(BacktestFolder? last)
    {
        if (last is not null)
        {
            Clear(Folder!);
            last.Discard();
        }
    }

    private void Draw(Result span, string folder)
    {
        var figure = HonestyFigure.Draw(
            HonestyFile.Find(folder)!, $"{BacktestFolder.TimeText(span.First)[..10]} to {BacktestFolder.TimeText(span.Last)[..10]}");
        foreach (var theme in Theme.All)
        {
            var name = theme == Theme.Light ? "ladder" : $"ladder-{theme.Name}";
            figure.Save(Path.Combine(folder, name + ".png"), new RenderOptions { Theme = theme });
            figure.Save(Path.Combine(folder, name + ".svg"), new RenderOptions { Theme = theme });
        }
    }
}
