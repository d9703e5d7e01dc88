using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>Parent orders in a market of makers, value and noise traders: what is worked when, and what it costs.</summary>
public sealed class ExecutionTests
{
    private const long Lots = 20_000;

    [Theory]
    [InlineData("twap", "sell", 0.125, 0.25)]
    [InlineData("twap", "buy", 0.125, 0.25)]
    [InlineData("vwap", "sell", 0.3, 0.6)] // A curve of 6 2 1 1.
    [InlineData("almgren-chriss", "sell", 0.3175, 0.5357)] // 1 - sinh κ(T - t) / sinh κT with κ = 0.6071 a day and T = 5 days.
    public void AnOrderIsWorkedAlongItsScheduleAndDoneAtItsEnd(string strategy, string side, double eighth, double quarter)
    {
        var curve = strategy == "vwap" ? ", curve: 6 2 1 1" : "";
        var done = Trades(Run($"strategy: {strategy}", $"side: {side}, duration: 16min, interval: 10s{curve}"));
        Assert.Equal(side == "buy" ? Side.Buy : Side.Sell, Assert.Single(done.Select(d => d.Side).Distinct()));
        Assert.Equal(Lots, done.Sum(d => d.Lots));
        Assert.InRange(Part(done, minutes: 2), eighth - 0.03, eighth + 0.03);
        Assert.InRange(Part(done, minutes: 4), quarter - 0.03, quarter + 0.03);
        Assert.InRange(done[^1].Time.ToSeconds(), 60 * 14, (60 * 16) + 31);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4)]
    public void APartOfTheVolumeIsThatPartAndTheCapIsNeverBroken(int percent)
    {
        var run = Run("strategy: pov", $"quantity: 20_000, rate: {percent}, duration: 16min", shares: Lots);
        var metric = Shortfall(run);
        Assert.InRange(metric.HighestParticipation, 0, (percent / 100.0) + 1e-9);
        var volume = Events(run).Where(e => e.Kind == EventKind.Traded && e.Time <= metric.LastTrade).Sum(e => e.Quantity.Lots);
        Assert.InRange((double)metric.Done.Lots / volume, percent / 100.0 * 0.93, percent / 100.0);
    }

    [Fact]
    public void UnderACapAnOrderIsLateRatherThanLarge()
    {
        var free = Shortfall(Run("strategy: twap", "duration: 2min, interval: 5s"));
        var capped = Shortfall(Run("strategy: twap", "duration: 2min, interval: 5s, cap: 12"));
        Assert.True(free.HighestParticipation > 0.2, $"free {free.HighestParticipation}");
        Assert.InRange(capped.HighestParticipation, 0, 0.12);
        Assert.Equal(Lots, capped.Done.Lots);
        Assert.True(capped.LastTrade > free.LastTrade);
    }

    [Fact]
    public void PostingEarnsTheSpreadThatTakingPays()
    {
        var taking = Shortfall(Run("strategy: twap", "duration: 16min"));
        var posting = Shortfall(Run("strategy: twap", "duration: 16min, style: post"));
        Assert.Equal((Lots, Lots), (taking.Done.Lots, posting.Done.Lots));
        Assert.True(taking.Spread.Minor > 0, $"taking paid {taking.Spread.Minor}");
        Assert.True(posting.Spread.Minor < taking.Spread.Minor / 2, $"posting paid {posting.Spread.Minor}, taking {taking.Spread.Minor}");
    }

    [Fact]
    public void TheShortfallIsToTheCentWhatTheAccountHasLessThanAtTheDecision()
    {
        var run = Run("strategy: almgren-chriss", "duration: 16min");
        var metric = Shortfall(run);
        var seller = run.World.Participants.First(p => p.Name == "worker");
        var money = run.Exchange.Ledger.Balance(seller.Account, run.World.Instruments[0].Quote);
        Assert.Equal((decimal)metric.DecisionPrice * Lots, money - StartingCash + metric.Total.Minor);
        Assert.Equal(metric.Total.Minor, metric.Delay.Minor + metric.Spread.Minor + metric.Impact.Minor + metric.Timing.Minor);
    }

    private const long StartingCash = 5_000_000_00;

    private static MarketSimulation Run(string strategy, string settings, long shares = Lots)
    {
        var quantity = settings.Contains("quantity:", StringComparison.Ordinal) ? "" : $", quantity: {Lots}";
        var scenario = MarketScenario.Parse("execution-test", $$$"""
            instruments: {S: {price: 50.00, volatility: 20%}}
            duration: 20min
            agents:
              worker: {{{{strategy}}}, cash: 5m, shares: {{{shares}}}, settings: {{{{settings + quantity}}}}}
              ladder-maker: {count: 3, cash: 10m, shares: 100_000, settings: {target-lots: 100_000} }
              value: {count: 30, cash: 1m, shares: 20_000, settings: {mean-interval: 20s} }
              noise: {count: 100, cash: 500k, shares: 10_000, settings: {mean-interval: 30s} }
            """);
        var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed: 5), seed: 5);
        Outputs.Add(run, run.Run());
        return run;
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<MarketSimulation, RunOutput> Outputs = [];

    private static IEnumerable<MarketEvent> Events(MarketSimulation run) => Outputs.TryGetValue(run, out var output)
        ? output.Recorded!.Events : throw new InvalidOperationException("The run was not made here.");

    private static ImplementationShortfall Shortfall(MarketSimulation run)
    {
        var worker = run.World.Participants.First(p => p.Name == "worker").Account;
        var metric = new ImplementationShortfall(run.World.Instruments[0], worker, Side.Sell, SimTime.Zero);
        MetricPass.Run(Events(run), run.End, metric);
        return metric;
    }

    private static List<(SimTime Time, long Lots, Side Side)> Trades(MarketSimulation run)
    {
        var worker = run.World.Participants.First(p => p.Name == "worker").Account;
        return [.. Events(run).Where(e => e.Kind == EventKind.Traded && (e.Account == worker || e.CounterAccount == worker))
            .Select(e => (e.Time, e.Quantity.Lots, e.Account == worker ? e.Side : e.Side.Opposite()))];
    }

    private static double Part(List<(SimTime Time, long Lots, Side Side)> done, int minutes)
        => done.Where(d => d.Time.ToSeconds() <= minutes * 60).Sum(d => d.Lots) / (double)Lots;
}
