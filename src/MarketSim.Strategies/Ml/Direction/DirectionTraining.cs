using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace MarketSim.Strategies;

/// <summary>How well something foretells directions.</summary>
/// <param name="Area">The area under the curve of its receiver operating characteristic: how likely it gives a rise a higher chance than a
/// fall; 0.5 is guessing.</param>
/// <param name="Accuracy">How often it is right; undecided counts half.</param>
public readonly record struct DirectionSkill(double Area, double Accuracy);

/// <summary>What was measured on samples that were not learned from.</summary>
/// <param name="Trained">How many samples were learned from.</param>
/// <param name="Tested">How many were foretold.</param>
/// <param name="Naive">Whatever was more frequent among those that were learned from.</param>
/// <param name="Imbalance">The sign of the imbalance.</param>
/// <param name="Online">The online model, which goes on learning.</param>
/// <param name="Batch">The trees.</param>
public sealed record DirectionFold(
    int Trained, int Tested, DirectionSkill Naive, DirectionSkill Imbalance, DirectionSkill Online, DirectionSkill Batch);

/// <summary>Trains boosted trees on samples of direction, and measures them where they have not learned.</summary>
/// <remarks>Source: the walk forward of Pardo (2008), "The Evaluation and Optimization of Trading Strategies"; what lies within a horizon of
/// the samples that are foretold is left out of what is learned from, as in López de Prado (2018), "Advances in Financial Machine Learning",
/// section 7.4.</remarks>
public static class DirectionTraining
{
    /// <summary>Fewer samples than this teach nothing.</summary>
    public const int FewestSamples = 500;

    /// <summary>Trains trees on all samples.</summary>
    /// <param name="samples">In order of time.</param>
    /// <param name="interval">Between two looks.</param>
    /// <param name="horizon">How many looks ahead.</param>
    /// <exception cref="ArgumentException">There are too few samples.</exception>
    public static BatchDirectionModel Fit(IReadOnlyList<DirectionSample> samples, TimeSpan interval, int horizon)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count < FewestSamples)
        {
            throw new ArgumentException($"There are {samples.Count} looks after which the middle moved; {FewestSamples} are needed to learn from.");
        }

        var context = new MLContext(seed: 1);
        var rows = context.Data.LoadFromEnumerable(DirectionRow.Of(samples));
        var trees = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfThreads = 1, Seed = 1, FeatureSelectionSeed = 1,
            NumberOfTrees = 60, NumberOfLeaves = 8, MinimumExampleCountPerLeaf = Math.Clamp(samples.Count / 100, 20, 400), LearningRate = 0.1,
        }).Fit(rows);
        return new BatchDirectionModel(context, trees, rows.Schema, interval, horizon);
    }

    /// <summary>Divides the samples into parts by time and foretells each but the first from those before it.</summary>
    /// <param name="sessions">The samples of each session in order of time.</param>
    /// <param name="horizon">How many looks ahead.</param>
    /// <param name="folds">How many parts are foretold; those before which there are fewer than <see cref="FewestSamples"/> are left out.</param>
    /// <param name="newOnline">Makes an online model that knows nothing.</param>
    /// <param name="batchSize">After how many samples the online model learns.</param>
    public static IReadOnlyList<DirectionFold> WalkForward(
        IReadOnlyList<IReadOnlyList<DirectionSample>> sessions, int horizon, int folds, Func<OnlineDirectionModel> newOnline, int batchSize = 20)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(newOnline);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var all = sessions.SelectMany((samples, session) => samples.Select(sample => (Session: session, Sample: sample))).ToList();
        var results = new List<DirectionFold>();
        for (var fold = 1; fold <= folds; fold++)
        {
            var from = (int)((long)all.Count * fold / (folds + 1));
            var to = (int)((long)all.Count * (fold + 1) / (folds + 1));
            if (to <= from)
            {
                continue;
            }

            // What a sample came to be known by must have happened before the first look of the test.
            var first = all[from];
            var learned = all.Take(from)
                .Where(each => each.Session != first.Session || each.Sample.Look + horizon < first.Sample.Look)
                .Select(each => each.Sample).ToList();
            var tested = all.GetRange(from, to - from).Select(each => each.Sample).ToList();
            if (learned.Count >= FewestSamples)
            {
                results.Add(Judge(learned, tested, horizon, newOnline(), batchSize));
            }
        }

        return results;
    }

    /// <summary>How well chances foretell what came.</summary>
    public static DirectionSkill Skill(IReadOnlyList<double> chances, IReadOnlyList<DirectionSample> samples)
    {
        ArgumentNullException.ThrowIfNull(chances);
        ArgumentNullException.ThrowIfNull(samples);
        var right = 0.0;
        for (var i = 0; i < samples.Count; i++)
        {
            right += chances[i].Equals(0.5) ? 0.5 : chances[i] > 0.5 == samples[i].Rises ? 1 : 0;
        }

        return new DirectionSkill(Area(chances, samples), right / samples.Count);
    }

    private static DirectionFold Judge(
        List<DirectionSample> learned, List<DirectionSample> tested, int horizon, OnlineDirectionModel online, int batchSize)
    {
        var engine = Fit(learned, TimeSpan.FromSeconds(1), horizon).NewEngine();
        foreach (var batch in learned.Chunk(batchSize))
        {
            online.Learn(batch);
        }

        // What it is told of a batch it learns only once all of the batch, and a horizon more, is over.
        var chances = new List<double>();
        DirectionSample[] before = [];
        foreach (var batch in tested.Chunk(Math.Max(batchSize, horizon)))
        {
            chances.AddRange(batch.Select(sample => online.ChanceOfRise(sample.Seen)));
            online.Learn(before);
            before = batch;
        }

        var usual = learned.Count(sample => sample.Rises) * 2 >= learned.Count ? 1.0 : 0.0;
        return new DirectionFold(
            learned.Count, tested.Count,
            Skill([.. tested.Select(_ => usual)], tested),
            Skill([.. tested.Select(sample => (1 + sample.Seen[0]) / 2.0)], tested),
            Skill(chances, tested),
            Skill([.. tested.Select(sample => engine.ChanceOfRise(sample.Seen))], tested));
    }

    // Mann and Whitney's count from the ranks, neighbours of equal chance sharing theirs.
    private static double Area(IReadOnlyList<double> chances, IReadOnlyList<DirectionSample> samples)
    {
        var ordered = Enumerable.Range(0, samples.Count).OrderBy(i => chances[i]).ToList();
        var (ranks, rises) = (0.0, 0L);
        for (var first = 0; first < ordered.Count;)
        {
            var (after, ups) = (first, 0);
            for (; after < ordered.Count && chances[ordered[after]].Equals(chances[ordered[first]]); after++)
            {
                ups += samples[ordered[after]].Rises ? 1 : 0;
            }

            ranks += ups * ((first + 1 + after) / 2.0);
            rises += ups;
            first = after;
        }

        var falls = ordered.Count - rises;
        return rises == 0 || falls == 0 ? double.NaN : (ranks - (rises * (rises + 1.0) / 2)) / ((double)rises * falls);
    }
}
