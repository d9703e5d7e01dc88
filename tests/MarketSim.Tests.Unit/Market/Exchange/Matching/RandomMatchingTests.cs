using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What holds whatever is sent to a continuous book.</summary>
/// <remarks><c>MARKETSIM_SEED</c> names the first flow; each has 2,000 commands.</remarks>
public sealed class RandomMatchingTests
{
    private const int CommandsOfAFlow = 2_000;

    private static readonly ulong FirstSeed = Environment.GetEnvironmentVariable("MARKETSIM_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture) : 1;

    private static readonly int Flows = Effort.Cases(ordinary: 12, nightly: 600);

    private static readonly ContinuousBookOptions[] Venues =
    [
        new(),
        new() { Trigger = TriggerSource.Quote },
        new() { RestAtProtection = true, PostOnlySurvivesReplace = false },
    ];

    [Fact]
    public void EveryOrderIsFilledCancelledOrOpenAndTheEventsTellTheBook()
    {
        var trades = 0L;
        ForEachFlow((seed, options) =>
        {
            var market = new MatchingFixture("plain", options);
            var flow = new Flow(market, seed);
            for (var i = 0; i < CommandsOfAFlow; i++)
            {
                flow.Step();
                flow.CheckAgainst(market.Model);
            }

            trades += flow.Balance.Trades;
        });
        Assert.True(trades > 300 * Flows, $"only {trades} trades, so little is proved");
    }

    [Fact]
    public void TheSameCommandsGiveTheSameEventsAndHashOnEitherBook()
        => ForEachFlow((seed, options) =>
        {
            var plain = new MatchingFixture("plain", options);
            var fast = new MatchingFixture("ladder", options);
            var (first, second) = (new Flow(plain, seed), new Flow(fast, seed));
            for (var i = 0; i < CommandsOfAFlow; i++)
            {
                first.Step();
                second.Step();
                Assert.Equal(plain.Events, fast.Events);
            }

            Assert.Equal(plain.Hash, fast.Hash);
        });

    private static void ForEachFlow(Action<ulong, ContinuousBookOptions> check)
    {
        for (var i = 0; i < Flows; i++)
        {
            var seed = FirstSeed + (ulong)i;
            try
            {
                check(seed, Venues[(int)(seed % (ulong)Venues.Length)]);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException(
                    $"Seed {seed}. Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*RandomMatchingTests'", error);
            }
        }
    }

    private sealed class Flow(MatchingFixture market, ulong seed)
    {
        private readonly RandomOrders _orders = new(seed);
        private readonly PublicBook _public = new(MatchingFixture.Alpha);
        private readonly DisplayedLevel[] _depth = new DisplayedLevel[200];
        private readonly DepthLevel[] _rebuilt = new DepthLevel[200];
        private readonly (Price, Quantity)[] _quoted = new (Price, Quantity)[2];

        public OrderBalance Balance { get; } = new();

        public void Step()
        {
            market.Now = _orders.Later(market.Now);
            market.DoAll(_orders.Next());
            foreach (ref readonly var item in market.Events)
            {
                Balance.Apply(item);
                _public.Apply(item);
                if (item.Kind == EventKind.Quoted)
                {
                    _quoted[(int)item.Side] = (item.Price, item.Quantity);
                }
            }
        }

        public void CheckAgainst(ContinuousBook model)
        {
            CheckSide(model, Side.Buy);
            CheckSide(model, Side.Sell);
            var open = 0;
            foreach (var (id, left) in Balance.Open)
            {
                Assert.True(model.TryGetOpen(id, out var order), $"{id} should be open");
                Assert.Equal(left, order.Open);
                open += order.IsDormant ? 0 : 1;
            }

            Assert.Equal(model.Book.Count, open);
            if (model.Phase == TradingPhase.Continuous)
            {
                CheckNothingIsLeftToDo(model);
            }
        }

        private void CheckSide(ContinuousBook model, Side side)
        {
            var levels = model.Book.CopyDepth(side, _depth);
            Assert.Equal(levels, _public.CopyDepth(side, _rebuilt));
            for (var i = 0; i < levels; i++)
            {
                Assert.Equal(new DepthLevel(_depth[i].Price, _depth[i].Quantity, _depth[i].Orders), _rebuilt[i]);
            }

            if (model.Phase.IsCall() || model.IsCollecting)
            {
                return;
            }

            Assert.Equal(_quoted[(int)side], levels == 0 ? default : (_depth[0].Price, _depth[0].Quantity));
        }

        /// <summary>Unconditional orders do not cross, and no conditional one could trade.</summary>
        private static void CheckNothingIsLeftToDo(ContinuousBook model)
        {
            var orders = model.Book.InPriority(Side.Buy).Concat(model.Book.InPriority(Side.Sell)).ToList();
            var free = orders.Where(order => order.Minimum.IsZero && (order.Flags & BookFlags.AllOrNone) == 0).ToList();
            var bid = free.Where(order => order.Side == Side.Buy).Select(order => order.Price.Ticks).DefaultIfEmpty(long.MinValue).Max();
            var ask = free.Where(order => order.Side == Side.Sell).Select(order => order.Price.Ticks).DefaultIfEmpty(long.MaxValue).Min();
            Assert.True(bid < ask, $"bid {bid} and ask {ask} cross");
            foreach (var order in orders.Except(free))
            {
                // Whatever its self-trade mode: the strictest one stops at the first own order.
                Assert.False(
                    MinimumQuantityRule.IsMet(order, SelfTradePrevention.CancelNewest, model.Book), $"{order.Id} could trade");
            }
        }
    }
}
