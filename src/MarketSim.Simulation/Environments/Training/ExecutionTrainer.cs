using System.Globalization;
using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>How a policy of execution is trained.</summary>
public sealed record ExecutionTrainingOptions
{
    /// <summary>Rounds of learning; in each every copy plays an episode.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Copies of the market that are played at once.</summary>
    public int Copies { get; init; } = 256;

    /// <summary>How far the weights move in a round.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>What undecidedness is worth while learning, in basis points for each unit of entropy: too little, and it settles on the
    /// first good answer instead of a better one.</summary>
    public double EntropyWeight { get; init; } = 0.5;

    /// <summary>The key of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; zero for one on each processor. What is learned does not depend on it.</summary>
    public int Threads { get; init; }
}

/// <summary>Learns when to trade, by playing the environment <c>execution</c> in many markets at once.</summary>
/// <remarks>Source: Williams (1992), "Simple statistical gradient-following algorithms for connectionist reinforcement learning"
/// (REINFORCE), with the mean over the copies as baseline at each step, the entropy of Williams and Peng (1991), "Function optimization
/// using connectionist reinforcement learning algorithms", and the moments of Kingma and Ba (2015), "Adam", for the size of steps. Same setup and options: the same weights to the last bit.</remarks>
public sealed class ExecutionTrainer : IDisposable
{
    // Markets of evaluation have seeds below, those of training above.
    private const ulong FirstTrainingSeed = 1_000_000_000;
    private const int EvenRate = 2;

    private static readonly int Width = ExecutionPolicy.Features.Count;
    private static readonly int RateCount = ExecutionPolicy.Rates.Count;

    private readonly VectorEnvironment _markets;
    private readonly ExecutionTrainingOptions _options;
    private readonly Side _side;
    private readonly int _steps;
    private readonly int[] _places;
    private readonly float[] _actions;
    private readonly float[] _seen;
    private readonly bool[] _isOver;
    private readonly double[] _shortfalls;
    private readonly double[] _weights;
    private readonly double[] _mean;
    private readonly double[] _square;
    private readonly Rng _chance;

    /// <summary>Begins with a policy that leans to the even rate.</summary>
    /// <param name="setup">An environment <c>execution</c> with discrete actions and one learner.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">It is another environment.</exception>
    public ExecutionTrainer(EnvironmentSetup setup, ExecutionTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Copies, 2);
        if (setup.Learners is not [{ Environment: "execution" } learner] || learner.Options.Text("actions") != "rate")
        {
            throw new ArgumentException("A policy of execution is learned in the environment 'execution' with actions=rate and one learner.");
        }

        (_options, _steps) = (options, setup.Steps);
        _side = learner.Options.Text("side") == "buy" ? Side.Buy : Side.Sell;
        _markets = new VectorEnvironment(setup, options.Copies, AutoReset.NextStep, options.Threads);
        var features = _markets.Copies[0].Tasks[0].ObservationSpace.Features;
        _places = [.. ExecutionPolicy.Features.Take(Width - 1).Select(name => features.ToList().FindIndex(f => f.Name == name))];
        _actions = new float[options.Copies];
        _seen = new float[options.Copies * Width];
        _isOver = new bool[options.Copies];
        _shortfalls = new double[options.Copies];
        _weights = new double[RateCount * Width];
        _weights[(EvenRate * Width) + Width - 1] = 2;
        _mean = new double[_weights.Length];
        _square = new double[_weights.Length];
        _chance = new Rng(options.Seed, "execution-training");
    }

    /// <summary>The policy as it stands.</summary>
    public ExecutionPolicy Policy => new(_steps, _weights);

    /// <summary>How many rounds have been played.</summary>
    public int Round { get; private set; }

    /// <summary>Plays an episode in every copy and moves the weights.</summary>
    /// <returns>The mean shortfall of the round, chances included, in basis points.</returns>
    public double Learn()
    {
        var trace = new List<Moment>(_steps);
        var policy = Policy;
        Play(unchecked(FirstTrainingSeed + (_options.Seed * 1_000_003) + ((ulong)Round * (ulong)_options.Copies)), copy =>
        {
            Span<double> chances = stackalloc double[RateCount];
            policy.Chances(SeenBy(copy), chances);
            var (draw, rate) = (_chance.NextDouble(), 0);
            while (rate < RateCount - 1 && draw >= chances[rate])
            {
                draw -= chances[rate++];
            }

            return rate;
        }, trace);
        Round++;
        Move(Gradient(policy, trace));
        return _shortfalls.Average();
    }

    /// <summary>What an order costs in markets that were not trained in.</summary>
    /// <param name="firstSeed">The seed of the first market; below a thousand million.</param>
    /// <param name="choose">Chooses a rate's place by the copy's seen numbers, scaled, and the steps left.</param>
    /// <returns>The shortfall of each market in basis points.</returns>
    public IReadOnlyList<double> Evaluate(ulong firstSeed, Func<float[], int, int> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstSeed + (ulong)_options.Copies, FirstTrainingSeed);
        Play(firstSeed, copy => choose(SeenBy(copy).ToArray(), _markets.Copies[copy].Setup.Steps - _markets.Copies[copy].StepsTaken), trace: null);
        return [.. _shortfalls];
    }

    /// <summary>Lets the threads end.</summary>
    public void Dispose() => _markets.Dispose();

    private ReadOnlySpan<float> SeenBy(int copy) => _seen.AsSpan(copy * Width, Width);

    private void Play(ulong seed, Func<int, int> choose, List<Moment>? trace)
    {
        _markets.Reset(seed);
        Array.Clear(_isOver);
        Array.Clear(_shortfalls);
        for (var step = 0; step < _steps; step++)
        {
            for (var copy = 0; copy < _options.Copies; copy++)
            {
                Look(copy);
                _actions[copy] = _isOver[copy] ? 0 : choose(copy);
            }

            _markets.Step(_actions);
            trace?.Add(new Moment([.. _seen], [.. _actions], [.. _markets.Rewards], [.. _isOver]));
            for (var copy = 0; copy < _options.Copies; copy++)
            {
                // A copy that is done begins another episode; of that nothing is counted.
                _shortfalls[copy] -= _isOver[copy] ? 0 : _markets.Rewards[copy];
                _isOver[copy] |= _markets.Terminated[copy] || _markets.Truncated[copy];
            }
        }
    }

    private void Look(int copy)
    {
        var row = _markets.Observations.Length / _options.Copies * copy;
        var seen = _seen.AsSpan(copy * Width, Width);
        for (var i = 0; i < _places.Length; i++)
        {
            seen[i] = _markets.Observations[row + _places[i]];
        }

        seen[^1] = 1;
        ExecutionPolicy.Scale(seen, _side);
    }

    private double[] Gradient(ExecutionPolicy policy, List<Moment> trace)
    {
        var gradient = new double[_weights.Length];
        var toCome = new double[_options.Copies];
        Span<double> chances = stackalloc double[RateCount];
        for (var step = trace.Count - 1; step >= 0; step--)
        {
            var moment = trace[step];
            var (sum, count) = (0.0, 0);
            for (var copy = 0; copy < toCome.Length; copy++)
            {
                if (!moment.WasOver[copy])
                {
                    toCome[copy] += moment.Rewards[copy];
                    sum += toCome[copy];
                    count++;
                }
            }

            for (var copy = 0; copy < toCome.Length; copy++)
            {
                if (moment.WasOver[copy])
                {
                    continue;
                }

                var seen = moment.Seen.AsSpan(copy * Width, Width);
                policy.Chances(seen, chances);
                var advantage = toCome[copy] - (sum / count);
                var entropy = EntropyOf(chances);
                for (var rate = 0; rate < RateCount; rate++)
                {
                    var surprise = ((int)moment.Actions[copy] == rate ? 1 - chances[rate] : -chances[rate]) * advantage;
                    surprise -= _options.EntropyWeight * chances[rate] * (PortableMath.Log(Math.Max(chances[rate], 1e-12)) + entropy);
                    surprise /= toCome.Length;
                    for (var i = 0; i < Width; i++)
                    {
                        gradient[(rate * Width) + i] += surprise * seen[i];
                    }
                }
            }
        }

        return gradient;
    }

    private static double EntropyOf(ReadOnlySpan<double> chances)
    {
        var entropy = 0.0;
        foreach (var chance in chances)
        {
            entropy -= chance * PortableMath.Log(Math.Max(chance, 1e-12));
        }

        return entropy;
    }

    private void Move(double[] gradient)
    {
        const double MeanDecay = 0.9;
        const double SquareDecay = 0.99;
        var (meanLeft, squareLeft) = (1.0, 1.0);
        for (var i = 0; i < Round; i++)
        {
            (meanLeft, squareLeft) = (meanLeft * MeanDecay, squareLeft * SquareDecay);
        }

        for (var i = 0; i < _weights.Length; i++)
        {
            _mean[i] = (MeanDecay * _mean[i]) + ((1 - MeanDecay) * gradient[i]);
            _square[i] = (SquareDecay * _square[i]) + ((1 - SquareDecay) * gradient[i] * gradient[i]);
            _weights[i] += _options.LearningRate * (_mean[i] / (1 - meanLeft)) / (Math.Sqrt(_square[i] / (1 - squareLeft)) + 1e-8);
        }
    }

    private sealed record Moment(float[] Seen, float[] Actions, double[] Rewards, bool[] WasOver);
}
