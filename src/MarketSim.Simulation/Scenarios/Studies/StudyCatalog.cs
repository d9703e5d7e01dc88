using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Every study, in reading order. A new one is a file of its own and one line here.</summary>
public static class StudyCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Study> All { get; } =
    [
        new MarketMakingStudy(),
        new AlmgrenChrissStudy(),
        new LatencyRaceStudy(),
        new OptionHedgingStudy(),
        new FlashCrashStudy(),
        new PairsStudy(),
        new RaftCrashStudy(),
    ];

    /// <summary>The study of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence suggests and lists.</exception>
    public static Study Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = All.Select(s => s.Name);
        return All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException(
            $"Unknown study '{name}'.{Suggestions.Sentence(name, names)} Known: {string.Join(", ", names)}.");
    }
}
