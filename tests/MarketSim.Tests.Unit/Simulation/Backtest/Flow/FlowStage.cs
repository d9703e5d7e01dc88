using System.Text;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>A small recorded market out of LOBSTER lines, and what a strategy that acts at set times does in it.</summary>
/// <remarks>Times are milliseconds after 10:00:00, prices cents, orders numbers of their own.</remarks>
internal sealed class FlowStage
{
    private static readonly InstrumentId It = new(0);
    private readonly StringBuilder _lines = new();
    private readonly List<(int Time, Action<OrderPad, MarketView> Act)> _acts = [];

    public FillList Results { get; } = new();

    /// <summary>What the strategy was told, with when it heard, in milliseconds.</summary>
    public List<(double Time, MarketEvent Event)> Reports { get; } = [];

    /// <summary>The quotes that it saw, with when, in milliseconds.</summary>
    public List<(double Time, Quote Quote)> Quotes { get; } = [];

    public FlowStage Add(int time, int order, Side side, int cents, int lots) => Line(time, 1, order, side, cents, lots);

    public FlowStage Cancel(int time, int order, Side side, int cents, int lots) => Line(time, 3, order, side, cents, lots);

    public FlowStage Reduce(int time, int order, Side side, int cents, int lots) => Line(time, 2, order, side, cents, lots);

    public FlowStage Execute(int time, int order, Side side, int cents, int lots) => Line(time, 4, order, side, cents, lots);

    public FlowStage Hidden(int time, Side side, int cents, int lots) => Line(time, 5, 0, side, cents, lots);

    /// <summary>At a time the strategy does something.</summary>
    public FlowStage Do(int time, Action<OrderPad, MarketView> act)
    {
        _acts.Add((time, act));
        return this;
    }

    public FlowStage Limit(int time, Side side, int cents, int lots)
        => Do(time, (orders, _) => orders.Limit(It, side, new Price(cents), new Quantity(lots)));

    public FlowStage Market(int time, Side side, int lots) => Do(time, (orders, _) => orders.Market(It, side, new Quantity(lots)));

    public BacktestOutcome Run(Func<FlowSetup, FlowSetup>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-flow-");
        try
        {
            var path = Path.Combine(folder.FullName, "STOCK_2024-03-01_message_1.csv");
            File.WriteAllText(path, _lines.ToString());
            var setup = new FlowSetup
            {
                Terms = new BacktestSetup
                {
                    Strategy = "test", Create = _ => new Actor(this), Cash = 100_000_000, Account = AccountType.RegT,
                    Mechanisms = [MechanismSpec.Of("margin"), MechanismSpec.Of("short-selling", ("requires-locate", "false"), ("price-test", "off"))],
                },
            };
            return new FlowBacktest(change?.Invoke(setup) ?? setup, FlowData.Open([path]), Results).Run();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Fills as milliseconds, side, cents and lots.</summary>
    public IEnumerable<(double Time, Side Side, long Cents, long Lots)> Fills()
        => Results.Fills.Select(fill => (Milliseconds(fill.Time), fill.Side, fill.Price, fill.Lots));

    private static double Milliseconds(long time) => (time % 86_400_000_000_000 / 1e6) - 36_000_000;

    private FlowStage Line(int time, int type, int order, Side side, int cents, int lots)
    {
        _lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{36000 + (time / 1000)}.{time % 1000:000},{type},{order},{lots},{cents * 100},{(side == Side.Buy ? 1 : -1)}\n");
        return this;
    }

    private sealed class Actor(FlowStage stage) : IStrategy
    {
        private int _next;

        public FeedKind Feed => FeedKind.Quotes;

        public SimTime NextWake(MarketView view)
            => _next < stage._acts.Count ? new SimTime(36_000_000_000_000 + (stage._acts[_next].Time * 1_000_000L)) : SimTime.Never;

        public void OnWake(MarketView view, OrderPad orders) => stage._acts[_next++].Act(orders, view);

        public void OnQuote(Quote quote, MarketView view, OrderPad orders) => stage.Quotes.Add((Milliseconds(view.Now.Nanoseconds), quote));

        public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
            => stage.Reports.Add((Milliseconds(view.Now.Nanoseconds), item));
    }
}
