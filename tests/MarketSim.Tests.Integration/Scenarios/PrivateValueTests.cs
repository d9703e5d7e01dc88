using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Integration;

/// <summary>Welfare of traders with private values (Wah, Wright and Wellman 2017, section 3) on the real exchange.</summary>
public sealed class PrivateValueTests
{
    private const int Count = 25;
    private const long Units = 1_000;

    [Fact]
    public void WhoShadesLittleMovesMostUnitsToThoseWhoWantThemMost()
    {
        var efficiency = EfficiencyOf(surplus: 250);

        Assert.InRange(efficiency, 0.85, 1);
    }

    [Fact]
    public void WhoAsksForTooMuchTradesTooLittle()
        => Assert.True(EfficiencyOf(surplus: 8_000) < EfficiencyOf(surplus: 250) - 0.05);

    private static double EfficiencyOf(long surplus)
    {
        var world = new World { Duration = SimDuration.FromHours(1) };
        var cash = world.AddAsset("USD", 2);
        var share = world.AddAsset("ALPHA", 0);
        var instrument = world.AddInstrument(id => new Equity { Id = id, Symbol = "ALPHA", Base = share, Quote = cash });
        var value = new MeanRevertingValue(100_000, 0, 0, SimDuration.FromHours(1), new Rng(1, "constant"));
        var traders = new List<PrivateValueTrader>();
        for (var i = 0; i < Count; i++)
        {
            var trader = new PrivateValueTrader(
                new StrategySetting(instrument.Id, new Price(100_000), value),
                new PrivateValueTraderOptions { MeanInterval = SimDuration.FromSeconds(20), Surplus = (0, surplus) });
            traders.Add(trader);
            world.AddTrader(
                string.Create(CultureInfo.InvariantCulture, $"trader/{i + 1}"), "zi-private", [instrument.Id], trader,
                (share, Units), (cash, 1_000_000_000));
        }

        var simulation = new MarketSimulation(world, seed: 1, new SummaryRecorder(world, seed: 1));
        simulation.Run();
        var positions = simulation.Traders.Select(t => (int)(t.View.Position(instrument.Id).Lots - Units)).ToList();
        Assert.Equal(0, positions.Sum());
        return traders.Zip(positions, (trader, units) => WorthOf(trader.PrivateValues, units)).Sum() / Most(traders);
    }

    // What a position is worth besides: units held beyond the middle, or minus those given away.
    private static double WorthOf(IReadOnlyList<double> values, int units) => units >= 0
        ? values.Skip(values.Count / 2).Take(units).Sum()
        : -values.Skip((values.Count / 2) + units).Take(-units).Sum();

    // In the best allocation the highest values of all hold the units that there are, half of what could be held.
    private static double Most(IReadOnlyList<PrivateValueTrader> traders)
    {
        var best = traders.SelectMany(t => t.PrivateValues).OrderDescending().Take(traders.Sum(t => t.PrivateValues.Count) / 2).Sum();
        return best - traders.Sum(t => t.PrivateValues.Take(t.PrivateValues.Count / 2).Sum());
    }
}
