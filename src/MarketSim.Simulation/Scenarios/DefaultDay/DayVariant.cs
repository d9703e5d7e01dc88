using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The default day in another mood: the same population, with other values of some of its options unless told otherwise.</summary>
public sealed class DayVariant : Scenario
{
    private readonly DefaultDay _day = new();

    private DayVariant(string name, string summary, params (string Option, string Value)[] changes)
    {
        (Name, Summary) = (name, summary);
        Options = [.. _day.Options.Select(spec =>
            changes.FirstOrDefault(change => change.Option == spec.Name) is { Value: { } value } ? spec with { Default = value } : spec)];
    }

    /// <summary>A quiet summer's day: little news, steady information, low volatility.</summary>
    public static DayVariant Calm { get; } = new(
        "calm", "The default day in quiet times: low volatility, little and small news.",
        ("volatility", "0.12"), ("news-size", "0.2"), ("surprises", "0.5"), ("pace-deviation", "0.25"), ("activity", "0.8"));

    /// <summary>A day of a crisis: wild, full of news, with half of the makers gone.</summary>
    public static DayVariant Stressed { get; } = new(
        "stressed", "The default day in a crisis: high volatility, much and large news, half of the makers gone.",
        ("volatility", "0.7"), ("news-size", "1.5"), ("surprises", "8"), ("pace-deviation", "0.8"), ("market-makers", "2"));

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; }

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed) => _day.Build(options, seed);
}
