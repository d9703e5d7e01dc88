using System.Globalization;
using System.Text;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out an experiment: runs the pairs of branches, compares, draws, tells.</summary>
internal sealed class ForkExecution(Screen screen, ForkRequest request)
{
    private readonly SortedDictionary<int, ForkResult> _results = [];

    public string? Output { get; init; }

    public bool WritesJson { get; init; }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var folder = Claim();
        var isInterrupted = Execute();
        if (_results.Count == 0)
        {
            screen.Error.WriteLine("Interrupted before the first pair of branches was done.");
            return ExitCode.Interrupted;
        }

        var comparison = new ForkComparison(request, [.. _results.Values]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "fork.json"), comparison.ToJson() + "\n");
        File.WriteAllText(Path.Combine(folder, "impact.csv"), comparison.ToCsv(), new UTF8Encoding(false));
        var figure = comparison.Draw();
        File.WriteAllBytes(Path.Combine(folder, "fork.png"), FigureRenderer.ToPng(figure));
        File.WriteAllText(Path.Combine(folder, "fork.svg"), FigureRenderer.ToSvg(figure));
        if (WritesJson)
        {
            screen.Output.WriteLine(comparison.ToJson());
        }
        else
        {
            ForkView.Show(screen, comparison, folder);
        }

        return isInterrupted ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private bool Execute()
    {
        using var cancellation = new CancellationTokenSource();
        using var interruption = new Interruption(cancellation.Cancel);
        using var progress = new ProgressLine(screen, "comparing", () => new ProgressState(
            (double)_results.Count / request.Seeds.Count, _results.Count, "pairs of branches"));
        try
        {
            SeedSweep.Run(
                [.. Enumerable.Range(0, request.Seeds.Count)], request.Workers,
                i => (Place: i, Result: request.Experiment.Run(request.Seeds[i])), pair => _results.Add(pair.Place, pair.Result),
                cancellation.Token);
        }
        catch (AggregateException problems)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }

        return interruption.IsRequested && _results.Count < request.Seeds.Count;
    }

    private string Claim()
    {
        if (Output is { } named)
        {
            return !File.Exists(named) && (!Directory.Exists(named) || !Directory.EnumerateFileSystemEntries(named).Any())
                ? named : throw new ArgumentException($"'{named}' is not an empty folder; choose a new one.");
        }

        for (var counter = 1; ; counter++)
        {
            var path = Path.Combine("forks", string.Create(CultureInfo.InvariantCulture, $"{request.Scenario.Name}-{counter:000}"));
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                return path;
            }
        }
    }
}
