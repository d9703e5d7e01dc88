namespace MarketSim.Simulation;

/// <summary>One strategy with many settings over the same bars, on all cores. The bars are read once and shared; each run has an
/// exchange of its own, so that a number means the same run whoever does it.</summary>
public static class BacktestSweep
{
    /// <summary>All combinations of values, the last name changing fastest.</summary>
    /// <param name="axes">Names with their values.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Combinations(IReadOnlyList<IReadOnlyList<string>> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        IEnumerable<IReadOnlyList<string>> all = [[]];
        foreach (var values in axes)
        {
            all = all.SelectMany(head => values.Select(value => (IReadOnlyList<string>)[.. head, value]));
        }

        return [.. all];
    }

    /// <summary>Runs those that are left.</summary>
    /// <param name="numbers">Which runs.</param>
    /// <param name="setupOf">The back-test of a number.</param>
    /// <param name="bars">The data.</param>
    /// <param name="workers">How many runs at a time.</param>
    /// <param name="done">Hears of each as it ends, one at a time, in any order; null for one whose settings do not go together.</param>
    /// <param name="cancellation">Ends it early; runs that were begun are finished.</param>
    public static void Run(
        IReadOnlyList<int> numbers, Func<int, BacktestSetup> setupOf, BarMemory bars, int workers,
        Action<int, BacktestSummary?, string?> done, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(setupOf);
        ArgumentNullException.ThrowIfNull(bars);
        Run(
            numbers,
            number =>
            {
                using var source = bars.Open();
                return BacktestSummary.Run(setupOf(number), source);
            },
            workers, done, cancellation);
    }

    /// <summary>The same over any data.</summary>
    /// <param name="numbers">Which runs.</param>
    /// <param name="run">Runs one; called by several threads.</param>
    /// <param name="workers">How many runs at a time.</param>
    /// <param name="done">Hears of each as it ends, one at a time, in any order; null for one whose settings do not go together.</param>
    /// <param name="cancellation">Ends it early; runs that were begun are finished.</param>
    public static void Run(
        IReadOnlyList<int> numbers, Func<int, BacktestSummary> run, int workers, Action<int, BacktestSummary?, string?> done,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(done);
        SeedSweep.Run<(int Number, BacktestSummary? Summary, string? Failure)>([.. numbers], workers, number =>
        {
            try
            {
                return (number, run(number), null);
            }
            catch (ArgumentException problem)
            {
                // A fast average that is not faster than the slow one is a point of the grid, not the end of it.
                return (number, null, problem.Message);
            }
        }, row => done(row.Number, row.Summary, row.Failure), cancellation);
    }
}
