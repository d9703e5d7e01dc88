using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every scenario, in reading order: those that are programs, then the market files that come with this one. A new one is a
/// file of its own, and for a program one line here.</summary>
public static class ScenarioCatalog
{
    private const string ResourcePrefix = "scenarios/";

    private static readonly Scenario[] Programs =
    [
        new DefaultDay(),
        DayVariant.Calm,
        DayVariant.Stressed,
        new Rmsc04(),
        new Rmsc03(),
        new TrainingMarket(),
        new HistoryScenario(),
        new DoubleAuction(),
        new KyleAuctions(),
        new GlostenMilgrom(),
        new MarketMaking(),
        new LatencyRace(),
        new OptionHedging(),
        new MarketScenario(),
    ];

    // Market files are read when somebody asks for one, or for all: who asks for a program need not wait for them.
    private static readonly Lazy<IReadOnlyList<Scenario>> Everything = new(() => [.. Programs, .. MarketFiles()]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All => Everything.Value;

    /// <summary>The scenario of this name, or of the market file at this path.</summary>
    /// <param name="name">A name, or a path that ends with <c>.yaml</c>.</param>
    /// <exception cref="ArgumentException">There is none; the sentence suggests and lists.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MarketFileException">The file is not acceptable.</exception>
    public static Scenario Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(Programs, s => s.Name == name) ?? All.FirstOrDefault(s => s.Name == name)
            ?? (MarketScenario.IsFileName(name) ? MarketScenario.Open(name) : throw new ArgumentException(
                $"Unknown scenario '{name}'.{Suggestions.Sentence(name, All.Select(s => s.Name))} "
                + $"Known: {string.Join(", ", All.Select(s => s.Name))}; or a market file such as my-market.yaml."));
    }

    private static IEnumerable<MarketScenario> MarketFiles()
    {
        var assembly = typeof(ScenarioCatalog).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                yield return MarketScenario.Parse(resource[ResourcePrefix.Length..], text.ReadToEnd());
            }
        }
    }
}
