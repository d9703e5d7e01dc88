namespace MarketSim.Analysis;

/// <summary>What choosing the best of many trials came to where it was not chosen.</summary>
/// <param name="Folds">How many splits were tried.</param>
/// <param name="InSample">Mean Sharpe ratio of the chosen where they were chosen, a period.</param>
/// <param name="OutOfSample">Mean Sharpe ratio of the chosen where they were tested, a period.</param>
/// <param name="Deviation">Standard deviation of the latter over the splits; null of one.</param>
/// <param name="LossProbability">The part of the splits in which the chosen lost where it was tested.</param>
/// <param name="Chosen">How often each trial was chosen.</param>
/// <remarks>
/// Combinatorial purged cross-validation: in each split of <see cref="PurgedFolds"/> the trial with the highest Sharpe ratio over the
/// periods that may be learnt from is measured over those that are tested. Splits in which nobody's or the chosen's returns differ are
/// left out. Source: López de Prado (2018), "Advances in financial machine learning", chapters 7 and 12.
/// </remarks>
public sealed record CrossValidatedChoice(
    int Folds, double InSample, double OutOfSample, double? Deviation, double LossProbability, IReadOnlyList<int> Chosen)
{
    /// <summary>Chooses and tests.</summary>
    /// <param name="trials">The returns of each trial over the same periods; at least two trials.</param>
    /// <param name="folds">The splits of these periods.</param>
    /// <returns>Null where no split can be judged.</returns>
    public static CrossValidatedChoice? Of(IReadOnlyList<IReadOnlyList<double>> trials, IReadOnlyList<Fold> folds)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(folds);
        var chosen = new int[trials.Count];
        var (inside, outside) = (new List<double>(), new List<double>());
        foreach (var fold in folds)
        {
            double?[] learnt = [.. trials.Select(trial => Sharpe(trial, fold.Train))];
            if (learnt.Max() is not { } highest)
            {
                continue;
            }

            var best = Array.IndexOf(learnt, highest);
            if (Sharpe(trials[best], fold.Test) is not { } tested)
            {
                continue;
            }

            chosen[best]++;
            inside.Add(highest);
            outside.Add(tested);
        }

        return outside.Count == 0 ? null : new CrossValidatedChoice(
            outside.Count, inside.Average(), outside.Average(), SampleStatistics.Of([.. outside]).StandardDeviation,
            (double)outside.Count(sharpe => sharpe < 0) / outside.Count, chosen);
    }

    private static double? Sharpe(IReadOnlyList<double> returns, IReadOnlyList<int> places)
    {
        if (places.Count < 2)
        {
            return null;
        }

        var statistics = SampleStatistics.Of([.. places.Select(place => returns[place])]);
        return statistics.StandardDeviation is > 1e-12 and var deviation ? statistics.Mean / deviation : null;
    }
}
