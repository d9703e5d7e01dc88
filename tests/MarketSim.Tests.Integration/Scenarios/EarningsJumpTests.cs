using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class EarningsJumpTests
{
    private static readonly SimTime News = SimTime.FromSeconds(5_400);

    [Theory]
    [InlineData("6%", 0.06)]
    [InlineData("-6%", -0.06)]
    public void ThePriceFindsTheNewsWithinTenMinutesAndMakersPayForIt(string surprise, double change)
    {
        var scenario = ScenarioCatalog.Find("earnings-jump");
        var options = new OptionSet(scenario.Options);
        options.Set("surprise", surprise);
        var run = new MarketSimulation(scenario.Create(options, seed: 1), seed: 1);
        var trades = run.Run().Recorded!.Events.Where(e => e.Kind == EventKind.Traded).ToList();
        Assert.InRange(Move(trades, instrument: 0), change - 0.02, change + 0.02);
        Assert.InRange(Move(trades, instrument: 1), -0.01, 0.01);

        // Against the price of the last ten minutes, what makers traded in the five minutes after the news lost.
        var makers = run.World.Participants.Where(p => p.Type == "makers").Select(p => p.Account).ToHashSet();
        var final = trades.Where(t => t.Instrument.Value == 0 && t.Time.ToSeconds() > 10_200).Average(t => t.Price.Ticks);
        var profit = trades.Where(t => t.Instrument.Value == 0 && t.Time > News && t.Time.ToSeconds() < 5_700).Sum(t =>
            ((makers.Contains(t.Account) ? 1 : 0) - (makers.Contains(t.CounterAccount) ? 1 : 0))
            * t.Side.Sign() * t.Quantity.Lots * (final - t.Price.Ticks));
        Assert.True(profit < 0, $"makers earned {profit}");
    }

    private static double Move(List<MarketEvent> trades, int instrument)
    {
        var own = trades.Where(t => t.Instrument.Value == instrument).ToList();
        return ((double)own.Last(t => t.Time < SimTime.FromSeconds(6_000)).Price.Ticks / own.Last(t => t.Time < News).Price.Ticks) - 1;
    }
}
