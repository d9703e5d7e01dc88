using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>First come, first served, against a plain twin that looks through all orders at every message.</summary>
public sealed class PlainFlowTests
{
    [Fact]
    public void AnOrderInARandomMarketTradesWhenAPlainTwinSaysSo()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var filled = 0;
        for (var seed = first; seed < first + (ulong)Effort.Cases(ordinary: 400, nightly: 20_000); seed++)
        {
            var random = new Rng(seed, "flow");
            var steps = Steps(random, 120);
            var side = random.Between(0, 1) == 0 ? Side.Buy : Side.Sell;
            var (price, lots, after) = ((int)random.Between(996, 1_004), (int)random.Between(1, 60), (int)random.Between(5, 60));
            var twin = new PlainFlow(side, price, lots, after);
            twin.Run(steps);
            var stage = new FlowStage();
            for (var i = 0; i < steps.Count; i++)
            {
                Write(stage, 10 * i, steps[i]);
            }

            stage.Limit((10 * after) + 5, side, price, lots).Run();
            var ours = stage.Fills().Select(fill => ((int)(fill.Time / 10), fill.Cents, fill.Lots)).ToList();
            Assert.True(
                twin.Fills.SequenceEqual(ours.Select(fill => (fill.Item1, fill.Cents, fill.Lots))),
                $"Seed {seed}: {string.Join(' ', ours)} instead of {string.Join(' ', twin.Fills)}. "
                + $"Replay: MARKETSIM_SEED={seed} ./test unit --filter-method '*.{nameof(AnOrderInARandomMarketTradesWhenAPlainTwinSaysSo)}'");
            filled += twin.Fills.Count > 0 ? 1 : 0;
        }

        Assert.True(given != 0 || filled > 100, $"Only {filled} orders traded: the markets are too quiet to prove anything.");
    }

    private static void Write(FlowStage stage, int time, FlowStep step) => _ = step.Kind switch
    {
        1 => stage.Add(time, step.Order, step.Side, step.Cents, step.Lots),
        2 => stage.Reduce(time, step.Order, step.Side, step.Cents, step.Lots),
        3 => stage.Cancel(time, step.Order, step.Side, step.Cents, step.Lots),
        4 => stage.Execute(time, step.Order, step.Side, step.Cents, step.Lots),
        _ => stage.Hidden(time, step.Side, step.Cents, step.Lots),
    };

    // A market that never crosses, whose executions are mostly of the first in the queue.
    private static List<FlowStep> Steps(Rng random, int count)
    {
        var steps = new List<FlowStep>();
        var orders = new List<(int Id, Side Side, int Price, int Lots)>();
        for (var id = 1; steps.Count < count; id++)
        {
            var side = random.Between(0, 1) == 0 ? Side.Buy : Side.Sell;
            var bids = orders.Where(o => o.Side == Side.Buy).Select(o => o.Price).ToList();
            var asks = orders.Where(o => o.Side == Side.Sell).Select(o => o.Price).ToList();
            var bid = bids.Count > 0 ? bids.Max() : Math.Min(995, asks.DefaultIfEmpty(1_000).Min() - 2);
            var ask = asks.Count > 0 ? asks.Min() : Math.Max(1_005, bid + 2);
            var mine = orders.Where(o => o.Side == side).ToList();
            var kind = orders.Count < 6 || mine.Count == 0 ? 1 : (int)random.Between(1, 6);
            if (kind is 1 or 6)
            {
                var price = side == Side.Buy ? (int)random.Between(bid - 3, ask - 1) : (int)random.Between(bid + 1, ask + 3);
                var lots = (int)random.Between(1, 40);
                orders.Add((id, side, price, lots));
                steps.Add(new FlowStep(1, id, side, price, lots));
                continue;
            }

            if (kind == 5)
            {
                steps.Add(new FlowStep(5, 0, side, (int)random.Between(bid, ask), (int)random.Between(1, 30)));
                continue;
            }

            var best = side == Side.Buy ? bid : ask;
            var queue = mine.Where(o => o.Price == best).ToList();
            var chosen = kind == 4 ? queue[random.Between(0, 4) == 0 ? (int)random.Between(0, queue.Count - 1) : 0] : mine[(int)random.Between(0, mine.Count - 1)];
            var part = kind == 3 ? chosen.Lots : (int)random.Between(1, chosen.Lots);
            orders.Remove(chosen);
            if (part < chosen.Lots)
            {
                orders.Insert(Math.Min(orders.Count, orders.FindIndex(o => o.Id > chosen.Id) is >= 0 and var at ? at : orders.Count), chosen with { Lots = chosen.Lots - part });
            }

            steps.Add(new FlowStep(kind == 2 && part == chosen.Lots ? 3 : kind, chosen.Id, side, chosen.Price, part));
        }

        return steps;
    }
}
