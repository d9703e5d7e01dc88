namespace MarketSim.Analysis;

/// <summary>One split of a history: what may be learnt from, and what is tested on.</summary>
/// <param name="Train">Places to learn from, in order.</param>
/// <param name="Test">Places to test on, in order.</param>
public readonly record struct Fold(IReadOnlyList<int> Train, IReadOnlyList<int> Test);

/// <summary>Splits of a history for cross-validation that keep what is tested out of what is learnt.</summary>
/// <remarks>
/// Source: López de Prado (2018), "Advances in financial machine learning", chapter 7 (purging and embargo) and 12 (combinatorial purged
/// cross-validation). An observation's outcome is known only after so many further periods (its horizon). <b>Purged</b> from learning is
/// every observation whose span overlaps that of a tested one, before it and after it; the <b>embargo</b> leaves out more after it, because
/// what was tested may still echo.
/// </remarks>
public static class PurgedFolds
{
    /// <summary>k folds: each stretch of the history is tested once.</summary>
    /// <param name="count">Observations, at least as many as folds.</param>
    /// <param name="folds">k, at least 2.</param>
    /// <param name="horizon">Periods after an observation until its outcome is known, 0 or more.</param>
    /// <param name="embargo">Further observations left out after a tested stretch, 0 or more.</param>
    public static IReadOnlyList<Fold> Of(int count, int folds, int horizon = 0, int embargo = 0)
        => Combinatorial(count, folds, tested: 1, horizon, embargo);

    /// <summary>Every choice of some of the stretches is tested once.</summary>
    /// <param name="count">Observations, at least as many as groups.</param>
    /// <param name="groups">N stretches, from 2 to 30.</param>
    /// <param name="tested">k of them are tested at a time, from 1 to N - 1.</param>
    /// <param name="horizon">Periods after an observation until its outcome is known, 0 or more.</param>
    /// <param name="embargo">Further observations left out after a tested stretch, 0 or more.</param>
    /// <returns>N over k folds, in order of the stretches they test.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static IReadOnlyList<Fold> Combinatorial(int count, int groups, int tested, int horizon = 0, int embargo = 0)
    {
        if (groups is < 2 or > 30 || count < groups || tested < 1 || tested >= groups || horizon < 0 || embargo < 0)
        {
            throw new ArgumentException(
                $"{groups} groups of {count} observations, {tested} tested, horizon {horizon}, embargo {embargo}; accepted are 2 to 30 groups, "
                + "at most as many as observations, fewer tested than there are, and a horizon and embargo of 0 or more.");
        }

        var found = new List<Fold>();
        Choose(new int[tested], 0, 0);
        return found;

        void Choose(int[] chosen, int depth, int from)
        {
            if (depth == chosen.Length)
            {
                found.Add(Split(count, groups, chosen, horizon, embargo));
                return;
            }

            for (var group = from; group < groups; group++)
            {
                chosen[depth] = group;
                Choose(chosen, depth + 1, group + 1);
            }
        }
    }

    /// <summary>How many whole histories the tested stretches of a combinatorial cross-validation can be joined to: k/N of the number of
    /// its folds.</summary>
    public static long Paths(int groups, int tested)
    {
        var folds = 1L;
        for (var i = 1; i <= tested; i++)
        {
            folds = folds * (groups - tested + i) / i;
        }

        return folds * tested / groups;
    }

    private static Fold Split(int count, int groups, int[] chosen, int horizon, int embargo)
    {
        var (train, test) = (new List<int>(), new List<int>());
        (long First, long Last)[] tested = [.. chosen.Select(g => (First: Begin(g), Last: Begin(g + 1) - 1))];
        for (var i = 0; i < count; i++)
        {
            if (Array.Exists(tested, t => i >= t.First && i <= t.Last))
            {
                test.Add(i);
            }
            else if (!Array.Exists(tested, t => (long)i + horizon >= t.First && i <= t.Last + horizon + embargo))
            {
                train.Add(i);
            }
        }

        return new Fold(train, test);

        long Begin(int group) => (long)group * count / groups;
    }
}
