using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How a walk-forward test divides the data.</summary>
public sealed record WalkForwardPlan
{
    /// <summary>How many stretches settings are tried on that they were not chosen on.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How many times as long the stretch before is that they are chosen on.</summary>
    public double TrainingMultiple { get; init; } = 3;

    /// <summary>Whether settings are chosen on everything before, not only on the last stretch.</summary>
    public bool IsAnchored { get; init; }

    /// <summary>What they are chosen by (<see cref="BacktestSummary.Metrics"/>).</summary>
    public string Metric { get; init; } = "sharpe";
}

/// <summary>One stretch of a walk-forward test.</summary>
/// <param name="TrainFrom">Its first bar of training, on the clock of the data.</param>
/// <param name="TestFrom">Its first bar of testing.</param>
/// <param name="TestTo">Its last bar.</param>
/// <param name="Choice">Which settings were best in training.</param>
/// <param name="InSample">Their summary there.</param>
/// <param name="OutOfSample">Their summary in testing.</param>
public sealed record WalkForwardFold(
    long TrainFrom, long TestFrom, long TestTo, int Choice, BacktestSummary InSample, BacktestSummary OutOfSample);

/// <summary>Settings are chosen on one stretch of history and tried on the next, again and again; what the trials earn, one after
/// the other, is what choosing in this way would have earned.</summary>
/// <remarks>Source: Pardo (2008), "The Evaluation and Optimization of Trading Strategies", chapter 11. A trial begins with the money that
/// the one before ended with and with nothing held; the strategy sees the stretch of training first, to warm up, but cannot trade in it.
/// What is held at the end of a trial is taken at the last price, without costs.</remarks>
public static class WalkForward
{
    /// <summary>Runs it.</summary>
    /// <param name="plan">How the data are divided.</param>
    /// <param name="setups">The settings to choose from.</param>
    /// <param name="bars">The data.</param>
    /// <param name="workers">How many runs at a time.</param>
    /// <param name="equity">Where the daily equity of the trials is added.</param>
    /// <param name="progress">Told how many runs are done.</param>
    /// <param name="cancellation">Ends it after the stretch under way.</param>
    /// <exception cref="ArgumentException">The data are too few, or no settings go together.</exception>
    public static IReadOnlyList<WalkForwardFold> Run(
        WalkForwardPlan plan, IReadOnlyList<BacktestSetup> setups, BarMemory bars, int workers, List<(long Time, long Equity)> equity,
        Action<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(setups);
        ArgumentNullException.ThrowIfNull(bars);
        var test = (int)(bars.Rows.Length / (plan.Folds + plan.TrainingMultiple));
        if (test < 2)
        {
            throw new ArgumentException(
                $"{bars.Rows.Length} bars are too few for {plan.Folds} folds with {plan.TrainingMultiple} times as long a training; take fewer folds.");
        }

        var folds = new List<WalkForwardFold>();
        var cash = setups[0].Cash;
        var done = 0;
        for (var fold = 0; fold < plan.Folds && !cancellation.IsCancellationRequested; fold++)
        {
            var to = fold == plan.Folds - 1 ? bars.Rows.Length : Boundary(bars, bars.Rows.Length - ((plan.Folds - 1 - fold) * test));
            var from = Boundary(bars, bars.Rows.Length - ((plan.Folds - fold) * test));
            var start = plan.IsAnchored ? 0 : Boundary(bars, Math.Max(0, from - (int)(test * plan.TrainingMultiple)));
            var (choice, inSample) = Best(plan, setups, bars, start, from, workers, () => progress?.Invoke(++done));
            using var trial = bars.Open(start, to - start);
            var outOfSample = BacktestSummary.Run(
                setups[choice] with { Cash = cash, TradesFrom = bars.Rows[from].Time }, trial, equity);
            cash = Math.Max(1, outOfSample.FinalEquity);
            folds.Add(new WalkForwardFold(
                bars.Rows[start].Time, bars.Rows[from].Time, bars.Rows[to - 1].Time, choice, inSample, outOfSample));
        }

        return folds;
    }

    // Bars of one instant stay together.
    private static int Boundary(BarMemory bars, int place)
    {
        while (place > 0 && place < bars.Rows.Length && bars.Rows[place].Time == bars.Rows[place - 1].Time)
        {
            place++;
        }

        return place;
    }

    // The first of the best, so that equal ones do not change places from machine to machine.
    private static (int Choice, BacktestSummary Summary) Best(
        WalkForwardPlan plan, IReadOnlyList<BacktestSetup> setups, BarMemory bars, int start, int from, int workers, Action done)
    {
        var training = new BarMemory(bars.Series, bars.Rows[start..from].ToArray());
        var summaries = new BacktestSummary?[setups.Count];
        BacktestSweep.Run([.. Enumerable.Range(0, setups.Count)], number => setups[number], training, workers, (number, summary, _) =>
        {
            summaries[number] = summary;
            done();
        });
        var best = -1;
        for (var i = 0; i < summaries.Length; i++)
        {
            var score = summaries[i]?.Of(plan.Metric) ?? double.NegativeInfinity;
            if (summaries[i] is not null && (best < 0 || score > (summaries[best]!.Of(plan.Metric) ?? double.NegativeInfinity)))
            {
                best = i;
            }
        }

        return best >= 0 ? (best, summaries[best]!) : throw new ArgumentException("None of the settings can be run.");
    }
}
