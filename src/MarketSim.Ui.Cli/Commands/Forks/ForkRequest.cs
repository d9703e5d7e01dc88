using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>An experiment that is asked for, all values checked.</summary>
/// <param name="Scenario">Which world.</param>
/// <param name="Options">With which options.</param>
/// <param name="Experiment">What is changed, and when.</param>
/// <param name="Seeds">One pair of branches for each.</param>
/// <param name="Workers">How many pairs at a time.</param>
internal sealed record ForkRequest(Scenario Scenario, OptionSet Options, Fork Experiment, IReadOnlyList<ulong> Seeds, int Workers)
{
    /// <exception cref="ArgumentException">Something is not acceptable; with a sentence that says what would be.</exception>
    public static ForkRequest From(
        string? source, string at, string change, string? until, string? seeds, IReadOnlyList<string> settings, int? jobs)
    {
        var run = source is not null && Directory.Exists(source) ? RunResult.Open(source).Manifest : null;
        var scenario = ScenarioCatalog.Find(run?.Scenario ?? source ?? "default-day");
        var options = new OptionSet(scenario.Options);
        foreach (var (name, value) in run?.Options ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            options.Set(name, value);
        }

        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new ArgumentException($"--set was '{setting}'; accepted is name=value, such as duration=30min.");
            }

            options.Set(setting[..equals].Trim(), setting[(equals + 1)..].Trim());
        }

        var workers = jobs ?? Environment.ProcessorCount;
        if (workers is < 1 or > 1024)
        {
            throw new ArgumentException($"--jobs was '{workers}'; accepted is a whole number from 1 to 1024.");
        }

        IReadOnlyList<ulong> list = seeds is null ? [run?.Seed ?? 1] : SeedRanges.Parse(seeds);
        var opens = scenario.Create(options, list[0]).OpensAt;
        var experiment = new Fork(scenario, options, Instant(at, opens, "--at"), Intervention.Parse(change))
        {
            Until = until is null ? null : Instant(until, opens, "--until"),
        };
        return new ForkRequest(scenario, options, experiment, list, workers);
    }

    private static SimTime Instant(string text, SimDuration opens, string option)
    {
        if (DurationText.TryParse(text, out var since) && since >= SimDuration.Zero)
        {
            return SimTime.Zero + since;
        }

        if (TimeOfDayText.TryParse(text, out var time))
        {
            return time >= opens ? SimTime.Zero + (time - opens) : throw new ArgumentException(
                $"{option} was '{text}', which is before the market opens at {TimeOfDayText.Format(opens)}.");
        }

        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{option} was '{text}'; accepted is {TimeOfDayText.Accepted}, or the time since the run began: {DurationText.Accepted}."));
    }
}
