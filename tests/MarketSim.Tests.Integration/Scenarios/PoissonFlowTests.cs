using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>What Daniels, Farmer et al. (2003) and Smith, Farmer et al. (2003) say of a mechanical order flow.</summary>
public sealed class PoissonFlowTests
{
    [Fact]
    public void FarFromTheMiddleTheBookIsAsDeepAsOrdersComeForEachThatGoes()
    {
        // α/δ = 2 orders at each price. The window reaches 400 ticks; judged is the part of it that the middle never comes near.
        var simulation = Market("limit-rate: 0.04, cancel-rate: 0.02, market-rate: 1, window-ticks: 400", minutes: 20);
        var (orders, prices) = (0L, 0L);
        for (var second = 300; second < 1_200; second += 50)
        {
            simulation.RunUntil(SimTime.FromSeconds(second));
            var view = simulation.Traders.Single().View;
            var quote = BestOf(view);
            orders += view.OpenOrders.Count(o => o.Side == Side.Buy && quote.Ask - o.Price is >= 150 and < 350);
            orders += view.OpenOrders.Count(o => o.Side == Side.Sell && o.Price - quote.Bid is >= 150 and < 350);
            prices += 400;
        }

        // 18 looks at 400 prices, a look 2.5 lifetimes after the last: 14,400 orders, give or take a percent or two.
        Assert.InRange((double)orders / prices, 1.9, 2.1);
    }

    [Fact]
    public void TheSpreadGrowsAsMarketOrdersOutpaceLimitOrders()
    {
        // Dimensions alone: with the same 2δσ/µ it is proportional to µ/α, and time does not matter.
        var narrow = SpreadOf("limit-rate: 0.1, market-rate: 4, cancel-rate: 0.04, window-ticks: 1000");
        var wide = SpreadOf("limit-rate: 0.1, market-rate: 8, cancel-rate: 0.08, window-ticks: 1000");
        var slow = SpreadOf("limit-rate: 0.05, market-rate: 4, cancel-rate: 0.04, window-ticks: 1000");

        Assert.InRange(wide / narrow, 1.7, 2.3);
        Assert.InRange(slow / wide, 0.85, 1.15);
    }

    private static double SpreadOf(string settings)
    {
        var simulation = Market(settings, minutes: Effort.IsNightly ? 60 : 10);
        var (sum, count) = (0L, 0L);
        for (var second = 100; second < simulation.End.Nanoseconds / 1_000_000_000; second++)
        {
            simulation.RunUntil(SimTime.FromSeconds(second));
            var quote = BestOf(simulation.Traders.Single().View);
            (sum, count) = (sum + (quote.Ask - quote.Bid), count + 1);
        }

        return (double)sum / count;
    }

    // The best of its own orders: nobody else is there.
    private static (Price Bid, Price Ask) BestOf(MarketView view) => (
        view.OpenOrders.Where(o => o.Side == Side.Buy).Max(o => o.Price), view.OpenOrders.Where(o => o.Side == Side.Sell).Min(o => o.Price));

    private static MarketSimulation Market(string settings, int minutes)
    {
        var scenario = MarketScenario.Parse("flow", $$$"""
            instruments:
              ALPHA: {price: 500.00}
            duration: {{{minutes}}}min
            agents:
              poisson-flow: {shares: 10_000_000, cash: 5_000_000_000, settings: { {{{settings}}} } }
            """);
        var world = scenario.Create(new OptionSet(scenario.Options), seed: 1);
        var simulation = new MarketSimulation(world, seed: 1, new SummaryRecorder(world, seed: 1));
        simulation.Open();
        return simulation;
    }
}
