using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class EnvironmentSnapshotTests
{
    public static TheoryData<string> Names => Episodes.All;

    [Theory]
    [MemberData(nameof(Names))]
    public void ARestoredEpisodeGoesOnToTheLastBitAsTheOriginal(string name)
    {
        foreach (var steps in (int[])[0, 1, 7])
        {
            var original = new MarketEnvironment(Episodes.Setup(name));
            Episodes.Begin(original, 11);
            var random = new Rng(1, "actions");
            List<double> seen = [];
            for (var i = 0; i < steps && !original.IsOver; i++)
            {
                seen = Episodes.Step(original, Episodes.RandomActions(original, random));
            }

            var snapshot = original.Snapshot();
            var rest = Episodes.Finish(original, new Rng(2, "actions"));

            // In another object, as if in another process; twice, since restoring must not spoil the snapshot.
            var restored = new MarketEnvironment(Episodes.Setup(name));
            for (var i = 0; i < 2; i++)
            {
                var (observations, infos) = (new float[restored.ObservationWidth], new double[restored.InfoWidth]);
                restored.Restore(snapshot, observations, infos);
                Assert.Equal(seen.Take(observations.Length), observations.Select(o => (double)o).Take(seen.Count));
                Assert.Equal(snapshot, restored.Snapshot());
                Assert.Equal(rest, Episodes.Finish(restored, new Rng(2, "actions")));
            }

            // Episodes after it follow as they would have.
            Assert.Equal(Episodes.Begin(original, null), Episodes.Begin(restored, null));
        }
    }

    [Fact]
    public void FromOneSnapshotSeveralFuturesCanBeTried()
    {
        var environment = new TradingEnvironment(Episodes.Setup("trading"));
        environment.Reset(1);
        environment.Step(1);
        var snapshot = environment.Snapshot();
        environment.Step(0);
        var sold = environment.Step(1).Info["position_lots"];
        environment.Restore(snapshot);
        environment.Step(2);
        var bought = environment.Step(1).Info["position_lots"];
        Assert.Equal((-100.0, 100.0), (sold, bought));
    }

    [Fact]
    public void ASnapshotOfAnotherSetupOrNoneIsRefused()
    {
        var environment = new TradingEnvironment(Episodes.Setup("trading"));
        environment.Reset(1);
        var other = new TradingEnvironment(Episodes.Setup("trading", ("max-units", "6")));
        Assert.Contains("other settings", Assert.Throws<ArgumentException>(() => other.Restore(environment.Snapshot())).Message, StringComparison.Ordinal);
        Assert.Contains("no snapshot", Assert.Throws<ArgumentException>(() => other.Restore(new byte[3])).Message, StringComparison.Ordinal);
        Assert.Contains("no snapshot", Assert.Throws<ArgumentException>(() => other.Restore([.. other.Snapshot(), 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASnapshotTakesAFewBytesAStep()
    {
        var environment = new TradingEnvironment(Episodes.Setup("market-making"));
        environment.Reset(1);
        for (var i = 0; i < 5; i++)
        {
            environment.Step(0, 0);
        }

        Assert.Equal(52 + (5 * 2 * 4), environment.Snapshot().Length);
    }
}
