namespace MarketSim.Tests.Unit;

/// <summary>The rule that keeps cycles out of a project: its folders have an order, and a folder uses only itself and those
/// listed before it. Files beside the project file come last and may use them all.</summary>
internal static class FolderOrder
{
    public sealed record SourceFile(string Folder, string Name, string Code);

    /// <summary>The folders of each project that has an order, in that order.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = new Dictionary<string, string[]>
    {
        ["MarketSim.Core"] = ["Utils", "Models", "Data", "Actors"],
        ["MarketSim.Market"] = ["Dynamics", "Pricing", "Exchange", "Mechanisms", "Agents"],
        ["MarketSim.Blockchain"] = ["Consensus", "Contracts", "Ethereum"],
        ["MarketSim.Simulation"] = ["Engine", "Results", "Recordings", "Backtest", "Scenarios", "Sweeps", "Experiments", "Environments", "Swarms"],
        ["MarketSim.Analysis"] = ["Metrics", "Visualization", "Reports"],
    };

    /// <summary>The projects each project may reference.</summary>
    public static IReadOnlyDictionary<string, string[]> Layers { get; } = new Dictionary<string, string[]>
    {
        ["Core"] = [],
        ["Market"] = ["Core"],
        ["Analysis"] = ["Core"],
        ["Strategies"] = ["Core", "Market"],
        ["Blockchain"] = ["Core", "Market"],
        ["Simulation"] = ["Core", "Market", "Strategies", "Blockchain"],
        ["Native"] = ["Core", "Market", "Strategies", "Blockchain", "Simulation"],
        ["Api"] = ["Core", "Market", "Strategies", "Blockchain", "Simulation", "Analysis"],
        ["Ui.Cli"] = ["Core", "Market", "Strategies", "Blockchain", "Simulation", "Analysis", "Api"],
        ["Ui.Desktop"] = ["Core", "Market", "Strategies", "Blockchain", "Simulation", "Analysis", "Api"],
    };

    /// <summary>Every use of a type from a later folder, as a sentence.</summary>
    public static IReadOnlyList<string> Violations(string[] order, IReadOnlyList<SourceFile> files)
    {
        int Rank(string folder) => Array.IndexOf(order, folder) is >= 0 and var rank ? rank : order.Length;

        var home = new Dictionary<string, string>();
        foreach (var file in files.OrderByDescending(file => Rank(file.Folder)))
        {
            foreach (var type in CSharpText.DeclaredTypes(file.Code))
            {
                home[type] = file.Folder;   // A partial type belongs to the first of its folders.
            }
        }

        return
        [
            .. from file in files
               from name in CSharpText.UsedNames(file.Code).Order(StringComparer.Ordinal)
               where home.TryGetValue(name, out var folder) && Rank(folder) > Rank(file.Folder)
               select $"{file.Folder}/{file.Name} uses {name}, which is declared in {Shown(home[name])}.",
        ];
    }

    private static string Shown(string folder) => folder.Length == 0 ? "the project's own folder" : $"{folder}/";
}
