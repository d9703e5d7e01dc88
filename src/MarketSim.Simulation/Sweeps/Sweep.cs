using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Runs what is left of a plan, on all cores, and writes each run down as soon as it is done.</summary>
public sealed class Sweep
{
    private readonly SweepJournal _journal;
    private readonly SweepRow?[] _rows;
    private int _done;

    /// <summary>A sweep, begun or gone on with.</summary>
    public Sweep(SweepJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        _rows = new SweepRow?[journal.Plan.Runs];
        foreach (var row in journal.Done)
        {
            _rows[row.Run] = row;
        }

        _done = journal.Done.Count;
    }

    /// <summary>How many runs are done; may be read from another thread.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>All runs in order of number; null for those that are not done.</summary>
    public IReadOnlyList<SweepRow?> Rows => _rows;

    /// <summary>Does what is left.</summary>
    /// <param name="workers">How many runs at a time.</param>
    /// <param name="cancellation">Ends it early: runs that were begun are finished and written down.</param>
    public void Run(int workers, CancellationToken cancellation = default)
    {
        // One parse of the scenario for each worker would do as well; scenarios keep no state between runs.
        var scenario = ScenarioCatalog.Find(_journal.Plan.Scenario);
        int[] left = [.. Enumerable.Range(0, _rows.Length).Where(i => _rows[i] is null)];
        SeedSweep.Run(left, workers, number => Execute(scenario, _journal.Plan, number), row =>
        {
            _journal.Append(row);
            _rows[row.Run] = row;
            Volatile.Write(ref _done, _done + 1);
        }, cancellation);
    }

    /// <summary>Does one run of a plan.</summary>
    public static SweepRow Execute(Scenario scenario, SweepPlan plan, int number)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(plan);
        var run = plan.Run(number);
        try
        {
            var world = scenario.Create(plan.OptionsOf(scenario, run), run.Seed);
            var recorder = new SummaryRecorder(world, run.Seed);
            var output = new MarketSimulation(world, run.Seed, recorder).Run();
            return new SweepRow
            {
                Run = number, Seed = run.Seed, StateHash = output.StateHash.ToString("x16", CultureInfo.InvariantCulture),
                Figures = SweepFigures.Of(recorder.Complete(output)),
            };
        }
        catch (Exception problem) when (problem is ActorFailedException or InvariantViolatedException or ArgumentException)
        {
            // One bad run among a thousand is a result of the sweep, not its end.
            return new SweepRow
            {
                Run = number, Seed = run.Seed, Failure = problem.Message, Figures = new Dictionary<string, double?>(StringComparer.Ordinal),
            };
        }
    }
}
