using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>When an environment of many begins its next episode after one has ended; the three modes of Gymnasium.</summary>
public enum AutoReset
{
    /// <summary>With the next step, whose action is ignored: that step's observation is the new episode's first, its reward
    /// zero.</summary>
    NextStep,

    /// <summary>At once: the observation is the new episode's first, and the last of the old one is in
    /// <see cref="VectorEnvironment.FinalObservations"/>.</summary>
    SameStep,

    /// <summary>Not by itself.</summary>
    Off,
}

/// <summary>Many copies of one environment, stepped together in arrays, on several threads.</summary>
/// <remarks>Each copy has its own market and seed, so what comes out does not depend on the number of threads, and equals what the
/// same copies give one by one. Arrays are filled anew by each call and stay the same objects.</remarks>
public sealed class VectorEnvironment : IDisposable
{
    private readonly MarketEnvironment[] _copies;
    private readonly Crew _crew;
    private readonly Action<int> _step;
    private readonly Action<int> _reset;
    private readonly float[] _actions;
    private readonly bool[] _chosen;
    private readonly ulong?[] _seeds;

    /// <summary>Makes them; the first episodes begin with <see cref="Reset(ulong?)"/>.</summary>
    /// <param name="setup">What each is made of.</param>
    /// <param name="count">How many; at least one.</param>
    /// <param name="autoReset">When a copy whose episode is over begins the next.</param>
    /// <param name="threads">How many threads work; zero for one on each processor.</param>
    public VectorEnvironment(EnvironmentSetup setup, int count, AutoReset autoReset = AutoReset.NextStep, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        AutoReset = autoReset;
        _copies = [.. Enumerable.Range(0, count).Select(_ => new MarketEnvironment(setup))];
        _crew = new Crew(Math.Min(count, threads == 0 ? Environment.ProcessorCount : threads));
        _step = StepOne;
        _reset = ResetOne;
        _chosen = new bool[count];
        _seeds = new ulong?[count];
        var (learners, first) = (_copies[0].LearnerCount, _copies[0]);
        _actions = new float[count * first.ActionWidth];
        Observations = new float[count * first.ObservationWidth];
        FinalObservations = new float[Observations.Length];
        Infos = new double[count * first.InfoWidth];
        FinalInfos = new double[Infos.Length];
        Rewards = new double[count * learners];
        Terminated = new bool[count * learners];
        Truncated = new bool[count * learners];
        IsFinal = new bool[count];
    }

    /// <summary>The copies, in order. To look at: stepping one by itself leaves the arrays as they are.</summary>
    public IReadOnlyList<MarketEnvironment> Copies => _copies;

    /// <summary>How many there are.</summary>
    public int Count => _copies.Length;

    /// <summary>When a copy whose episode is over begins the next.</summary>
    public AutoReset AutoReset { get; }

    /// <summary>What is seen: a row for each copy.</summary>
    public float[] Observations { get; }

    /// <summary>Rewards: for each copy one number a learner.</summary>
    public double[] Rewards { get; }

    /// <summary>Whose task has ended: for each copy one value a learner.</summary>
    public bool[] Terminated { get; }

    /// <summary>Who ran out of steps: for each copy one value a learner.</summary>
    public bool[] Truncated { get; }

    /// <summary>What is worth knowing: a row for each copy.</summary>
    public double[] Infos { get; }

    /// <summary>Of which copies the last step ended an episode and began the next (<see cref="AutoReset.SameStep"/>).</summary>
    public bool[] IsFinal { get; }

    /// <summary>The last observation of the episode that ended, where <see cref="IsFinal"/> says so.</summary>
    public float[] FinalObservations { get; }

    /// <summary>The last infos of the episode that ended, where <see cref="IsFinal"/> says so.</summary>
    public double[] FinalInfos { get; }

    /// <summary>Begins an episode in every copy.</summary>
    /// <param name="seed">The seed of the first copy; the second gets the next, and so on. Without it, each goes on in its own
    /// sequence; where none was ever given these begin with 1, 2, 3 …</param>
    public void Reset(ulong? seed = null)
    {
        for (var i = 0; i < _copies.Length; i++)
        {
            _chosen[i] = true;
            _seeds[i] = seed is { } first ? unchecked(first + (ulong)i) : _copies[i].IsFresh ? 1 + (ulong)i : null;
        }

        _crew.Do(_copies.Length, _reset);
    }

    /// <summary>Begins an episode in some copies; what the arrays say of the others stays.</summary>
    /// <param name="seeds">A seed for each copy; null lets it go on in its own sequence.</param>
    /// <param name="chosen">Which copies begin anew.</param>
    public void Reset(ReadOnlySpan<ulong?> seeds, ReadOnlySpan<bool> chosen)
    {
        CheckLength(seeds.Length, _copies.Length, "seeds");
        CheckLength(chosen.Length, _copies.Length, "choices");
        seeds.CopyTo(_seeds);
        chosen.CopyTo(_chosen);
        _crew.Do(_copies.Length, _reset);
    }

    /// <summary>Makes a step in every copy.</summary>
    /// <param name="actions">A row for each copy.</param>
    /// <exception cref="ArgumentException">An action is none. Copies whose actions are good have made their step.</exception>
    /// <exception cref="InvalidOperationException">An episode is over and <see cref="AutoReset"/> is off, or none has begun.</exception>
    public void Step(ReadOnlySpan<float> actions)
    {
        CheckLength(actions.Length, _actions.Length, "numbers of action");
        actions.CopyTo(_actions);
        _crew.Do(_copies.Length, _step);
    }

    /// <summary>Brings one copy back to where a snapshot was taken (<see cref="MarketEnvironment.Restore"/>), and its rows with
    /// it; rewards and ends are cleared.</summary>
    /// <param name="copy">Which.</param>
    /// <param name="snapshot">Of any copy of an environment with the same setup.</param>
    public void Restore(int copy, ReadOnlySpan<byte> snapshot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)copy, (uint)_copies.Length, nameof(copy));
        _copies[copy].Restore(snapshot, RowOf(Observations, copy), RowOf(Infos, copy));
        ClearOutcome(copy);
    }

    /// <summary>Lets the threads end.</summary>
    public void Dispose() => _crew.Dispose();

    private static void CheckLength(int given, int accepted, string what)
    {
        if (given != accepted)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{given} {what} were given; accepted are {accepted}."));
        }
    }

    private void ResetOne(int copy)
    {
        if (_chosen[copy])
        {
            _copies[copy].Reset(_seeds[copy], RowOf(Observations, copy), RowOf(Infos, copy));
            ClearOutcome(copy);
        }
    }

    private void StepOne(int copy)
    {
        var environment = _copies[copy];
        IsFinal[copy] = false;
        if (AutoReset == AutoReset.NextStep && environment.IsOver && !environment.IsFresh)
        {
            environment.Reset(null, RowOf(Observations, copy), RowOf(Infos, copy));
            ClearOutcome(copy);
            return;
        }

        environment.Step(RowOf(_actions, copy), new StepSpans
        {
            Observations = RowOf(Observations, copy), Rewards = RowOf(Rewards, copy), Terminated = RowOf(Terminated, copy),
            Truncated = RowOf(Truncated, copy), Infos = RowOf(Infos, copy),
        });
        if (AutoReset == AutoReset.SameStep && environment.IsOver)
        {
            RowOf(Observations, copy).CopyTo(RowOf(FinalObservations, copy));
            RowOf(Infos, copy).CopyTo(RowOf(FinalInfos, copy));
            IsFinal[copy] = true;
            environment.Reset(null, RowOf(Observations, copy), RowOf(Infos, copy));
        }
    }

    private void ClearOutcome(int copy)
    {
        IsFinal[copy] = false;
        RowOf(Rewards, copy).Clear();
        RowOf(Terminated, copy).Clear();
        RowOf(Truncated, copy).Clear();
    }

    private Span<T> RowOf<T>(T[] array, int copy)
    {
        var width = array.Length / _copies.Length;
        return array.AsSpan(copy * width, width);
    }
}
