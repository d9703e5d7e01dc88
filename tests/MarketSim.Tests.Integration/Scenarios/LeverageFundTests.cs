using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>Thurner, Farmer and Geanakoplos (2012) on margin accounts of the venue.</summary>
public sealed class LeverageFundTests
{
    [Fact]
    public void AFundBorrowsWhenItsShareIsCheapAndSellsIntoBadNews()
    {
        // Two minutes of calm, a share that suddenly is worth a tenth more, and later a fall to a fifth below the beginning.
        var simulation = Market("[{at: 9:32, instrument: ALPHA, change: 10%}, {at: 9:50, instrument: ALPHA, change: -27%}]");
        var fund = simulation.Traders.Single(t => t.Name == "leverage-fund");
        var instrument = simulation.World.Instruments[0];
        var (debt, most) = (0L, 0L);
        for (var second = 30; second <= 1_200; second += 10)
        {
            simulation.RunUntil(SimTime.FromSeconds(second));
            debt = Math.Max(debt, -fund.View.Cash(instrument.Id).Minor);
            most = Math.Max(most, fund.View.Position(instrument.Id).Lots);
        }

        // Of 200,000 it could buy 4,000 shares at 50 with its own money.
        Assert.True(debt > 0, "It never borrowed.");
        Assert.True(most > 4_000, $"It never held more than {most}.");

        simulation.RunUntil(simulation.End);
        Assert.True(fund.View.Position(instrument.Id).Lots < most / 2, "It kept what it could no longer afford.");
        simulation.Close();
    }

    [Fact]
    public void InACashAccountTheSameFundNeverOwes()
    {
        var simulation = Market("[{at: 9:32, instrument: ALPHA, change: 10%}]", "cash");
        var view = simulation.Traders.Single(t => t.Name == "leverage-fund").View;
        var most = 0L;
        for (var second = 30; second <= 1_800; second += 10)
        {
            simulation.RunUntil(SimTime.FromSeconds(second));
            most = Math.Max(most, view.Position(new InstrumentId(0)).Lots);
            Assert.True(view.Cash(new InstrumentId(0)).Minor >= 0, "It owes.");
        }

        Assert.InRange(most, 2_000, 4_100);
    }

    private static MarketSimulation Market(string shocks, string account = "reg-t")
    {
        var scenario = MarketScenario.Parse("fund", $$$"""
            instruments:
              ALPHA: {price: 50.00, volatility: 20%}
            duration: 30min
            mechanisms:
              margin: {}
            shocks: {{{shocks}}}
            agents:
              leverage-fund: {account: {{{account}}}, cash: 200_000, shares: 0, settings: {aggressiveness: 100, mean-interval: 5s}}
              ladder-maker: {count: 2}
              value: {count: 20, settings: {mean-interval: 20s}}
              noise: {count: 40, settings: {mean-interval: 30s}}
            """);
        var world = scenario.Create(new OptionSet(scenario.Options), seed: 1);
        var simulation = new MarketSimulation(world, seed: 1, new SummaryRecorder(world, seed: 1));
        simulation.Open();
        return simulation;
    }
}
