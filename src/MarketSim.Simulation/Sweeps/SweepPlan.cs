using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What a sweep runs: a scenario with settings, at every combination of the varied options, with every seed.</summary>
/// <remarks>Run number n is the combination n / seeds, in the order in which they are written with the last option changing
/// fastest, with the seed n % seeds. So a number means the same run whoever does it, and when.</remarks>
public sealed record SweepPlan
{
    private const int MostRuns = 100_000_000;

    /// <summary>The scenario's name, or the path of its market file.</summary>
    public required string Scenario { get; init; }

    /// <summary>Options that are the same in all runs; those left out have their defaults.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Options that vary.</summary>
    public required IReadOnlyList<SweepAxis> Axes { get; init; }

    /// <summary>The seeds as they were written (<see cref="SeedRanges"/>).</summary>
    public required string Seeds { get; init; }

    /// <summary>The program that runs it: results of different versions are not mixed.</summary>
    public string CodeVersion { get; init; } = WorldManifest.CodeVersion;

    /// <summary>What the scenario's own file says, where it is one: a changed file is another plan.</summary>
    public string? ScenarioHash { get; init; }

    [JsonIgnore]
    private IReadOnlyList<ulong>? _seeds;

    /// <summary>The seeds.</summary>
    [JsonIgnore]
    public IReadOnlyList<ulong> SeedList => _seeds ??= SeedRanges.Parse(Seeds);

    /// <summary>How many combinations of the varied options there are; one if none varies.</summary>
    [JsonIgnore]
    public int Points => Axes.Aggregate(1, (product, axis) => checked(product * axis.Values.Count));

    /// <summary>How many runs there are.</summary>
    [JsonIgnore]
    public int Runs => checked(Points * SeedList.Count);

    /// <summary>Refuses what cannot be run: unknown options and values, an option twice, too much.</summary>
    /// <exception cref="ArgumentException">With a sentence that says what is accepted.</exception>
    public void Validate()
    {
        var scenario = ScenarioCatalog.Find(Scenario);
        var names = Settings.Keys.Concat(Axes.Select(a => a.Option)).ToArray();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new ArgumentException("An option is either set or varied, and once; one of them is named twice.");
        }

        if (Axes.Aggregate((double)SeedList.Count, (product, axis) => product * axis.Values.Count) > MostRuns)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The sweep would have more than {MostRuns} runs; take fewer seeds or values."));
        }

        var options = new OptionSet(scenario.Options);
        foreach (var (name, value) in Settings)
        {
            options.Set(name, value);
        }

        foreach (var axis in Axes)
        {
            foreach (var value in axis.Values)
            {
                options.Set(axis.Option, value);
            }
        }
    }

    /// <summary>One of the runs.</summary>
    /// <param name="number">From zero.</param>
    public SweepRun Run(int number)
    {
        var point = number / SeedList.Count;
        var varied = new string[Axes.Count];
        for (var (i, rest) = (Axes.Count - 1, point); i >= 0; rest /= Axes[i].Values.Count, i--)
        {
            varied[i] = Axes[i].Values[rest % Axes[i].Values.Count];
        }

        return new SweepRun(number, point, SeedList[number % SeedList.Count], varied);
    }

    /// <summary>All options of one run.</summary>
    public OptionSet OptionsOf(Scenario scenario, in SweepRun run)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var options = new OptionSet(scenario.Options);
        foreach (var (name, value) in Settings)
        {
            options.Set(name, value);
        }

        for (var i = 0; i < Axes.Count; i++)
        {
            options.Set(Axes[i].Option, run.Varied[i]);
        }

        return options;
    }

    /// <summary>The command that does one run alone, with its whole folder.</summary>
    public string CommandOf(in SweepRun run)
    {
        var settings = Settings.Select(pair => $" --set {pair.Key}={pair.Value}")
            .Concat(Axes.Zip(run.Varied, (axis, value) => $" --set {axis.Option}={value}"));
        return string.Create(CultureInfo.InvariantCulture, $"marketsim run {Scenario} --seed {run.Seed}{string.Concat(settings)}");
    }

    /// <summary>Its JSON; equal plans have equal texts.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SweepJson.Default.SweepPlan) + "\n";

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SweepPlan Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SweepJson.Default.SweepPlan) ?? throw new FormatException("The plan of the sweep is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The plan of the sweep cannot be read: {problem.Message}", problem);
        }
    }
}

/// <summary>One run of a sweep.</summary>
/// <param name="Number">Its number, from zero.</param>
/// <param name="Point">Which combination of the varied options, from zero.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Varied">The values of the varied options.</param>
public readonly record struct SweepRun(int Number, int Point, ulong Seed, IReadOnlyList<string> Varied);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SweepPlan))]
internal sealed partial class SweepJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SweepRow))]
internal sealed partial class SweepRowJson : JsonSerializerContext;
