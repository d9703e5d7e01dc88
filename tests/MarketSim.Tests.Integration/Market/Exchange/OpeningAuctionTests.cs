using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>EX-2h: the opening auction of E-mini S&amp;P 500 futures on 2023-12-25, 23:00 UTC.</summary>
public sealed class OpeningAuctionTests
{
    private const string Orders = "cme-es-mbo/es_open_2023-12-25_orders.csv";
    private const string Fills = "cme-es-mbo/es_open_2023-12-25_fills.csv";
    private const string Feed = "cme-es-mbo/ESH4_2023-12-25_mbo.csv.gz";

    [Fact]
    public void TheRealOpeningComesOutOrderByOrder()
    {
        var (uncrossed, fills) = Open(File.ReadLines(TestData.Require(Orders)));

        Assert.Equal((19_201, 44, 7, Side.Sell), (uncrossed.Price.Ticks, uncrossed.Quantity.Lots, uncrossed.Open.Lots, uncrossed.Side));
        var real = File.ReadLines(TestData.Require(Fills)).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(35, real.Length);
        foreach (var side in (string[])["BUY", "SELL"])
        {
            var expected = real.Where(f => f[1] == side).Select(f => (ulong.Parse(f[0], CultureInfo.InvariantCulture), long.Parse(f[2], CultureInfo.InvariantCulture)));
            Assert.Equal(expected, fills[side == "BUY" ? 0 : 1]);
        }
    }

    [Fact]
    public void WithoutTheHiddenStopsOnlyThirtyOneLotsWouldHaveTraded()
    {
        var (uncrossed, _) = Open(File.ReadLines(TestData.Require(Orders)).Where(line => !line.EndsWith(",1", StringComparison.Ordinal)));

        Assert.Equal(31, uncrossed.Quantity.Lots);
        Assert.Contains(uncrossed.Price.Ticks, (long[])[19_200, 19_201]);
    }

    [Fact]
    public void TheRecordedDayGoesThroughThePreOpenAndOpensWithThatAuction()
    {
        var scenario = ScenarioCatalog.Find("history");
        var options = new OptionSet(scenario.Options);
        options.Set("files", TestData.Require(Feed));
        options.Set("agents", "0");
        var simulation = new MarketSimulation(scenario.Create(options, seed: 1), seed: 1);
        var recorded = simulation.Run().Recorded!.Events;
        var outcome = simulation.Actors.OfType<HistoryReplay>().Single().Outcome;

        var first = recorded.First(e => e.Kind == EventKind.Traded);
        Assert.True((first.Flags & EventFlags.Auction) != 0, "the first trade is the auction's");
        var uncrossed = Assert.Single(recorded, e => e.Kind == EventKind.Uncrossed && !e.Quantity.IsZero);
        Assert.Equal((19_201, 44), (uncrossed.Price.Ticks, uncrossed.Quantity.Lots));
        Assert.Equal((35, 35, 44), (outcome.AuctionFills, outcome.AuctionFillsAsRecorded, outcome.AuctionLots));
        Assert.True(outcome.AsRecorded > 0.8 * outcome.Executions, $"{outcome.AsRecorded} of {outcome.Executions} as recorded");
        Assert.True(outcome.UnfilledLots < 0.05 * outcome.ExecutedLots, $"{outcome.UnfilledLots} of {outcome.ExecutedLots} unfilled");
    }

    /// <summary>Puts the orders in by their priority, and opens.</summary>
    /// <returns>The outcome, and the fills of buyers and sellers in the sequence in which they traded.</returns>
    private static (MarketEvent Uncrossed, List<(ulong Order, long Lots)>[] Fills) Open(IEnumerable<string> lines)
    {
        var es = new Future
        {
            Id = new(0), Symbol = "ESH4", Base = new(1), Quote = new(0), PriceUnitSteps = 25, SettlementPrice = new(19_200), InitialMargin = new(1),
        };
        var exchange = new Exchange([es], new ExchangeOptions { AuctionStyle = "cme", ChecksFunds = false });
        var events = new EventBuffer();
        exchange.Apply(Commands.SetPhase(TradingPhase.PreOpen), SimTime.Zero, events);
        foreach (var order in lines.Skip(1).Select(line => line.Split(',')).OrderBy(o => long.Parse(o[4], CultureInfo.InvariantCulture)))
        {
            exchange.Apply(
                Commands.Limit(
                    new AccountId(20), es.Id, new OrderId(ulong.Parse(order[0], CultureInfo.InvariantCulture)),
                    order[1] == "BUY" ? Side.Buy : Side.Sell, new Price((long)(decimal.Parse(order[2], CultureInfo.InvariantCulture) / 0.25m)),
                    new Quantity(long.Parse(order[3], CultureInfo.InvariantCulture))),
                SimTime.Zero, events);
        }

        Assert.DoesNotContain(events.Items.ToArray(), e => e.Kind is EventKind.Rejected or EventKind.Traded);
        events.Clear();
        exchange.Apply(Commands.SetPhase(TradingPhase.Continuous), SimTime.Zero, events);
        var trades = events.Items.ToArray().Where(e => e.Kind == EventKind.Traded).ToArray();
        return (
            events.Items.ToArray().Single(e => e.Kind == EventKind.Uncrossed),
            [Sum(trades.Select(t => (t.Order.Value, t.Quantity.Lots))), Sum(trades.Select(t => (t.CounterOrder.Value, t.Quantity.Lots)))]);
    }

    private static List<(ulong Order, long Lots)> Sum(IEnumerable<(ulong Order, long Lots)> fills)
    {
        var sums = new List<(ulong Order, long Lots)>();
        foreach (var (order, lots) in fills)
        {
            if (sums.Count > 0 && sums[^1].Order == order)
            {
                sums[^1] = (order, sums[^1].Lots + lots);
            }
            else
            {
                sums.Add((order, lots));
            }
        }

        return sums;
    }
}
