using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Short environments, and everything that an episode of them brings, written down for comparison.</summary>
internal static class Episodes
{
    public static TheoryData<string> All => [.. EnvironmentCatalog.All.Names];

    public static EnvironmentSetup Setup(string environment, params (string Name, string Value)[] settings)
        => EnvironmentSetup.Of(environment, settings.Prepend(("steps", "12")).Select(s => KeyValuePair.Create(s.Item1, s.Item2)));

    /// <summary>A seller, a maker and a trader in one market.</summary>
    public static EnvironmentSetup Mixed() => EnvironmentSetup.OfLearners(
        [("seller", "execution", []), ("maker", "market-making", []), ("trader", "trading", [])],
        [KeyValuePair.Create("steps", "12")]);

    public static float[] RandomActions(MarketEnvironment environment, Rng random)
    {
        var actions = new float[environment.ActionWidth];
        var place = 0;
        foreach (var task in environment.Tasks)
        {
            task.ActionSpace.Sample(random, actions.AsSpan(place, task.ActionSpace.Width));
            place += task.ActionSpace.Width;
        }

        return actions;
    }

    /// <summary>Runs to the end of the episode with random actions.</summary>
    /// <returns>Every number that came out, and the market's state at the end.</returns>
    public static List<double> Finish(MarketEnvironment environment, Rng random)
    {
        var all = new List<double>();
        while (!environment.IsOver)
        {
            all.AddRange(Step(environment, RandomActions(environment, random)));
        }

        all.Add(BitConverter.UInt64BitsToDouble(environment.StateHash() >> 12));
        return all;
    }

    public static List<double> Begin(MarketEnvironment environment, ulong? seed)
    {
        var (observations, infos) = (new float[environment.ObservationWidth], new double[environment.InfoWidth]);
        environment.Reset(seed, observations, infos);
        return [.. observations.Select(o => (double)o), .. infos];
    }

    public static List<double> Step(MarketEnvironment environment, float[] actions)
    {
        var (observations, infos) = (new float[environment.ObservationWidth], new double[environment.InfoWidth]);
        var rewards = new double[environment.LearnerCount];
        var (terminated, truncated) = (new bool[rewards.Length], new bool[rewards.Length]);
        environment.Step(actions, new StepSpans
        {
            Observations = observations, Infos = infos, Rewards = rewards, Terminated = terminated, Truncated = truncated,
        });
        var place = 0;
        foreach (var task in environment.Tasks)
        {
            var width = task.ObservationSpace.Width;
            Assert.True(task.ObservationSpace.Contains(observations.AsSpan(place, width)), "an observation lies in its space");
            place += width;
        }

        return [.. observations.Select(o => (double)o), .. rewards, .. infos, .. terminated.Concat(truncated).Select(e => e ? 1.0 : 0)];
    }
}
