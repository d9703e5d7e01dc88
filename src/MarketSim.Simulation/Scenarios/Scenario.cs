using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A runnable world with options.</summary>
public abstract class Scenario
{
    /// <summary>Its name on the command line, in kebab case.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence: what happens in it.</summary>
    public abstract string Summary { get; }

    /// <summary>What can be adjusted, in reading order.</summary>
    public abstract IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>Builds the world.</summary>
    /// <param name="options">Values of <see cref="Options"/>.</param>
    /// <param name="seed">The run's seed; models draw from streams keyed by it and their own name.</param>
    public abstract World Build(OptionSet options, ulong seed);

    /// <summary>Builds the world and notes in it what it was built from.</summary>
    /// <param name="options">Values of <see cref="Options"/>.</param>
    /// <param name="seed">The run's seed.</param>
    public World Create(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var world = Build(options, seed);
        world.Scenario = Name;
        world.Options = options.Values;
        return world;
    }
}
