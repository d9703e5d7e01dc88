using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>What a mechanism cannot work with is refused in a sentence when it is made; what it accepts never stops the venue.</summary>
public sealed class HostileSettingsTests
{
    [Fact]
    public void SenselessSettingsAreRefusedAtOnceOrHarmless()
    {
        var given = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var seed);
        var first = given ? seed : 1;
        var seeds = given ? 1 : (ulong)Effort.Cases(300, 10_000);
        var names = MechanismCatalog.Types.Names.ToList();
        var (accepted, problems) = (0, new List<string>());
        for (var next = first; next < first + seeds; next++)
        {
            var random = new Rng(next, "settings");
            var victim = names[(int)(next % (ulong)names.Count)];
            var spoilt = MechanismSpec.Of(victim);
            RandomDays? days = null;
            try
            {
                days = new RandomDays(next, spec => spec.Name == victim ? spoilt = HostileSettings.Spoil(spec, random) : spec);
                days.Run(days: 2, commandsADay: 120);
                accepted++;
            }
            catch (ArgumentException refusal) when (days is null)
            {
                if (!IsSentence(refusal.Message))
                {
                    problems.Add($"{Words(next, spoilt)} is refused in no sentence: {refusal.Message}");
                }
            }
            catch (Exception failure)
            {
                problems.Add($"{Words(next, spoilt)}, {(days is null ? "when made" : $"after {days.LastCommand}")}: {failure}");
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems.Prepend($"{problems.Count} of {seeds}:").Take(40)));
        Assert.True(given || accepted > (int)seeds / 10, $"{accepted} of {seeds} were accepted and run");
    }

    private static bool IsSentence(string message)
        => message.Length is > 10 and < 8_000 && message.EndsWith('.') && !message.Contains('\n', StringComparison.Ordinal)
            && !message.Contains("(Parameter '", StringComparison.Ordinal);

    private static string Words(ulong seed, MechanismSpec spec)
        => $"Seed {seed} (replay: MARKETSIM_SEED={seed} ./test integration --filter-class '*{nameof(HostileSettingsTests)}'): {spec.Name} with "
            + string.Join(", ", spec.Settings.Select(pair => $"{pair.Key}='{pair.Value[..Math.Min(60, pair.Value.Length)]}'"));
}
