using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>A learner of an environment: its name, and its task.</summary>
/// <param name="Name">Unique among the learners.</param>
/// <param name="Environment">The kind of its task, by the name in the catalog.</param>
/// <param name="Options">What is set of the task.</param>
public sealed record LearnerSetup(string Name, string Environment, OptionSet Options);

/// <summary>What an environment is made of: a market, who learns in it, and how time is divided.</summary>
public sealed record EnvironmentSetup
{
    /// <summary>The name of the learner of an environment that has only one.</summary>
    public const string OnlyLearner = "learner";

    /// <summary>The scenario that the others come from: a name, or a market file.</summary>
    public Scenario Market { get; init; } = new TrainingMarket();

    /// <summary>What is set of it, by name.</summary>
    public IReadOnlyDictionary<string, string> MarketSettings { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The symbol of what the learners trade; empty for the market's first instrument.</summary>
    public string Symbol { get; init; } = string.Empty;

    /// <summary>How often the warm-up is repeated, at most, until both sides are quoted.</summary>
    internal const int MostWarmUps = 10;

    /// <summary>How long the market runs before an episode begins, so that there is a book to trade in; as long again, up to nine
    /// times, where it is not quoted on both sides by then.</summary>
    public SimDuration WarmUp { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>Time between two actions.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Actions in an episode, at most.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Who learns; at least one.</summary>
    public IReadOnlyList<LearnerSetup> Learners { get; init; } = [];

    /// <summary>Where the two logs of an episode go; called once for each. Nowhere by default.</summary>
    public Func<IRunRecorder>? Recorder { get; init; }

    /// <summary>What can be set of every environment, in reading order; the options of its task come after these.</summary>
    public static IReadOnlyList<OptionSpec> CommonOptions { get; } =
    [
        new() { Name = "market", Kind = OptionKind.Text, Default = "training-market", Summary = "The scenario or market file with all others." },
        new()
        {
            Name = "market-settings", Kind = OptionKind.Text, Default = "",
            Summary = "Settings of that scenario, such as activity=2;makers=3.", Check = text => ReadSettings(text),
        },
        new() { Name = "instrument", Kind = OptionKind.Text, Default = "", Summary = "Symbol of what is traded; the market's first if empty." },
        new()
        {
            Name = "warm-up", Kind = OptionKind.Duration, Default = "10s", Min = 0.001, Max = 86_400,
            Summary = "How long the market runs before an episode begins.",
        },
        new()
        {
            Name = "interval", Kind = OptionKind.Duration, Default = "1s", Min = 1e-6, Max = 86_400,
            Summary = "Time between two actions.",
        },
        EnvironmentOption.Whole("steps", "100", 1, 1_000_000, "Actions in an episode, at most."),
        EnvironmentOption.Whole("learners", "1", 1, 1_000, "How many learners have the same task in one market."),
    ];

    /// <summary>Everything that can be set of an environment.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static IReadOnlyList<OptionSpec> OptionsOf(string environment)
        => [.. CommonOptions, .. EnvironmentCatalog.All.Find(environment).Value.Options];

    /// <summary>An environment in which all learners have one task.</summary>
    /// <param name="environment">A name in the catalog.</param>
    /// <param name="settings">Values of <see cref="OptionsOf"/>, by name; the rest have their defaults.</param>
    /// <exception cref="ArgumentException">There is no such environment or option, or a value is not acceptable.</exception>
    /// <exception cref="FileNotFoundException">There is no such market file.</exception>
    /// <exception cref="MarketFileException">The market file is not acceptable.</exception>
    public static EnvironmentSetup Of(string environment, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        var type = EnvironmentCatalog.All.Find(environment).Value;
        var all = new OptionSet(OptionsOf(environment));
        var task = new OptionSet(type.Options);
        foreach (var (name, value) in settings ?? [])
        {
            all.Set(name, value);
            if (type.Options.Any(o => o.Name == name))
            {
                task.Set(name, value);
            }
        }

        var learners = all.Count("learners");
        return FromCommon(all) with
        {
            Learners = [.. Enumerable.Range(1, learners).Select(i => new LearnerSetup(
                learners == 1 ? OnlyLearner : $"{OnlyLearner}-{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
                environment, task))],
        };
    }

    /// <summary>An environment whose learners have tasks of their own.</summary>
    /// <param name="learners">Each with its name, the name of its environment, and values of that environment's task.</param>
    /// <param name="settings">Values of <see cref="CommonOptions"/>, except <c>learners</c>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public static EnvironmentSetup OfLearners(
        IEnumerable<(string Name, string Environment, IEnumerable<KeyValuePair<string, string>> Settings)> learners,
        IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(learners);
        var common = new OptionSet([.. CommonOptions.Where(o => o.Name != "learners")]);
        Set(common, settings ?? []);
        var list = new List<LearnerSetup>();
        foreach (var (name, environment, values) in learners)
        {
            var options = new OptionSet(EnvironmentCatalog.All.Find(environment).Value.Options);
            Set(options, values);
            list.Add(new LearnerSetup(name, environment, options));
        }

        return FromCommon(common) with { Learners = list };
    }

    /// <summary>A fingerprint of all that decides what happens in an episode but its seed and the actions.</summary>
    public ulong Fingerprint()
    {
        var hash = default(StateHash);
        hash.Add(Market.Name);
        Add(ref hash, MarketOptions().Values);
        hash.Add(Symbol);
        hash.Add(WarmUp.Nanoseconds);
        hash.Add(Interval.Nanoseconds);
        hash.Add((long)Steps);
        foreach (var learner in Learners)
        {
            hash.Add(learner.Name);
            hash.Add(learner.Environment);
            Add(ref hash, learner.Options.Values);
        }

        return hash.Value;
    }

    internal OptionSet MarketOptions()
    {
        var options = new OptionSet(Market.Options);
        Set(options, MarketSettings);
        return options;
    }

    private static EnvironmentSetup FromCommon(OptionSet all) => new()
    {
        Market = ScenarioCatalog.Find(all.Text("market")),
        MarketSettings = ReadSettings(all.Text("market-settings")),
        Symbol = all.Text("instrument"),
        WarmUp = all.Duration("warm-up"),
        Interval = all.Duration("interval"),
        Steps = all.Count("steps"),
    };

    private static SortedDictionary<string, string> ReadSettings(string text)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var place = part.IndexOf('=', StringComparison.Ordinal);
            settings[place > 0 ? part[..place].Trim() : throw new FormatException(
                $"'{part}' sets nothing; accepted is name=value, several of them separated by semicolons.")] = part[(place + 1)..].Trim();
        }

        return settings;
    }

    private static void Set(OptionSet options, IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (name, value) in settings)
        {
            options.Set(name, value);
        }
    }

    private static void Add(ref StateHash hash, IReadOnlyDictionary<string, string> values)
    {
        // An option set's values are sorted.
        foreach (var (name, value) in values)
        {
            hash.Add(name);
            hash.Add(value);
        }
    }
}
