using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The arguments of <c>run</c> as they were typed.</summary>
internal sealed record RunArguments
{
    public string? Scenario { get; init; }

    public string? Seed { get; init; }

    public string? Speed { get; init; }

    public string? Output { get; init; }

    public IReadOnlyList<string> Settings { get; init; } = [];

    public string? Config { get; init; }

    public IReadOnlyList<string> History { get; init; } = [];
}

/// <summary>A run that is asked for, all values checked.</summary>
/// <param name="Scenario">Which world.</param>
/// <param name="Options">With which options.</param>
/// <param name="Seed">The key of its chance.</param>
/// <param name="Speed">How fast.</param>
/// <param name="Output">Into which folder; a fresh one if null.</param>
internal sealed record RunRequest(Scenario Scenario, OptionSet Options, ulong Seed, Speed Speed, string? Output)
{
    /// <summary>Puts together configuration file and command line; the latter wins.</summary>
    /// <exception cref="ArgumentException">Something is not acceptable; with a sentence that says what would
    /// be.</exception>
    public static RunRequest From(RunArguments arguments)
    {
        var config = arguments.Config is null ? null : ConfigFile.Read(arguments.Config);
        IReadOnlyList<string> history = arguments.History.Count > 0 ? arguments.History : config?.History ?? [];
        var scenario = FindScenario(arguments.Scenario, config, history.Count > 0);
        var options = new OptionSet(scenario.Options);
        if (history.Count > 0)
        {
            SetHistory(options, scenario, history);
        }

        config?.Apply(options);
        foreach (var setting in arguments.Settings)
        {
            Apply(options, setting);
        }

        return new RunRequest(
            scenario, options,
            arguments.Seed is { } seed ? ParseSeed(seed) : config?.Seed ?? 1,
            arguments.Speed is { } speed ? Speed.Parse(speed) : config?.Speed ?? Speed.Max,
            arguments.Output ?? config?.Output);
    }

    /// <summary>Reads a seed.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static ulong ParseSeed(string text)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new ArgumentException($"Seed was '{text}'; accepted is a whole number from 0 to {ulong.MaxValue}.");

    private static Scenario FindScenario(string? named, ConfigFile? config, bool hasHistory)
    {
        var usual = hasHistory ? HistoryScenarioName : DefaultScenarioName;
        return named is not null ? ScenarioCatalog.Find(named)
            : config?.Scenario ?? ScenarioCatalog.Find(usual);
    }

    private const string DefaultScenarioName = "default-day";

    private const string HistoryScenarioName = "history";

    private static void SetHistory(OptionSet options, Scenario scenario, IReadOnlyList<string> files)
    {
        if (scenario.Options.All(o => o.Name != "files"))
        {
            throw new ArgumentException(
                $"Scenario '{scenario.Name}' replays no recording; leave it out, or name 'history'.");
        }

        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                throw new FileNotFoundException($"There is no file '{file}'.");
            }
        }

        options.Set("files", string.Join(Path.PathSeparator, files));
    }

    private static void Apply(OptionSet options, string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new ArgumentException($"--set was '{setting}'; accepted is name=value, such as duration=30min.");
        }

        options.Set(setting[..equals].Trim(), setting[(equals + 1)..].Trim());
    }
}
