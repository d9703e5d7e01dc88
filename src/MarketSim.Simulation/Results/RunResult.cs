using MarketSim.Core;
using MarketSim.Market;

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

    /// <summary>Builds the exchange of the run as it was before its first command, from the manifest alone.</summary>
    /// <exception cref="FormatException">It has a mechanism that is not known here; the sentence says where that comes from.</exception>
    public Exchange CreateExchange()
    {
        foreach (var mechanism in Manifest.Mechanisms ?? [])
        {
            if (!MechanismCatalog.Types.TryFind(mechanism.Name, out _))
            {
                throw new FormatException(mechanism.Assembly is { } assembly
                    ? $"The run has the mechanism '{mechanism.Name}' of the assembly '{assembly}', which is not loaded; add --assembly {assembly}.dll."
                    : $"The run has the mechanism '{mechanism.Name}', which this version does not know; if it is of an assembly of its own, add --assembly FILE.");
            }
        }

        return new Exchange(
            Manifest.CreateInstruments(), ExchangeSettings.FromTexts(Manifest.Exchange),
            MechanismCatalog.Create((Manifest.Mechanisms ?? []).Select(m => new MechanismSpec(m.Name, m.Settings))), Manifest.Seed);
    }

    private static string Existing(string file) => File.Exists(file)
        ? file
        : throw new FileNotFoundException($"The run lacks '{Path.GetFileName(file)}': there is no file '{file}'.");
}
