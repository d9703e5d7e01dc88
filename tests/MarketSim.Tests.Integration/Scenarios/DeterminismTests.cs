using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>Same manifest, same bytes: any scenario with any options, run again, and run beside others.</summary>
public sealed class DeterminismTests
{
    private const int Ordinary = 16;

    private const int Nightly = 1_000;

    // Scenarios of the catalog that need no file and are done within a second at a short duration.
    private static readonly string[] Names =
        ["default-day", "rmsc04", "double-auction", "market-making", "latency-race", "two-day-stock", "auction-day", "option-expiry"];

    [Fact]
    public void RandomConfigurationsRunAgainAndBesideOthersHaveEqualHashes()
    {
        var isNightly = Environment.GetEnvironmentVariable("MARKETSIM_NIGHTLY") == "1";
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("MARKETSIM_SEED") ?? "20260101", CultureInfo.InvariantCulture);
        var count = isNightly ? Nightly : Ordinary;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} configurations, seed {seed}; to replay: MARKETSIM_SEED={seed}{(isNightly ? " MARKETSIM_NIGHTLY=1" : "")} ./test integration --filter-class '*DeterminismTests'");
        var configurations = Enumerable.Range(0, count).Select(i => Draw(new Rng(seed, $"configuration/{i}"))).ToArray();

        var alone = configurations.Select(c => c.Run()).ToArray();
        var beside = new string[count];
        SeedSweep.Run(
            [.. Enumerable.Range(0, count).Reverse()], 4, i => (Place: i, Hash: configurations[i].Run()), done => beside[done.Place] = done.Hash);

        for (var i = 0; i < count; i++)
        {
            Assert.True(alone[i] == beside[i], $"{configurations[i]}: {alone[i]}, and beside others {beside[i]}");
        }

        // That most of them run at all, and differently, keeps the test from passing for nothing.
        Assert.True(alone.Count(hash => !hash.StartsWith("refused", StringComparison.Ordinal)) > count / 2);
        Assert.True(alone.Distinct(StringComparer.Ordinal).Count() > count / 2);
    }

    private static Configuration Draw(Rng random)
    {
        var scenario = ScenarioCatalog.Find(Names[random.Between(0, Names.Length - 1)]);
        var options = new OptionSet(scenario.Options);
        foreach (var spec in scenario.Options)
        {
            if (spec.Name == "duration")
            {
                options.Set(spec.Name, $"{random.Between(5, 40)}s");
            }
            else if (spec.Name == "latency" && spec.Kind == OptionKind.Text && scenario.Name == "default-day")
            {
                string[] latencies = ["constant:50us", "uniform:100us..400us", "lognormal:200us,0.4", "distance:0.67"];
                options.Set(spec.Name, latencies[random.Between(0, 3)]);
            }
            else if (random.Chance(0.5) && ValueOf(spec, random) is { } value)
            {
                options.Set(spec.Name, value);
            }
        }

        return new Configuration(scenario, options, (ulong)random.Between(1, 1_000_000));
    }

    // Near its default, within its range.
    private static string? ValueOf(OptionSpec spec, Rng random) => spec.Kind switch
    {
        OptionKind.Integer => ((long)Within(spec, double.Parse(spec.Default, CultureInfo.InvariantCulture), random)).ToString(CultureInfo.InvariantCulture),
        OptionKind.Number => Within(spec, double.Parse(spec.Default, CultureInfo.InvariantCulture), random).ToString("R", CultureInfo.InvariantCulture),
        OptionKind.Choice => spec.Choices[(int)random.Between(0, spec.Choices.Count - 1)],
        OptionKind.Flag => random.Chance(0.5) ? "true" : "false",
        _ => null,
    };

    private static double Within(OptionSpec spec, double usual, Rng random)
        => Math.Clamp(Math.Round(usual * (0.5 + random.NextDouble()), 6), Math.Max(spec.Min, -1e12), Math.Min(spec.Max, 1e12));

    private sealed record Configuration(Scenario Scenario, OptionSet Options, ulong Seed)
    {
        public string Run()
        {
            try
            {
                var world = Scenario.Create(Options, Seed);
                return new MarketSimulation(world, Seed, new SummaryRecorder(world, Seed)).Run().StateHash.ToString("x16", CultureInfo.InvariantCulture);
            }
            catch (ArgumentException refusal)
            {
                return "refused: " + refusal.Message;
            }
        }

        public override string ToString()
            => $"marketsim run {Scenario.Name} --seed {Seed}{string.Concat(Options.Values.Select(o => $" --set {o.Key}={o.Value}"))}";
    }
}
