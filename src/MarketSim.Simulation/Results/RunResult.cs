using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A run that lies in a folder: finished, interrupted, or killed.</summary>
public sealed class RunResult
{
    private RunResult(RunFolder folder, RunManifest manifest) => (Folder, Manifest) = (folder, manifest);

    /// <summary>Where it lies.</summary>
    public RunFolder Folder { get; }

    /// <summary>What it was.</summary>
    public RunManifest Manifest { get; }

    /// <summary>Opens the folder of a run.</summary>
    /// <exception cref="FileNotFoundException">There is no run in it.</exception>
    /// <exception cref="FormatException">Its manifest is damaged, or was written by a newer program.</exception>
    public static RunResult Open(string path)
    {
        var folder = new RunFolder(path);
        if (!folder.HasRun)
        {
            throw new FileNotFoundException(Directory.Exists(path)
                ? $"Folder '{path}' holds no run: there is no {RunManifest.FileName} in it."
                : $"There is no folder '{path}'.");
        }

        return new RunResult(folder, RunManifest.Read(folder.Manifest));
    }

    /// <summary>Opens the command log, to be read once from its beginning.</summary>
    /// <exception cref="FormatException">It is damaged at its beginning.</exception>
    public CommandLogReader ReadCommands() => CommandLogReader.Open(Existing(Folder.Commands));

    /// <summary>Opens the event log, to be read once from its beginning.</summary>
    /// <exception cref="FormatException">It is damaged at its beginning.</exception>
    public EventLogReader ReadEvents() => EventLogReader.Open(Existing(Folder.Events));

    /// <summary>Executes the recorded commands again, on an exchange built from the manifest alone, and
    /// compares.</summary>
    /// <param name="progress">Told now and then how far it has come.</param>
    public ReplayVerdict Replay(IProgress<ReplayProgress>? progress = null) => CommandReplay.Run(this, progress);

    private static string Existing(string file) => File.Exists(file)
        ? file
        : throw new FileNotFoundException($"The run lacks '{Path.GetFileName(file)}': there is no file '{file}'.");
}
