using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Several learners in one market who act at the same instants, after the parallel interface of PettingZoo: actions and
/// outcomes by the learner's name.</summary>
/// <remarks>Source of the interface: Terry et al. (2021), "PettingZoo: Gym for multi-agent reinforcement learning". A learner who has
/// finished is no longer in <see cref="Agents"/>; the episode is over when nobody is.</remarks>
public sealed class ParallelEnvironment
{
    private readonly MarketEnvironment _market;
    private readonly string[] _names;
    private readonly float[] _actions;
    private readonly double[] _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _truncated;
    private readonly List<string> _agents = [];

    /// <summary>Makes one.</summary>
    /// <param name="setup">With one learner or more: <see cref="EnvironmentSetup.Of"/> with the setting <c>learners</c>, or
    /// <see cref="EnvironmentSetup.OfLearners"/> for tasks of different kinds.</param>
    public ParallelEnvironment(EnvironmentSetup setup)
    {
        _market = new MarketEnvironment(setup);
        _names = [.. setup.Learners.Select(l => l.Name)];
        _actions = new float[_market.ActionWidth];
        _rewards = new double[_names.Length];
        _terminated = new bool[_names.Length];
        _truncated = new bool[_names.Length];
    }

    /// <summary>Everybody, in the order in which they act.</summary>
    public IReadOnlyList<string> PossibleAgents => _names;

    /// <summary>Who still acts.</summary>
    public IReadOnlyList<string> Agents => _agents;

    /// <summary>What carries it.</summary>
    public MarketEnvironment Market => _market;

    /// <summary>What a learner may do.</summary>
    public Space ActionSpaceOf(string agent) => _market.Tasks[PlaceOf(agent)].ActionSpace;

    /// <summary>What a learner sees.</summary>
    public BoxSpace ObservationSpaceOf(string agent) => _market.Tasks[PlaceOf(agent)].ObservationSpace;

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Its seed. Without it, the next that follows from the last one given.</param>
    /// <returns>What each learner sees.</returns>
    public IReadOnlyDictionary<string, float[]> Reset(ulong? seed = null)
    {
        var (observations, infos) = Arrays();
        _market.Reset(seed, observations, infos);
        return Begun(observations);
    }

    /// <summary>Lets everybody act who still does, and the market run for an interval.</summary>
    /// <param name="actions">One for each of <see cref="Agents"/>, by name; others are ignored.</param>
    /// <returns>What came of it for each who acted, by name.</returns>
    /// <exception cref="ArgumentException">An action is missing, or is not in the space; nothing has happened.</exception>
    /// <exception cref="InvalidOperationException">The episode is over, or there is none.</exception>
    public IReadOnlyDictionary<string, StepResult> Step(IReadOnlyDictionary<string, float[]> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var place = 0;
        for (var i = 0; i < _names.Length; i++)
        {
            var width = _market.Tasks[i].ActionSpace.Width;
            if (_agents.Contains(_names[i]))
            {
                Take(actions, i, _actions.AsSpan(place, width));
            }

            place += width;
        }

        var (observations, infos) = Arrays();
        _market.Step(_actions, new StepSpans
        {
            Observations = observations, Infos = infos, Rewards = _rewards, Terminated = _terminated, Truncated = _truncated,
        });
        return Outcomes(observations, infos);
    }

    /// <inheritdoc cref="MarketEnvironment.Snapshot"/>
    public byte[] Snapshot() => _market.Snapshot();

    /// <inheritdoc cref="MarketEnvironment.Restore"/>
    /// <returns>What each learner sees.</returns>
    public IReadOnlyDictionary<string, float[]> Restore(ReadOnlySpan<byte> snapshot)
    {
        var (observations, infos) = Arrays();
        _market.Restore(snapshot, observations, infos);
        return Begun(observations);
    }

    private (float[] Observations, double[] Infos) Arrays() => (new float[_market.ObservationWidth], new double[_market.InfoWidth]);

    private int PlaceOf(string agent) => Array.IndexOf(_names, agent) is >= 0 and var place ? place : throw new ArgumentException(
        $"There is no learner '{agent}'.{Suggestions.Sentence(agent, _names)} Known: {string.Join(", ", _names)}.");

    private void Take(IReadOnlyDictionary<string, float[]> actions, int learner, Span<float> into)
    {
        var space = _market.Tasks[learner].ActionSpace;
        if (!actions.TryGetValue(_names[learner], out var action) || action.Length != into.Length)
        {
            throw new ArgumentException($"The action of '{_names[learner]}' is missing or of another length; accepted is {space.Accepts}.");
        }

        action.CopyTo(into);
    }

    private Dictionary<string, float[]> Begun(float[] observations)
    {
        _agents.Clear();
        _agents.AddRange(_names.Where((_, i) => !_market.IsDone(i)));
        return _names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => ObservationOf(observations, n.i));
    }

    private float[] ObservationOf(float[] observations, int learner)
    {
        var place = 0;
        for (var i = 0; i < learner; i++)
        {
            place += _market.Tasks[i].ObservationSpace.Width;
        }

        return observations[place..(place + _market.Tasks[learner].ObservationSpace.Width)];
    }

    private SortedDictionary<string, StepResult> Outcomes(float[] observations, double[] infos)
    {
        var outcomes = new SortedDictionary<string, StepResult>(StringComparer.Ordinal);
        var place = 0;
        for (var i = 0; i < _names.Length; i++)
        {
            var names = _market.Tasks[i].InfoNames;
            if (_agents.Contains(_names[i]))
            {
                outcomes.Add(_names[i], new StepResult(
                    ObservationOf(observations, i), _rewards[i], _terminated[i], _truncated[i],
                    new NamedNumbers(names, infos[place..(place + names.Count)])));
            }

            place += names.Count;
        }

        _agents.RemoveAll(name => _market.IsDone(Array.IndexOf(_names, name)));
        return outcomes;
    }
}
