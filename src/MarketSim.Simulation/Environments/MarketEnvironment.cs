using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>One or several learners in one simulated market, step by step: everything that learning needs, in spans of numbers.
/// <see cref="TradingEnvironment"/>, <see cref="ParallelEnvironment"/> and <see cref="VectorEnvironment"/> are its friendlier faces.
/// </summary>
/// <remarks>
/// <para>An episode is a whole run of the market: built anew from its seed, warmed up, then stepped. Each learner is a participant
/// with an account of its own, endowed when the episode begins; its orders travel to the exchange with the market's latency and
/// trade with everybody else's. At each step all learners act at one instant, in their order; then the market runs for one interval.
/// </para>
/// <para>Same setup, same seed, same actions: same bytes. One instance, one thread at a time.</para>
/// </remarks>
public sealed class MarketEnvironment
{
    private readonly EnvironmentSetup _setup;
    private readonly OptionSet _marketOptions;
    private readonly LearningTask[] _tasks;
    private readonly LearningDesk[] _desks;
    private readonly bool[] _isDone;
    private readonly List<float> _actions = [];
    private readonly float[] _action;
    private MarketSimulation? _simulation;
    private SimTime _nextStep;
    private ulong _baseSeed = 1;
    private long _episode = -1;
    private int _steps;
    private int _doneCount;

    /// <summary>Makes one; the first episode begins with <see cref="Reset"/>.</summary>
    /// <exception cref="ArgumentException">There are no learners, names repeat, or the market has no such options.</exception>
    public MarketEnvironment(EnvironmentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentOutOfRangeException.ThrowIfLessThan(setup.Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(setup.Interval.Nanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(setup.WarmUp.Nanoseconds, 1);
        if (setup.Learners.Count == 0)
        {
            throw new ArgumentException("An environment needs at least one learner.", nameof(setup));
        }

        if (setup.Learners.GroupBy(l => l.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"There are two learners named '{twice.Key}'; names are unique.", nameof(setup));
        }

        _setup = setup;
        _marketOptions = setup.MarketOptions();
        _tasks = [.. setup.Learners.Select(l => EnvironmentCatalog.All.Find(l.Environment).Value.Create(l.Options))];
        _desks = new LearningDesk[_tasks.Length];
        _isDone = new bool[_tasks.Length];
        ActionWidth = _tasks.Sum(t => t.ActionSpace.Width);
        ObservationWidth = _tasks.Sum(t => t.ObservationSpace.Width);
        InfoWidth = _tasks.Sum(t => t.InfoNames.Count);
        _action = new float[ActionWidth];
    }

    /// <summary>What it is made of.</summary>
    public EnvironmentSetup Setup => _setup;

    /// <summary>The learners' tasks, in their order.</summary>
    public IReadOnlyList<LearningTask> Tasks => _tasks;

    /// <summary>How many learners there are.</summary>
    public int LearnerCount => _tasks.Length;

    /// <summary>Numbers in the actions of all learners.</summary>
    public int ActionWidth { get; }

    /// <summary>Numbers in the observations of all learners.</summary>
    public int ObservationWidth { get; }

    /// <summary>Numbers in the infos of all learners.</summary>
    public int InfoWidth { get; }

    /// <summary>The seed of the present episode.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Steps made in the present episode.</summary>
    public int StepsTaken => _steps;

    /// <summary>Whether every learner has finished; before the first episode too.</summary>
    public bool IsOver => _simulation is null || _doneCount == _tasks.Length;

    /// <summary>Whether a learner has finished the present episode.</summary>
    /// <param name="learner">Its place in their order.</param>
    public bool IsDone(int learner) => _isDone[learner];

    /// <summary>The market of the present episode, to look at.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public MarketSimulation Simulation => _simulation
        ?? throw new InvalidOperationException("There is no episode yet: reset the environment first.");

    /// <summary>Whether no episode has begun yet.</summary>
    internal bool IsFresh => _episode < 0;

    internal ulong BaseSeed => _baseSeed;

    internal long Episode => _episode;

    internal IReadOnlyList<float> Actions => _actions;

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">The episode's seed, from which those of the episodes after it follow. Without it, the next of those; the
    /// first is 1 where none was ever given.</param>
    /// <param name="observations">Gets what the learners see; <see cref="ObservationWidth"/> numbers.</param>
    /// <param name="infos">Gets what is worth knowing; <see cref="InfoWidth"/> numbers.</param>
    /// <exception cref="ArgumentException">The market has no such instrument, or closes too soon.</exception>
    /// <exception cref="InvalidOperationException">Nothing was quoted during the warm-up.</exception>
    public void Reset(ulong? seed, Span<float> observations, Span<double> infos)
    {
        _baseSeed = seed ?? _baseSeed;
        _episode = seed is null ? _episode + 1 : 0;
        Begin(_episode == 0 ? _baseSeed : new Rng(_baseSeed, Name("episode", _episode)).NextBits());
        Write(observations, infos);
    }

    /// <summary>Lets every learner act, and the market run for one interval.</summary>
    /// <param name="actions">Of all learners, one after the other; numbers of a box that lie outside are brought to its bounds. Those
    /// of learners who have finished are ignored.</param>
    /// <param name="result">Where the outcome is written.</param>
    /// <exception cref="ArgumentException">An action is none; nothing has happened.</exception>
    /// <exception cref="InvalidOperationException">The episode is over, or there is none.</exception>
    public void Step(ReadOnlySpan<float> actions, StepSpans result)
    {
        if (IsOver)
        {
            throw new InvalidOperationException("The episode is over: reset the environment before the next step.");
        }

        Admit(actions);
        Act();
        _simulation!.RunUntil(_nextStep);
        Judge(result);
        Write(result.Observations, result.Infos);
    }

    /// <summary>Where an episode stands, in a few bytes: its seed, and what was done in it.</summary>
    public byte[] Snapshot() => EnvironmentSnapshot.Of(this).ToBytes();

    /// <summary>Brings an episode back to where a snapshot was taken, by running it again; whatever follows is equal to the byte to
    /// what would have followed then. It takes as long as the steps until then took.</summary>
    /// <param name="snapshot">From an environment of the same setup, in this process or another.</param>
    /// <param name="observations">Gets what the learners see.</param>
    /// <param name="infos">Gets what is worth knowing.</param>
    /// <exception cref="ArgumentException">It is no snapshot, or of another setup.</exception>
    /// <exception cref="InvariantViolatedException">The market came out different: the program has changed since.</exception>
    public void Restore(ReadOnlySpan<byte> snapshot, Span<float> observations, Span<double> infos)
    {
        var parsed = EnvironmentSnapshot.Parse(snapshot);
        parsed.CheckFits(this);
        (_baseSeed, _episode) = (parsed.BaseSeed, parsed.Episode);
        if (_episode < 0)
        {
            _simulation = null;
            observations.Clear();
            infos.Clear();
            return;
        }

        Begin(parsed.Seed);
        for (var i = 0; i < parsed.Actions.Count; i += ActionWidth)
        {
            parsed.Actions.CopyTo(i, _action, 0, ActionWidth);
            _actions.AddRange(_action);
            Act();
            _simulation!.RunUntil(_nextStep);
            Judge(default);
        }

        Guard.That(StateHash() == parsed.StateHash, "an episode run again comes out the same");
        Write(observations, infos);
    }

    /// <summary>A fingerprint of the venue and of every event so far; zero before the first episode.</summary>
    public ulong StateHash() => _simulation?.Exchange.ComputeHash() ?? 0;

    private static string Name(string what, long number) => string.Create(CultureInfo.InvariantCulture, $"{what}/{number}");

    private void Begin(ulong seed)
    {
        Seed = seed;
        _actions.Clear();
        (_steps, _doneCount) = (0, 0);
        Array.Clear(_isDone);
        var world = _setup.Market.Create(_marketOptions, seed);
        var instrument = InstrumentOf(world);
        var participants = _setup.Learners.Select(learner => world.Add(
            learner.Name, learner.Environment, [],
            (account, venue) => new SteeredTrader(learner.Name, account, venue, world.Instruments, [instrument.Id]))).ToArray();
        FitDuration(world);
        _simulation = new MarketSimulation(world, seed, _setup.Recorder?.Invoke() ?? NullRecorder.Instance);
        SteeredTrader TraderOf(int i) => (SteeredTrader)_simulation.Actors[participants[i].Account.Value - World.FirstAccount];
        WarmUp(world.Start, TraderOf(0).View, instrument);
        for (var i = 0; i < _tasks.Length; i++)
        {
            _desks[i] = new LearningDesk(TraderOf(i), _simulation.Exchange.Instruments[instrument.Id.Value], _setup.Steps);
            _desks[i].Look();
            Endow(_tasks[i], _desks[i]);
            _tasks[i].Begin(_desks[i]);
        }
    }

    // A market whose first quote is late by chance must not spoil the training.
    private void WarmUp(SimTime start, MarketView view, Instrument instrument)
    {
        _nextStep = start;
        for (var i = 0; i < EnvironmentSetup.MostWarmUps; i++)
        {
            _nextStep += _setup.WarmUp;
            _simulation!.RunUntil(_nextStep);
            if (view.QuoteOf(instrument.Id) is { IsTwoSided: true })
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"{instrument.Symbol} was not quoted on both sides until {_nextStep}; accepted is a market with makers, or a longer warm-up.");
    }

    // Only now is it known what a share costs.
    private void Endow(LearningTask task, LearningDesk desk)
    {
        foreach (var (asset, amount) in task.Endowment(desk.Instrument, Price.FromDouble(desk.Middle, Rounding.HalfUp)))
        {
            if (desk.Instrument.IsMargined && asset == desk.Instrument.Base)
            {
                // A contract comes into being when it is traded; nobody owns it beforehand.
                continue;
            }

            _simulation!.Venue.Administer(Commands.Deposit(desk.Trader.Account, asset, amount), _simulation.Kernel.Now);
            desk.Trader.Endow(asset, amount);
        }
    }

    private Instrument InstrumentOf(World world)
    {
        if (world.Instruments.Count == 0)
        {
            throw new ArgumentException($"The market '{_setup.Market.Name}' has no instrument.");
        }

        return _setup.Symbol.Length == 0
            ? world.Instruments[0]
            : world.Instruments.FirstOrDefault(i => i.Symbol == _setup.Symbol) ?? throw new ArgumentException(
                $"The market '{_setup.Market.Name}' has no instrument '{_setup.Symbol}'."
                + $"{Suggestions.Sentence(_setup.Symbol, world.Instruments.Select(i => i.Symbol))} "
                + $"Known: {string.Join(", ", world.Instruments.Select(i => i.Symbol))}.");
    }

    // A market of one session stays open as long as the episode needs it; one that keeps hours cannot.
    private void FitDuration(World world)
    {
        var needed = (_setup.WarmUp * EnvironmentSetup.MostWarmUps) + (_setup.Interval * _setup.Steps) + SimDuration.FromNanoseconds(1);
        if (world.Duration >= needed)
        {
            return;
        }

        if (world.Hours is not null || world.IsDrivenByMechanism)
        {
            throw new ArgumentException(
                $"The market '{_setup.Market.Name}' runs for {world.Duration}, and an episode needs {needed}; accepted are fewer steps.");
        }

        world.Duration = needed;
    }

    private void Admit(ReadOnlySpan<float> actions)
    {
        if (actions.Length != ActionWidth)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{actions.Length} numbers of action were given; accepted are {ActionWidth}."));
        }

        actions.CopyTo(_action);
        var place = 0;
        for (var i = 0; i < _tasks.Length; i++)
        {
            var space = _tasks[i].ActionSpace;
            var action = _action.AsSpan(place, space.Width);
            place += space.Width;
            if (_isDone[i])
            {
                // What is ignored must not differ between two recordings of the same episode either.
                action.Clear();
            }
            else if (!space.TryAdmit(action))
            {
                var given = string.Join(", ", action.ToArray().Select(a => a.ToString(CultureInfo.InvariantCulture)));
                throw new ArgumentException($"The action of '{_setup.Learners[i].Name}' was {given}; accepted is {space.Accepts}.");
            }
        }

        _actions.AddRange(_action);
    }

    private void Act()
    {
        _nextStep += _setup.Interval;
        var place = 0;
        for (var i = 0; i < _tasks.Length; i++)
        {
            var width = _tasks[i].ActionSpace.Width;
            if (!_isDone[i])
            {
                _desks[i].Trader.Attend();
                _tasks[i].Act(_desks[i], _action.AsSpan(place, width));
            }

            place += width;
        }
    }

    private void Judge(StepSpans result)
    {
        _steps++;
        for (var i = 0; i < _tasks.Length; i++)
        {
            var wasDone = _isDone[i];
            var reward = wasDone ? 0 : JudgeOne(i);
            if (!result.Rewards.IsEmpty)
            {
                result.Rewards[i] = reward;
                result.Terminated[i] = _tasks[i].IsOver;
                result.Truncated[i] = _isDone[i] && !_tasks[i].IsOver;
            }
        }
    }

    private double JudgeOne(int i)
    {
        var desk = _desks[i];
        desk.StepsTaken = _steps;
        desk.Look();
        var reward = _tasks[i].Judge(desk);
        if (_tasks[i].IsOver || desk.StepsLeft == 0)
        {
            _isDone[i] = true;
            _doneCount++;
            desk.Trader.Attend();
            desk.CancelAll();
        }

        return reward;
    }

    private void Write(Span<float> observations, Span<double> infos)
    {
        var (seen, told) = (0, 0);
        for (var i = 0; i < _tasks.Length; i++)
        {
            var (width, count) = (_tasks[i].ObservationSpace.Width, _tasks[i].InfoNames.Count);
            _tasks[i].Observe(_desks[i], observations.Slice(seen, width));
            _tasks[i].Describe(_desks[i], infos.Slice(told, count));
            (seen, told) = (seen + width, told + count);
        }
    }
}
