using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What can be adjusted in a replay of history.</summary>
internal static class HistoryOptions
{
    public static readonly OptionSpec Files = new()
    {
        Name = "files", Kind = OptionKind.Text, Default = "",
        Summary = "The recorded files; on the command line --history FILE… sets it.",
    };

    public static readonly OptionSpec Symbol = new()
    {
        Name = "symbol", Kind = OptionKind.Text, Default = "",
        Summary = "Which instrument of a recording of several; its first by default.",
    };

    public static readonly OptionSpec Agents = new()
    {
        Name = "agents", Kind = OptionKind.Number, Default = "0.5", Min = 0, Max = 100,
        Summary = "About how many messages our agents send for each recorded one; 0 leaves the recording alone.",
    };

    public static readonly OptionSpec SeedsBook = new()
    {
        Name = "seed-book", Kind = OptionKind.Flag, Default = "true",
        Summary = "Whether orders older than the recording are put in first, as far as a book file beside it shows them.",
    };

    public static readonly OptionSpec Duration = new()
    {
        Name = "duration", Kind = OptionKind.Duration, Default = "0", Max = 7 * 86_400,
        Summary = "How much of the recording is replayed; 0 stands for all of it.",
    };
}
