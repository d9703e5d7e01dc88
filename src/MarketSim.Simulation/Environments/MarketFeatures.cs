using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What every learner sees of the market.</summary>
public static class MarketFeatures
{
    /// <summary>What the numbers are, in order; <see cref="MarketWatch"/> says how they are measured.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("time-left", 0, 1, "Part of the episode's steps that is left."),
        new("spread", 0, 100, "Best offer less best bid, in basis points of the middle."),
        new("imbalance", -1, 1, "Displayed at the best bid less at the best offer, over both."),
        new("return", -100, 100, "Change of the middle over the last step, in basis points."),
        new("drift", -1000, 1000, "Change of the middle since the episode began, in basis points."),
        new("volatility", 0, 100, "Mean absolute return of a step, in basis points, weighted to the last ten steps or so."),
        new("flow", -1, 1, "Lots bought less lots sold by takers over the last step, over both."),
        new("volume", 0, 10, "Lots traded over the last step, as a multiple of the mean of the steps before."),
    ];

    /// <summary>Writes them.</summary>
    /// <param name="desk">Where the learner sits.</param>
    /// <param name="observation">At least as long as <see cref="All"/>.</param>
    public static void Write(LearningDesk desk, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var watch = desk.Market;
        observation[0] = (float)desk.StepsLeft / desk.Steps;
        observation[1] = (float)watch.Spread;
        observation[2] = (float)watch.Imbalance;
        observation[3] = (float)watch.Return;
        observation[4] = (float)watch.Drift;
        observation[5] = (float)watch.Volatility;
        observation[6] = (float)watch.Flow;
        observation[7] = (float)watch.Volume;
    }
}
