namespace MarketSim.Simulation;

/// <summary>Where a step writes what came of it, for the learners of one environment in order.</summary>
/// <remarks>Observations of learners stand one after the other, each as wide as its own space; so do infos.</remarks>
public readonly ref struct StepSpans
{
    /// <summary>What they see; <see cref="MarketEnvironment.ObservationWidth"/> numbers.</summary>
    public required Span<float> Observations { get; init; }

    /// <summary>What they are rewarded; one number a learner.</summary>
    public required Span<double> Rewards { get; init; }

    /// <summary>Whose task has ended.</summary>
    public required Span<bool> Terminated { get; init; }

    /// <summary>Who ran out of steps.</summary>
    public required Span<bool> Truncated { get; init; }

    /// <summary>What is worth knowing; <see cref="MarketEnvironment.InfoWidth"/> numbers.</summary>
    public required Span<double> Infos { get; init; }
}
