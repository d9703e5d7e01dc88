using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Pictures that a command of their own makes as well, with more to choose from: <c>raft timeline</c> and <c>facts</c>.</summary>
internal static class StudiedPlots
{
    /// <summary>The history of a cluster.</summary>
    public const string Consensus = "consensus";

    /// <summary>The stylised facts.</summary>
    public const string Facts = "facts";

    /// <summary>Name, what it shows, and what it is drawn from.</summary>
    public static IReadOnlyList<(string Name, string Summary, string Source)> All { get; } =
    [
        (Consensus, "What a replicated exchange went through: terms, roles, messages, faults, and how long commands waited to be final.", "a run with --consensus, or a cluster's history (.ndjson)"),
        (Facts, "A panel for each stylised fact of real markets, with whether the run shows it.", "a run"),
    ];

    /// <summary>The timeline of a history.</summary>
    /// <param name="path">The folder of a run, or the file of a history.</param>
    /// <exception cref="FileNotFoundException">No cluster left one there.</exception>
    public static Figure OfCluster(string path) => RaftTimeline.Plot(ConsensusEventFile.Read(RaftTimelineCommand.Find(path)), new RaftTimelineOptions());

    /// <summary>The facts of a run, without the paired runs that the last of them needs.</summary>
    public static Figure OfMarket(RunResult result, string? instrument)
    {
        var sheet = FactsOfRuns.InFolder(result, new FactSettings { Instrument = instrument, Pairs = 0 });
        return FactsFigure.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(sheet.Name)), [sheet.Results]);
    }
}
