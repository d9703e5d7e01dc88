using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>A seller decides at 100.00 / 100.04, sends at 99.98 / 100.01, sweeps, and is met once at its own offer.</summary>
public sealed class ImplementationShortfallTests
{
    private static readonly AccountId Seller = new(20);
    private static readonly Equity Share = new() { Id = new(0), Symbol = "S", Base = new(1), Quote = new(0) };

    [Fact]
    public void ThePartsAreWhatTheyAreCalledAndSumToTheCent()
    {
        var metric = Sell();

        // Decision 100.02, arrival 99.995: 2.5 cents on 300 lots.
        Assert.Equal(750, metric.Delay.Minor);

        // 100 at the touch 99.98, half of the spread 1.5 cents; 100 at 99.97; then 100 at its own offer of 99.99 around 99.98.
        Assert.Equal((100 * 3 / 2) + (100 * 3 / 2) - 100, metric.Spread.Minor);
        Assert.Equal(100, metric.Impact.Minor);
        Assert.Equal(150, metric.Timing.Minor);
        Assert.Equal((3 * 100 * 10_002) - (100 * 9_998) - (100 * 9_997) - (100 * 9_999), metric.Total.Minor);
        Assert.Equal(metric.Total.Minor, metric.Delay.Minor + metric.Spread.Minor + metric.Impact.Minor + metric.Timing.Minor);
        Assert.Equal((300L, 100.02), (metric.Done.Lots, Math.Round(metric.DecisionPrice / 100, 4)));
    }

    [Fact]
    public void ParticipationIsTheLargestPartItEverWasOfTheVolumeSinceTheDecision()
    {
        // 600 by others, then 100 and 100 of its own, then 200 by others and 100 of its own: 200 of 800, and 300 of 1,100.
        Assert.Equal(3 / 11.0, Sell().HighestParticipation, 8);
    }

    [Fact]
    public void WhatWasNotTradedCostsWhatThePriceMovedOnIt()
    {
        // Decision 100.02, the last middle 99.98: four cents on each of the 200 lots that are left of 500.
        Assert.Equal(800, Sell().Opportunity(new(500)).Minor);
        Assert.Equal(0, Sell().Opportunity(new(300)).Minor);
    }

    private static ImplementationShortfall Sell()
    {
        var metric = new ImplementationShortfall(Share, Seller, Side.Sell, SimTime.FromSeconds(10));
        Quote(metric, 5, 100_00, 100_04);
        Trade(metric, 6, 999, 100_04, Side.Buy, new(30), new(31));
        Trade(metric, 12, 600, 100_00, Side.Sell, new(30), new(31));
        Quote(metric, 13, 99_98, 100_01);
        metric.Observe(At(14) with { Kind = EventKind.Accepted, Account = Seller, Side = Side.Sell });
        Trade(metric, 14, 100, 99_98, Side.Sell, Seller, new(31));
        Trade(metric, 14, 100, 99_97, Side.Sell, Seller, new(31));
        Quote(metric, 15, 99_97, 99_99);
        Trade(metric, 16, 200, 99_97, Side.Sell, new(30), new(31));
        Trade(metric, 17, 100, 99_99, Side.Buy, new(30), Seller);
        return metric;
    }

    private static MarketEvent At(long second) => new() { Time = SimTime.FromSeconds(second), Instrument = Share.Id };

    private static void Quote(ImplementationShortfall metric, long second, long bid, long ask)
    {
        metric.Observe(At(second) with { Kind = EventKind.Quoted, Side = Side.Buy, Price = new(bid), Quantity = new(100) });
        metric.Observe(At(second) with { Kind = EventKind.Quoted, Side = Side.Sell, Price = new(ask), Quantity = new(100) });
    }

    private static void Trade(
        ImplementationShortfall metric, long second, long lots, long price, Side side, AccountId taker, AccountId maker)
        => metric.Observe(At(second) with
        {
            Kind = EventKind.Traded, Side = side, Account = taker, CounterAccount = maker, Price = new(price), Quantity = new(lots),
        });
}
