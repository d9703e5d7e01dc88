using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>What facts see of a simulated run's events.</summary>
public sealed class EventFlowTests
{
    private static readonly SimTime End = SimTime.FromSeconds(3_600);

    [Fact]
    public void AddsAreOrdersThatAreDisplayedAndCancelsThoseThatLeaveWithoutATrade()
    {
        var tape = new Tape().At(1).Quote(100, 102);
        for (ulong id = 1; id <= 200; id++)
        {
            tape.At(id).Rest(id, Side.Buy, 100, 10);
            tape.At(id + 0.25).Rest(id + 1_000, Side.Sell, 103, 0, open: 10).Cancel(id + 1_000, Side.Sell, 10);
            if (id % 4 != 0)
            {
                tape.At(id + 0.5).Cancel(id, Side.Buy, 10);
            }
            else
            {
                tape.At(id + 0.5).Trade(Side.Sell, 100, 10, maker: id, makerOpen: 0, taker: id + 5_000).Cancel(id, Side.Buy, 0);
            }
        }

        var results = Measured(tape);
        Assert.Equal(0.75, Value(results, 14), 12);
        Assert.Equal(0.25, Value(results, 15), 12);
    }

    [Fact]
    public void AReplacementThatLosesItsPlaceIsACancelAndAnAddAndOneThatKeepsItIsNeither()
    {
        var tape = new Tape().At(1).Quote(100, 102);
        for (ulong id = 1; id <= 200; id++)
        {
            tape.At(id).Rest(id, Side.Buy, 100, 10);
            tape.At(id + 0.25).Replace(id, 0, 100, 5, keeps: true);
            tape.At(id + 0.5).Replace(id + 1_000, id, 99, 5, keeps: false).Rest(id + 1_000, Side.Buy, 99, 5);
        }

        Assert.Equal(0.5, Value(Measured(tape), 14), 12);
    }

    [Fact]
    public void AllExecutionsOfAnInstantInOneDirectionAreOneTrade()
    {
        var tape = new Tape().At(1).Quote(100, 102);
        for (ulong id = 1; id <= 150; id++)
        {
            tape.At(id).Rest(2 * id, Side.Sell, 102, 10).Rest((2 * id) + 1, Side.Sell, 103, 10);
            tape.At(id + 0.5).Trade(Side.Buy, 102, 10, maker: 2 * id).Trade(Side.Buy, 103, 10, maker: (2 * id) + 1);
        }

        Assert.Equal(0.5, Value(Measured(tape), 15), 12);
    }

    [Fact]
    public void OnlyContinuousTradingCounts()
    {
        var tape = new Tape().At(1).Quote(100, 102);
        for (ulong id = 1; id <= 300; id++)
        {
            tape.At(id).Rest(id, Side.Buy, 100, 10);
        }

        var events = tape.Events.ToList();
        events.Insert(events.FindIndex(item => item.Time == SimTime.FromSeconds(100)), Phase(TradingPhase.Continuous, 99.5));
        events.Insert(events.FindIndex(item => item.Time == SimTime.FromSeconds(251)), Phase(TradingPhase.ClosingAuction, 250.5));
        var flow = new EventFlow(new InstrumentId(0), End);
        MetricPass.Run(events, End, flow);

        Assert.Equal(0, Value(flow.Results, 14));
        Assert.Equal((SimTime.Zero + SimDuration.FromSeconds(99.5), SimTime.Zero + SimDuration.FromSeconds(250.5)), (flow.Window!.Open, flow.Window.To));
        Assert.Equal("needs 200 orders placed behind the best price, there are 0", Measure(flow.Results, 17).Remark);
    }

    [Fact]
    public void TheFirstQuarterHourOfALongSessionIsLeftOut()
    {
        Assert.Equal(SimTime.FromSeconds(900), FactWindow.Of(SimTime.Zero, SimTime.FromSeconds(7_200)).From);
        Assert.Equal(SimTime.Zero, FactWindow.Of(SimTime.Zero, SimTime.FromSeconds(7_199)).From);
        Assert.Equal(SimTime.FromSeconds(60), FactWindow.Of(SimTime.Zero, SimTime.FromSeconds(7_199), SimDuration.FromMinutes(1)).From);
    }

    [Fact]
    public void PlacementIsMeasuredFromTheTouchBeforeTheOrder()
    {
        // Distances 1, 2, … 200 behind a bid that the order itself never moves.
        var tape = new Tape().At(1).Quote(1_000, 1_002);
        double[] distances = [.. Enumerable.Range(1, 250).Select(i => (double)i)];
        foreach (var distance in distances)
        {
            tape.At(distance + 1).Rest((ulong)distance, Side.Buy, 1_000 - (long)distance, 10);
        }

        Assert.Equal(HillTail.Exponent(distances, 0.10), Value(Measured(tape), 17), 12);
    }

    [Fact]
    public void LifetimesAreOfOrdersThatWereAddedAndCancelledWhole()
    {
        var tape = new Tape().At(1).Quote(100, 102);
        for (ulong id = 1; id <= 200; id++)
        {
            tape.At(10 * id).Rest(id, Side.Buy, 100, 10);
            tape.At((10 * id) + (id <= 150 ? 0.5 : 8)).Cancel(id, Side.Buy, 10);
        }

        var numbers = Measure(Measured(tape), 13).Numbers;
        Assert.Equal([0.5, 16], numbers.Select(number => number.Value));
        Assert.True(numbers.All(number => number.Passes));
    }

    [Fact]
    public void MetaordersGiveTheirExponent()
    {
        double[] shares = [0.02, 0.05, 0.1, 0.2, 0.4];
        var sample = new MetaorderSample([.. shares.Select(share => new MetaorderImpact(share, share, 0.001 * Math.Pow(share, 0.55)))]);
        var flow = new EventFlow(new InstrumentId(0), End, metaorders: sample);
        MetricPass.Run([Phase(TradingPhase.Continuous, 0)], End, flow);

        Assert.Equal(0.55, Value(flow.Results, 22), 6);
        Assert.True(Measure(flow.Results, 22).Passes);
    }

    private static MarketEvent Phase(TradingPhase phase, double seconds) => new()
    {
        Kind = EventKind.PhaseChanged, Phase = phase, Time = SimTime.Zero + SimDuration.FromSeconds(seconds),
    };

    private static IReadOnlyList<FactResult> Measured(Tape tape)
    {
        var flow = new EventFlow(new InstrumentId(0), End);
        MetricPass.Run(tape.Events.Prepend(Phase(TradingPhase.Continuous, 0)), End, flow);
        return flow.Results;
    }

    private static FactMeasure Measure(IReadOnlyList<FactResult> results, int id) => results.Single(result => result.Fact.Id == id).Measure;

    private static double Value(IReadOnlyList<FactResult> results, int id) => Measure(results, id).Numbers[0].Value;
}
