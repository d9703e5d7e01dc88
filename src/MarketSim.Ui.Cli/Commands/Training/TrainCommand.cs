namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim train</c>: what learned strategies have learned, learned anew.</summary>
internal static class TrainCommand
{
    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("train", "Teaches the learned strategies: execution in the simulator, direction from runs and recordings.",
            "marketsim train execution --out policy.json",
            "marketsim train direction default-day --seeds 1..4 --out model.zip")
            .Grouping(screen, TrainExecutionCommand.Create(screen), TrainDirectionCommand.Create(screen));
}

/// <summary>The file into which something learned goes.</summary>
internal static class TrainedFile
{
    /// <summary>Refuses before anything is learned.</summary>
    public static void Check(string path, bool mayReplace)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new ArgumentException($"There is no folder '{folder}'; accepted is a file in a folder that exists.");
        }

        if (File.Exists(path) && !mayReplace)
        {
            throw new ArgumentException($"There is a file '{path}' already; --force replaces it.");
        }
    }
}
