using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>An experiment of the literature on the exchange: many runs of a scenario, and what came out beside what was
/// published.</summary>
public abstract class Study
{
    /// <summary>Its name on the command line, in kebab case.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence: what is measured.</summary>
    public abstract string Summary { get; }

    /// <summary>How many runs of each variant make the published figures; what the command line takes unless told otherwise.</summary>
    public abstract int UsualPaths { get; }

    /// <summary>Runs it.</summary>
    /// <param name="paths">Runs of each variant; at least two.</param>
    /// <param name="seed">The key of all chance; run i of a variant has the seed <c>seed + i</c>.</param>
    /// <returns>What was measured, in reading order.</returns>
    public abstract IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1);

    /// <summary>The same over recorded data.</summary>
    /// <param name="data">Where they are.</param>
    /// <exception cref="ArgumentException">It reads none.</exception>
    public virtual Study With(string data) => throw new ArgumentException($"Study '{Name}' reads no data; leave --data out.");

    /// <summary>What the figures come to, in words; null where they speak for themselves.</summary>
    /// <param name="seed">As in <see cref="Run"/>.</param>
    public virtual string? Verdict(ulong seed = 1) => null;

    /// <summary>Runs a scenario once for each path, in memory and on all cores; results do not depend on how many.</summary>
    /// <param name="scenario">Which.</param>
    /// <param name="settings">Options that differ from their defaults.</param>
    /// <param name="paths">How many runs.</param>
    /// <param name="seed">Seed of the first.</param>
    /// <param name="measure">What is kept of a run.</param>
    protected static IReadOnlyList<T> Sample<T>(
        Scenario scenario, IReadOnlyList<(string Name, string Value)> settings, int paths, ulong seed, Func<MarketSimulation, T> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Sample(scenario, settings, paths, seed, () => NullRecorder.Instance, (run, _) => measure(run));
    }

    /// <summary>As above, with the events of each run, which are forgotten once they are measured.</summary>
    protected static IReadOnlyList<T> SampleEvents<T>(
        Scenario scenario, IReadOnlyList<(string Name, string Value)> settings, int paths, ulong seed,
        Func<MarketSimulation, IReadOnlyList<MarketEvent>, T> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Sample(
            scenario, settings, paths, seed, () => new MemoryRecorder(), (run, recorder) => measure(run, ((MemoryRecorder)recorder).Events));
    }

    private static T[] Sample<T>(
        Scenario scenario, IReadOnlyList<(string Name, string Value)> settings, int paths, ulong seed,
        Func<IRunRecorder> record, Func<MarketSimulation, IRunRecorder, T> measure)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        var options = new OptionSet(scenario.Options);
        foreach (var (name, value) in settings)
        {
            options.Set(name, value);
        }

        var results = new T[paths];
        Parallel.For(0, paths, path =>
        {
            var own = unchecked(seed + (ulong)path);
            var recorder = record();
            var run = new MarketSimulation(scenario.Create(options, own), own, recorder);
            run.Run();
            results[path] = measure(run, recorder);
        });
        return results;
    }
}

/// <summary>One figure of a study.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Expected">What was published, or follows from the theory; null where there is nothing to compare with.</param>
/// <param name="Low">The least that agrees with it.</param>
/// <param name="High">The most that agrees with it.</param>
public sealed record StudyFigure(string Name, double Value, double? Expected, double Low, double High)
{
    /// <summary>Whether it agrees.</summary>
    public bool Passes => Value >= Low && Value <= High;

    /// <summary>A figure with nothing to compare it with.</summary>
    public static StudyFigure Of(string name, double value)
        => new(name, value, null, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>A figure that agrees within so much on either side.</summary>
    public static StudyFigure Near(string name, double value, double expected, double tolerance)
        => new(name, value, expected, expected - tolerance, expected + tolerance);
}
