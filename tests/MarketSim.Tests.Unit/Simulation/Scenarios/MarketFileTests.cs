using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class MarketFileTests
{
    private const string Whole = """
        summary: A stock and what one may do with it.
        parameters: {rate: 2%}
        calendar: {first-day: 2026-01-05, days: 2, open: 09:30, close: 16:00}
        latency: constant:1ms
        instruments:
          AAPL:
            price: 180.00
            round-lot: 100
            margin:
            short-selling: {borrow-rate: $rate}
            limit-up-limit-down: {tier: 1}
            options: {expiries: [2026-01-16], strikes: 175..185 step 5}
          SPX: {type: index, price: 5000, basket: {AAPL: 2}, every: 1min}
        mechanisms: [settlement, levies]
        shocks: [{at: day 2 11:00, instrument: AAPL, change: -3%}]
        announcements:
          - {at: 10:00, borrow-inventory: AAPL, quantity: 50_000}
        agents:
          ladder-maker: {count: 2, cash: 5m, shares: 20_000}
          noise: {count: 5, settings: {mean-interval: 20s}}
          fund: {strategy: scripted, account: reg-t, cash: 1m, latency: constant:5ms}
        orders:
          - {at: 10:05, agent: fund, buy: AAPL, quantity: 900, over: 10min, slices: 9}
          - {at: 2026-01-06 10:05, agent: fund, sell: AAPL, quantity: 50, limit: 181.25, time-in-force: gtc}
        """;

    private static World Build(string text, ulong seed = 1)
    {
        var scenario = MarketScenario.Parse("test", text);
        return scenario.Create(new OptionSet(scenario.Options), seed);
    }

    [Fact]
    public void AStockWithMarginShortSellingOptionsAndBandsIsAFewLines()
    {
        var world = Build(Whole);

        Assert.Equal(["AAPL", "AAPL260116C00175000", "AAPL260116P00175000", "AAPL260116C00180000", "AAPL260116P00180000",
            "AAPL260116C00185000", "AAPL260116P00185000", "SPX"], world.Instruments.Select(i => i.Symbol));
        var option = Assert.IsType<OptionContract>(world.Instruments[1]);
        Assert.Equal((new Price(17_500), new InstrumentId(0), 100L), (option.Strike, option.Underlying, option.TickValueNumerator));
        Assert.Equal(
            ["levies", "limit-up-limit-down", "margin", "options", "settlement", "short-selling"],
            world.Mechanisms.Select(m => m.Name).Order(StringComparer.Ordinal));
        var shorts = world.Mechanisms.Single(m => m.Name == "short-selling");
        Assert.Equal(("AAPL", "2"), (shorts.Settings["instruments"], shorts.Settings["borrow-rate"]));
    }

    [Fact]
    public void TwoDaysRunWithoutAWakeAtNightAndBalancesFromEventsAreTheLedgers()
    {
        var simulation = new MarketSimulation(Build(Whole), seed: 1);
        var output = simulation.Run();

        var calendar = simulation.World.Venue.Calendar;
        var commands = output.Recorded!.Commands.Where(c => c.Command.Kind is CommandKind.Place or CommandKind.Cancel).ToList();
        Assert.Contains(commands, c => calendar.DateOf(c.Time) == new DateOnly(2026, 1, 6));
        Assert.DoesNotContain(commands, c => calendar.TimeOfDay(c.Time) > SimDuration.FromSeconds((16 * 3_600) + 1)
            || calendar.TimeOfDay(c.Time) < SimDuration.FromSeconds(9.5 * 3_600));
        Assert.Equal(2, output.Recorded.Events.Count(e => e.Kind == EventKind.DayRolled));
        Assert.Contains(output.Recorded.Events, e => e.Kind == EventKind.Posted);

        foreach (var account in output.Manifest.Accounts)
        {
            var writer = new StatementWriter(output.Manifest, account);
            foreach (var item in output.Recorded.Events)
            {
                writer.Observe(item);
            }

            var ledger = simulation.Exchange.Ledger;
            Assert.Equal(
                output.Manifest.Assets.Select((_, i) => ledger.Balance(new(account.Id), new(i))), writer.Statement.Closing);
        }
    }

    [Fact]
    public void TheManifestHoldsTheFileSoThatARunCanBeRepeatedFromItAlone()
    {
        var first = new MarketSimulation(Build(Whole, seed: 5), seed: 5).Run();
        var again = MarketScenario.Parse("again", first.Manifest.Options["market"]);
        var options = new OptionSet(again.Options);
        foreach (var (name, value) in first.Manifest.Options)
        {
            options.Set(name, value);
        }

        Assert.Equal(first.StateHash, new MarketSimulation(again.Create(options, 5), 5).Run().StateHash);
    }

    [Theory]
    [InlineData("instruments: {}", "line 1, column 14: A market needs at least one instrument")]
    [InlineData("agents: {}", "line 1, column 1: Key 'instruments' is missing here.")]
    [InlineData("instruments:\n  A: {prize: 3}", "line 2, column 7: Unknown key 'prize'. Did you mean 'price'?")]
    [InlineData("instruments:\n  A: {price: x}", "line 2, column 14: 'x' is not a number; accepted is")]
    [InlineData("instruments:\n  A: {price: 1.005}", "line 2, column 14: Price '1.005' is no multiple of the tick, 0.01.")]
    [InlineData("instruments:\n  A: {type: equitty}", "line 2, column 13: Unknown asset type 'equitty'. Did you mean 'equity'?")]
    [InlineData("instruments:\n  A: {price: 1, setlement: {}}", "line 2, column 17: Unknown key 'setlement'. Did you mean 'settlement'?")]
    [InlineData("instruments: {A: {price: 1}}\nmechanisms: {fees: {makr: 2}}", "line 2, column 21: Mechanism 'fees' has no setting 'makr'.")]
    [InlineData("instruments: {A: {price: 1}}\nagents: {nois: {}}", "line 2, column 10: Agent 'nois' needs a strategy. Did you mean 'noise'?")]
    [InlineData("instruments: {A: {price: 1}}\nagents: {noise: {account: reg-t}}", "line 2, column 27: No mechanism of this market answers")]
    [InlineData("instruments: {A: {price: 1}}\nagents: {noise: {settings: {mean-interval: 5}}}", "line 2, column 44: Option 'mean-interval' was '5'")]
    [InlineData("instruments: {A: {price: 1}}\norders: [{at: 18:00, agent: x, buy: A, quantity: 1}]", "line 2, column 15: '18:00' lies after the end of the run")]
    [InlineData("instruments: {A: {price: 1}}\norders: [{at: 10:00, agent: x, buy: A, quantity: 1}]", "line 2, column 29: There is no agent 'x'.")]
    [InlineData("instruments: {A: {price: 1}}\nannouncements: [{at: 10:00, split: B}]", "line 2, column 36: There is no instrument 'B'.")]
    [InlineData("instruments: {A: {price: 1}}\ncalendar: {first-day: 2026-01-04}", "line 2, column 11: The first day, 2026-01-04, is no business day")]
    [InlineData("instruments: {A: {price: $p}}", "line 1, column 26: Unknown parameter 'p'.")]
    [InlineData("instruments: [", "line 2, column 1: While parsing")]
    [InlineData("a: 1\na: 2", "Key 'a' stands here for the second time.|Duplicate key a")]
    public void WhatIsWrongIsNamedWithItsPlace(string text, string expected)
    {
        var problem = Assert.ThrowsAny<FormatException>(() => Build(text));
        Assert.StartsWith("test.yaml", problem.Message);
        Assert.True(expected.Split('|').Any(problem.Message.Contains), problem.Message);
    }

    [Fact]
    public void EveryMarketFileThatComesWithTheProgramBuilds()
    {
        foreach (var scenario in ScenarioCatalog.All.OfType<MarketScenario>().Where(s => s.Name != "market"))
        {
            var world = scenario.Create(new OptionSet(scenario.Options), 1);
            Assert.NotEmpty(world.Participants);
        }
    }

    [Fact]
    public void AMutilatedFileIsRefusedWithASentenceOrRunsButNeverCrashes()
    {
        var seed = 20_260_105UL;
        var random = new Rng(seed, "mutilated");
        string[] words = ["{", "}", "[", "]", ":", ",", "-", "&a", "*a", "$rate", "-1", "1e99", "99999999999999999999", "0", "%", "\n", "  ", "'", "\"", "AAPL", "null", "2026-13-45", "..", "~", "!!int", "|", "\t", "€"];
        for (var i = 0; i < Effort.Cases(ordinary: 2_000, nightly: 200_000); i++)
        {
            var text = Whole;
            for (var n = random.Between(1, 4); n > 0; n--)
            {
                var at = (int)random.Below(text.Length);
                var cut = (int)Math.Min(text.Length - at, random.Between(0, 12));
                text = text[..at] + (random.Chance(0.8) ? words[random.Below(words.Length)] : "") + text[(at + cut)..];
            }

            try
            {
                Build(text);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException { ParamName: null })
            {
                Assert.True(problem.Message.Length > 10, $"case {i} of seed {seed}: {problem.Message}");
            }
            catch (Exception crash)
            {
                Assert.Fail($"Case {i} of seed {seed} crashed with {crash.GetType().Name}: {crash.Message}\n{text}");
            }
        }
    }
}
