using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MarketSim.Strategies;

/// <summary>A logistic regression that learns while it is used: every batch of samples moves its weights, by stochastic gradient descent,
/// from where they stood.</summary>
/// <remarks>Source: Bottou (2010), "Large-scale machine learning with stochastic gradient descent"; the learner is SgdCalibrated of ML.NET,
/// begun at each batch with the weights of the last, on one thread and without shuffling, so same samples give same weights. What it says is
/// computed from weights rounded to 1/65536, in one order of summation.</remarks>
public sealed class OnlineDirectionModel : IDirectionLearner
{
    private const double Grid = 65_536;
    private const double MostWeight = 1_000;

    private readonly MLContext _context;
    private readonly SgdCalibratedTrainer _trainer;
    private readonly double[] _weights = new double[DirectionRow.Width];
    private LinearModelParameters? _learned;

    /// <summary>Knows nothing yet.</summary>
    /// <param name="learningRate">How far a sample moves the weights; positive.</param>
    /// <param name="shrinkage">Weight of the square of the weights in what is minimised; not negative.</param>
    public OnlineDirectionModel(double learningRate, double shrinkage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(learningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(shrinkage);
        _context = new MLContext(seed: 1);
        _trainer = _context.BinaryClassification.Trainers.SgdCalibrated(new SgdCalibratedTrainer.Options
        {
            NumberOfThreads = 1, NumberOfIterations = 1, Shuffle = false,
            LearningRate = learningRate, L2Regularization = (float)shrinkage,
        });
    }

    /// <inheritdoc/>
    public long Learned { get; private set; }

    /// <summary>The weights in the order of <see cref="DirectionFeatures.Names"/>.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <inheritdoc/>
    public void Learn(IReadOnlyCollection<DirectionSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
        {
            return;
        }

        var rows = _context.Data.LoadFromEnumerable(DirectionRow.Of(samples));
        var model = (_learned is null ? _trainer.Fit(rows) : _trainer.Fit(rows, _learned)).Model.SubModel;
        Learned += samples.Count;

        // A step too long can make a gradient descent run away: then it begins anew, knowing nothing.
        var runsAway = model.Weights.Any(weight => !float.IsFinite(weight) || Math.Abs(weight) > MostWeight);
        _learned = runsAway ? null : model;
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = runsAway ? 0 : Math.Round(model.Weights[i] * Grid) / Grid;
        }
    }

    /// <inheritdoc/>
    public double ChanceOfRise(ReadOnlySpan<float> seen)
    {
        // No constant, and the weights of what does not turn in a mirror cancel out: a market and its mirror image are judged alike.
        var sum = 0.0;
        for (var i = 0; i < DirectionFeatures.SignedCount; i++)
        {
            sum += _weights[i] * seen[i];
        }

        return DirectionModels.Chance(sum);
    }
}
