using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class VectorEnvironmentTests
{
    private const int Copies = 5;

    public static TheoryData<string, int> NamesAndThreads()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in EnvironmentCatalog.All.Names)
        {
            data.Add(name, 1);
            data.Add(name, 3);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void ManyGiveWhatEachAloneGivesHoweverManyThreadsThereAre(string name, int threads)
    {
        using var many = new VectorEnvironment(Episodes.Setup(name), Copies, AutoReset.NextStep, threads);
        var singles = Enumerable.Range(0, Copies).Select(_ => new MarketEnvironment(Episodes.Setup(name))).ToArray();
        many.Reset(21);
        for (var i = 0; i < Copies; i++)
        {
            Assert.Equal(Episodes.Begin(singles[i], 21 + (ulong)i), RowOf(many, i, begun: true));
        }

        var random = new Rng(1, "actions");
        for (var step = 0; step < 30; step++)
        {
            var actions = singles.Select(s => Episodes.RandomActions(s, random)).ToArray();
            many.Step(actions.SelectMany(a => a).ToArray());
            for (var i = 0; i < Copies; i++)
            {
                // After the end the next step begins anew, and its action counts for nothing.
                var wasOver = singles[i].IsOver;
                var alone = wasOver ? Episodes.Begin(singles[i], null) : Episodes.Step(singles[i], actions[i]);
                Assert.Equal(alone, RowOf(many, i, begun: wasOver));
                Assert.Equal(singles[i].StateHash(), many.Copies[i].StateHash());
            }
        }
    }

    [Fact]
    public void InTheSameStepTheLastObservationIsKeptApart()
    {
        using var many = new VectorEnvironment(Episodes.Setup("trading", ("steps", "3")), 2, AutoReset.SameStep, threads: 2);
        var single = new MarketEnvironment(Episodes.Setup("trading", ("steps", "3")));
        many.Reset(1);
        Episodes.Begin(single, 1);
        List<double> last = [];
        for (var step = 0; step < 3; step++)
        {
            many.Step([2, 2]);
            last = Episodes.Step(single, [2]);
        }

        var width = single.ObservationWidth;
        Assert.Equal([true, true], many.IsFinal);
        Assert.Equal([true, true], many.Truncated);
        Assert.Equal(last.Take(width), many.FinalObservations.Take(width).Select(o => (double)o));
        Assert.Equal(Episodes.Begin(single, null).Take(width), many.Observations.Take(width).Select(o => (double)o));
        many.Step([2, 2]);
        Assert.Equal([false, false], many.IsFinal);
        Assert.Equal([false, false], many.Truncated);
    }

    [Fact]
    public void WithoutAutoResetWhoIsChosenBeginsAnew()
    {
        using var many = new VectorEnvironment(Episodes.Setup("trading", ("steps", "2")), 2, AutoReset.Off);
        many.Reset(1);
        many.Step([1, 1]);
        many.Step([1, 1]);
        Assert.Throws<InvalidOperationException>(() => many.Step([1, 1]));
        many.Reset([7, null], [true, false]);
        Assert.Equal([false, true], many.Truncated);
        Assert.Equal((7UL, 2UL), (many.Copies[0].Seed, many.Copies[1].Seed));
        many.Reset([null, 8], [false, true]);
        many.Step([1, 1]);
    }

    [Fact]
    public void OneBadActionIsToldAndTheOthersStep()
    {
        using var many = new VectorEnvironment(Episodes.Setup("trading"), 3, threads: 2);
        many.Reset(1);
        Assert.Contains("was 9", Assert.Throws<ArgumentException>(() => many.Step([1, 9, 1])).Message, StringComparison.Ordinal);
        Assert.Equal([1, 0, 1], many.Copies.Select(c => c.StepsTaken));
        Assert.Throws<ArgumentException>(() => many.Step([1, 1]));
    }

    [Fact]
    public void ACopyCanBeBroughtToWhereAnotherStood()
    {
        using var many = new VectorEnvironment(Episodes.Setup("trading"), 2);
        many.Reset(1);
        many.Step([2, 0]);
        many.Restore(1, many.Copies[0].Snapshot());
        Assert.Equal(RowOf(many, 0, begun: true), RowOf(many, 1, begun: true));
        many.Step([0, 0]);
        Assert.Equal(RowOf(many, 0, begun: false), RowOf(many, 1, begun: false));
    }

    private static List<double> RowOf(VectorEnvironment many, int copy, bool begun)
    {
        IEnumerable<double> Row(IEnumerable<double> all, int width) => all.Skip(copy * width).Take(width);

        var first = many.Copies[0];
        var row = Row(many.Observations.Select(o => (double)o), first.ObservationWidth);
        var infos = Row(many.Infos, first.InfoWidth);
        if (begun)
        {
            return [.. row, .. infos];
        }

        var learners = first.LearnerCount;
        return [
            .. row, .. Row(many.Rewards, learners), .. infos,
            .. Row(many.Terminated.Select(e => e ? 1.0 : 0), learners), .. Row(many.Truncated.Select(e => e ? 1.0 : 0), learners)];
    }
}
