using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One learner in a simulated market, after the interface of Gymnasium: reset, step, spaces, snapshot and restore.</summary>
/// <example><code>
/// var environment = new TradingEnvironment("execution");
/// var (observation, _) = environment.Reset(seed: 7);
/// while (!environment.IsOver)
/// {
///     var step = environment.Step(2);   // sell at the even rate
/// }
/// </code></example>
public sealed class TradingEnvironment
{
    private readonly MarketEnvironment _market;
    private readonly LearningTask _task;
    private readonly double[] _reward = new double[1];
    private readonly bool[] _ends = new bool[2];

    /// <summary>Makes one of the catalog.</summary>
    /// <param name="name">Its name in <see cref="EnvironmentCatalog"/>.</param>
    /// <param name="settings">Values of its options (<see cref="EnvironmentSetup.OptionsOf"/>), by name.</param>
    /// <exception cref="ArgumentException">There is no such environment or option, or it does not accept the value.</exception>
    public TradingEnvironment(string name, params IEnumerable<(string Name, string Value)> settings)
        : this(EnvironmentSetup.Of(name, settings.Select(s => KeyValuePair.Create(s.Name, s.Value))))
    {
    }

    /// <summary>Makes one of a setup with a single learner.</summary>
    /// <exception cref="ArgumentException">It has several.</exception>
    public TradingEnvironment(EnvironmentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Learners.Count != 1)
        {
            throw new ArgumentException(
                $"A {nameof(TradingEnvironment)} has one learner, and {setup.Learners.Count} were given; several learn in a {nameof(ParallelEnvironment)}.",
                nameof(setup));
        }

        _market = new MarketEnvironment(setup);
        _task = _market.Tasks[0];
    }

    /// <summary>What may be done.</summary>
    public Space ActionSpace => _task.ActionSpace;

    /// <summary>What is seen.</summary>
    public BoxSpace ObservationSpace => _task.ObservationSpace;

    /// <summary>Whether the episode is over, so that only <see cref="Reset"/> goes on.</summary>
    public bool IsOver => _market.IsOver;

    /// <summary>What carries it: the market, its seed, its steps.</summary>
    public MarketEnvironment Market => _market;

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Its seed. Without it, the next that follows from the last one given.</param>
    public (float[] Observation, IReadOnlyDictionary<string, double> Info) Reset(ulong? seed = null)
    {
        var (observation, info) = Arrays();
        _market.Reset(seed, observation, info);
        return (observation, Named(info));
    }

    /// <summary>Makes a choice of a <see cref="DiscreteSpace"/>.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float})"/>
    public StepResult Step(int choice) => Step([choice]);

    /// <summary>Acts, and lets the market run for an interval.</summary>
    /// <exception cref="ArgumentException">The action is not in the space; nothing has happened.</exception>
    /// <exception cref="InvalidOperationException">The episode is over, or there is none.</exception>
    public StepResult Step(params ReadOnlySpan<float> action)
    {
        var (observation, info) = Arrays();
        _market.Step(action, new StepSpans
        {
            Observations = observation, Infos = info, Rewards = _reward, Terminated = _ends.AsSpan(0, 1), Truncated = _ends.AsSpan(1, 1),
        });
        return new StepResult(observation, _reward[0], _ends[0], _ends[1], Named(info));
    }

    /// <inheritdoc cref="MarketEnvironment.Snapshot"/>
    public byte[] Snapshot() => _market.Snapshot();

    /// <inheritdoc cref="MarketEnvironment.Restore"/>
    public (float[] Observation, IReadOnlyDictionary<string, double> Info) Restore(ReadOnlySpan<byte> snapshot)
    {
        var (observation, info) = Arrays();
        _market.Restore(snapshot, observation, info);
        return (observation, Named(info));
    }

    private (float[] Observation, double[] Info) Arrays() => (new float[_market.ObservationWidth], new double[_market.InfoWidth]);

    private NamedNumbers Named(double[] info) => new(_task.InfoNames, info);
}

/// <summary>What came of a step.</summary>
/// <param name="Observation">What is seen now.</param>
/// <param name="Reward">For the step.</param>
/// <param name="Terminated">Whether the task has ended: done, or failed.</param>
/// <param name="Truncated">Whether the steps ran out before the task ended.</param>
/// <param name="Info">What is worth knowing, by name.</param>
public sealed record StepResult(
    float[] Observation, double Reward, bool Terminated, bool Truncated, IReadOnlyDictionary<string, double> Info);
